"""A browser for the tests is found where the machine has one."""

from pathlib import Path

import pytest

from scripts import browser


def _program(folder: Path, name: str, *, code: int = 0) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_the_named_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "chromium")
    named = _program(tmp_path, "my-browser")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROME", str(named))
    assert browser.find() == str(named)


def test_the_machines_browser_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _program(tmp_path, "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME", raising=False)
    assert browser.find() == str(found)


def test_a_browser_that_does_not_start_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as Ubuntu's `chromium-browser`, which only says to install a snap."""
    _program(tmp_path, "chromium-browser", code=1)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(browser, "_playwrights_own", lambda: None)
    assert browser.find() is None


def test_without_a_browser_one_plain_sentence_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: False)
    assert browser.main() == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert said.count("\n") == 1
