"""Workbooks are read and written by a process of its own, that says the same and may do less."""

import subprocess

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.xlsform import apart
from parvis.offer.forms.xlsform.apart import read_apart, write_apart
from parvis.offer.forms.xlsform.notes import BadFile
from parvis.offer.forms.xlsform.reading import read_xlsform
from parvis.offer.forms.xlsform.sheets import LARGEST_FILE, write_workbook
from parvis.offer.forms.xlsform.writing import write_xlsform
from tests.factories.every_kind import EVERY_KIND


def test_it_says_what_is_said_here() -> None:
    definition = read_definition(EVERY_KIND)
    content = write_apart(definition)
    read, notes = read_apart(content)
    here, notes_here = read_xlsform(write_xlsform(compile_form(definition))[0])
    assert write_definition(read) == write_definition(here)
    assert notes == notes_here


def test_why_a_file_is_refused_is_told() -> None:
    with pytest.raises(BadFile) as refused:
        read_apart(write_workbook({"survey": [{"type": "nothing", "name": "a"}]}))
    assert refused.value.code == "not_valid"
    assert "nothing" in refused.value.details


def test_a_file_too_large_is_not_even_sent_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(BadFile) as refused:
        read_apart(b"\0" * (LARGEST_FILE + 1))
    assert refused.value.code == "too_large"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.01)
    with pytest.raises(BadFile) as refused:
        read_apart(b"PK")
    assert refused.value.code == "too_much"


@pytest.mark.parametrize(("ends", "raised"), [(-9, BadFile), (1, RuntimeError)])
def test_an_end_by_the_kernel_is_the_file_s_fault_and_any_other_is_ours(
    monkeypatch: pytest.MonkeyPatch, ends: int, raised: type[Exception]
) -> None:
    ended = subprocess.CompletedProcess([], ends, b"", b"Traceback")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: ended)
    with pytest.raises(raised):
        read_apart(b"PK")
