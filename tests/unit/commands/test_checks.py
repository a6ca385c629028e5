"""What the doctor thinks of a machine and of settings."""

from pathlib import Path

import pytest

from parvis.commands import keys
from parvis.commands.checks import installation, machine
from parvis.commands.checks.finding import Verdict
from scripts import browser


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(900_000_000, Verdict.WRONG), (3_000_000_000, Verdict.NOTE), (50_000_000_000, Verdict.OK)],
)
def test_room_on_the_disk(free: int, verdict: Verdict) -> None:
    assert machine.room(free).verdict is verdict


@pytest.mark.parametrize(
    ("version", "verdict"), [((3, 10), Verdict.WRONG), ((3, 11), Verdict.OK), ((3, 14), Verdict.OK)]
)
def test_python_version(version: tuple[int, int], verdict: Verdict) -> None:
    assert machine.python(version).verdict is verdict


def test_the_browser_that_the_tests_would_take_is_the_one_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "my-browser"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(browser, "_playwrights_own", lambda: None)
    assert machine.browser().verdict is Verdict.NOTE
    monkeypatch.setenv("CHROME", str(own))
    assert machine.browser().verdict is Verdict.OK
    monkeypatch.delenv("CHROME")
    monkeypatch.setattr(browser, "_playwrights_own", lambda: str(own))
    assert machine.browser().verdict is Verdict.OK


def test_missing_keys_are_named_then_well_once_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARVIS_SECRET_KEY", raising=False)
    tmp_path.chmod(0o700)
    found = installation.key_files(tmp_path)
    assert found.verdict is Verdict.WRONG
    assert "keyring.json" in found.said
    keys.make_missing(tmp_path)
    assert installation.key_files(tmp_path).verdict is Verdict.OK


def test_a_key_that_others_may_read_is_named_with_its_remedy(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    (tmp_path / "keyring.json").chmod(0o644)
    found = installation.key_files(tmp_path)
    assert found.verdict is Verdict.WRONG
    assert f"chmod 600 {tmp_path / 'keyring.json'}" in found.advice


def test_mail_in_a_folder_is_only_a_note(settings: object) -> None:
    settings.PARVIS_MAIL = "parvis.adapters.mail.FolderMail"  # type: ignore[attr-defined]
    assert installation.mail().verdict is Verdict.NOTE


def test_an_unreachable_mail_server_is_wrong(settings: object) -> None:
    settings.PARVIS_MAIL = "parvis.adapters.mail.SmtpMail"  # type: ignore[attr-defined]
    settings.PARVIS_SMTP_URL = "smtp://127.0.0.1:9"  # type: ignore[attr-defined]
    assert installation.mail().verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("address", "secure", "proxies", "verdict"),
    [
        ("127.0.0.1", False, "", Verdict.OK),
        ("0.0.0.0", False, "", Verdict.WRONG),
        ("0.0.0.0", True, "", Verdict.NOTE),
        ("0.0.0.0", True, "10.0.0.1", Verdict.OK),
    ],
)
def test_an_open_door_without_encryption_is_wrong(
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    secure: bool,
    proxies: str,
    verdict: Verdict,
) -> None:
    monkeypatch.setenv("PARVIS_HOST", address)
    monkeypatch.setenv("PARVIS_TRUSTED_PROXIES", proxies)
    settings.SESSION_COOKIE_SECURE = secure  # type: ignore[attr-defined]
    assert installation.reach().verdict is verdict
