"""Keys are made once, closed to others, and never replaced."""

import stat
from pathlib import Path

import pytest

from parvis.commands import keys


@pytest.fixture(autouse=True)
def no_key_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARVIS_SECRET_KEY", raising=False)


def test_missing_keys_are_made_readable_by_us_alone(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert keys.make_missing(folder) == ["django.key", "keyring.json"]
    assert keys.missing(folder) == []
    assert keys.readable_by_others(folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_key_that_exists_is_never_replaced(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    assert keys.make_missing(tmp_path) == []
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == before


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    for name in ("one", "two"):
        keys.make_missing(tmp_path / name)
    one, two = ((tmp_path / name / "django.key").read_text() for name in ("one", "two"))
    assert one != two
    assert min(len(one), len(two)) >= 40


def test_an_open_key_is_found(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    (tmp_path / "django.key").chmod(0o640)
    assert [path.name for path in keys.readable_by_others(tmp_path)] == ["django.key"]


def test_the_key_from_the_environment_needs_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_SECRET_KEY", "given")
    assert keys.missing(tmp_path) == ["keyring.json"]
