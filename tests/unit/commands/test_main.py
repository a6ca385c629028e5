"""The command line: its words, its languages, its errors."""

import os
import subprocess
import sys

import pytest

from config.environment import PROJECT
from parvis.commands import words
from parvis.commands.main import COMMANDS, main


def _parvis(*given: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "parvis.commands.main", *given],
        cwd=PROJECT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("run", "doctor", "database", "keys", "worker"))


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(SystemExit) as end:
        main(["fly"])
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "fr"), ("C.UTF-8", "fr"), ("", "fr")],
)
def test_french_first_english_where_the_terminal_speaks_it(
    monkeypatch: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert words.terminal_language() == language


def test_every_command_module_keeps_the_contract() -> None:
    """Read as text: importing them needs Django and a database."""
    for command in COMMANDS.values():
        path = PROJECT / "parvis" / "commands" / f"{command.module}.py"
        if path.exists():
            text = path.read_text()
            assert "def configure(parser" in text, path
            assert "def run(arguments" in text, path


def test_an_error_for_a_person_has_no_traceback(tmp_path: object) -> None:
    said = _parvis(
        "database",
        "migrate",
        PARVIS_DATABASE_URL="postgresql://a@/b?host=/nowhere",
        PARVIS_DATABASE_EMBEDDED="",
        PARVIS_DATABASE_OWNER_URL="",
    )
    assert said.returncode == 1
    assert said.stderr.startswith("parvis: PARVIS_DATABASE_OWNER_URL is not set")
    assert "Traceback" not in said.stderr
