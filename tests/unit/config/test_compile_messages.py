"""Catalogues are compiled when they changed, and refused when a person could not rely on them."""

import gettext
import os
from pathlib import Path

import pytest

from config.compile_messages import catalogues, compile_all, compile_one, stale

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "room" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "Good morning"\nmsgstr "Bonjour"\n')
    return path


def _said(catalogue: Path, message: str) -> str:
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext(message)


def test_a_compiled_catalogue_speaks(tmp_path: Path, catalogue: Path) -> None:
    assert catalogues(tmp_path) == [catalogue]
    assert compile_all(tmp_path) == (1, [])
    assert _said(catalogue, "Good morning") == "Bonjour"


def test_only_what_changed_is_compiled_again(tmp_path: Path, catalogue: Path) -> None:
    compile_all(tmp_path)
    assert not stale(catalogue)
    assert compile_all(tmp_path) == (0, [])
    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert compile_all(tmp_path) == (1, [])


@pytest.mark.parametrize(
    "broken",
    [
        '#, python-format\nmsgid "%(count)s reports"\nmsgstr "%(nombre)s signalements"\n',
        'msgid "open\nmsgstr "ouvert"\n',
        'msgid "Unfinished"\nmsgstr nothing\n',
    ],
    ids=["wrong placeholder", "open quotation mark", "no quotation marks"],
)
def test_a_broken_catalogue_is_named_and_not_compiled(catalogue: Path, broken: str) -> None:
    catalogue.write_text(HEADER + broken)
    wrong = compile_one(catalogue)
    assert wrong
    assert str(catalogue) in wrong[0]
    assert not catalogue.with_suffix(".mo").exists()


def test_a_broken_catalogue_leaves_the_good_one_in_use(catalogue: Path) -> None:
    compile_one(catalogue)
    catalogue.write_text(HEADER + 'msgid "open\nmsgstr "ouvert"\n')
    assert compile_one(catalogue)
    assert _said(catalogue, "Good morning") == "Bonjour"
