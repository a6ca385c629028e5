"""The form of the messages, the folder and the fake."""

import email
import stat
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from parvis.adapters.mail import (
    FolderMail,
    MemoryMail,
    Message,
    SmtpMail,
    build,
    mailer,
    message_id,
)
from parvis.adapters.outcomes import Deferred, Reason, Refused, Sent
from parvis.foundation import clock

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def message(**changes: object) -> Message:
    parts: dict[str, object] = {
        "key": "receipt:48213",
        "to": "zoe@exemple.fr",
        "subject": "Votre signalement : éclairage",
        "text": "Bonjour,\n\nÉclairage public s'en occupe.\n",
        "sender": "bonjour@valmont.example",
        "sender_name": "Ville de Valmont",
    }
    return Message(**(parts | changes))  # type: ignore[arg-type]


def parsed(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=default)
    assert isinstance(found, EmailMessage)
    return found


class TestForm:
    def test_headers(self) -> None:
        with clock.at(NOW):
            mail = build(message(reply_to="reponse@valmont.example"))
        assert mail["From"] == "Ville de Valmont <bonjour@valmont.example>"
        assert mail["To"] == "zoe@exemple.fr"
        assert mail["Subject"] == "Votre signalement : éclairage"
        assert mail["Date"] == "Mon, 02 Mar 2026 09:30:00 +0000"
        assert mail["Reply-To"] == "reponse@valmont.example"
        assert mail["Auto-Submitted"] == "auto-generated"

    def test_text_and_html(self) -> None:
        mail = build(message(html="<p>Éclairage public s'en occupe.</p>"))
        assert mail.get_content_type() == "multipart/alternative"
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert "Éclairage public s'en occupe." in text.get_content()
        assert html is not None
        assert "<p>Éclairage" in html.get_content()

    def test_text_alone(self) -> None:
        assert build(message()).get_content_type() == "text/plain"

    def test_every_line_of_the_encoded_message_is_short(self) -> None:
        long = message(text="é" * 5_000, html="<p>" + "mot " * 2_000 + "</p>")
        assert max(map(len, build(long).as_bytes().splitlines())) <= 998

    def test_unsubscribing(self) -> None:
        page = "https://valmont.example/suivi/stop/abc"
        assert build(message(unsubscribe=page))["List-Unsubscribe"] == f"<{page}>"
        assert build(message(unsubscribe=page))["List-Unsubscribe-Post"] is None
        one_click = build(message(unsubscribe=page, one_click=True))
        assert one_click["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert build(message())["List-Unsubscribe"] is None

    def test_the_same_key_is_the_same_message_for_ever(self) -> None:
        with clock.at(NOW):
            first = build(message())["Message-ID"]
        again = build(message(subject="Rappel"))["Message-ID"]
        assert first == again
        assert first != build(message(key="receipt:48214"))["Message-ID"]
        assert first.endswith("@valmont.example>")

    def test_the_identifier_tells_nothing_of_the_key(self) -> None:
        assert "48213" not in message_id("receipt:48213", "bonjour@valmont.example")

    def test_the_sender_of_the_settings_by_default(self, settings: pytest.FixtureRequest) -> None:
        settings.PARVIS_MAIL_FROM = "mairie@valmont.example"  # type: ignore[attr-defined]
        assert "mairie@valmont.example" in build(message(sender=""))["From"]

    def test_a_subject_on_two_lines_adds_no_header(self) -> None:
        mail = build(message(subject="Bonjour\r\nBcc: tous@exemple.fr"))
        assert mail["Bcc"] is None
        assert mail["Subject"] == "Bonjour Bcc: tous@exemple.fr"

    def test_other_headers(self) -> None:
        assert build(message(headers={"X-Parvis-Kind": "receipt"}))["X-Parvis-Kind"] == "receipt"


BAD = [
    {"to": "personne"},
    {"to": "a@exemple.fr\nBcc: b@exemple.fr"},
    {"to": ""},
    {"to": "zoé@exemple.fr"},
    {"sender": "pas une adresse"},
    {"headers": {"X-Kind": "a\r\nBcc: b@exemple.fr"}},
    {"unsubscribe": "https://a.example/\r\nBcc: b@exemple.fr"},
]


@pytest.mark.parametrize("changes", BAD)
def test_an_unusable_message_is_refused_by_every_mail(
    changes: dict[str, object], tmp_path: Path
) -> None:
    bad = message(**changes)
    nowhere = SmtpMail("127.0.0.1", 9, tls="none")
    fake, folder = MemoryMail(), FolderMail(tmp_path)
    for mail in (nowhere, fake, folder):
        assert mail.send(bad) == Refused(Reason.BAD_MESSAGE)
    assert fake.sent == []
    assert list(tmp_path.iterdir()) == []


class TestFolder:
    def test_a_file_that_a_mail_program_opens(self, tmp_path: Path) -> None:
        folder = tmp_path / "mail"
        with clock.at(NOW):
            outcome = FolderMail(folder).send(message(html="<p>Bonjour</p>"))
        (file,) = folder.iterdir()
        assert file.name.startswith("20260302-093000-")
        assert file.suffix == ".eml"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        mail = parsed(file.read_bytes())
        assert outcome == Sent(mail["Message-ID"])
        assert mail["To"] == "zoe@exemple.fr"

    def test_sent_twice_at_once_it_is_one_file(self, tmp_path: Path) -> None:
        with clock.at(NOW):
            FolderMail(tmp_path).send(message())
            FolderMail(tmp_path).send(message())
        assert len(list(tmp_path.iterdir())) == 1


class TestFake:
    def test_it_keeps_what_it_took_and_answers_as_told(self) -> None:
        later = Deferred(Reason.TRY_LATER, "451")
        fake = MemoryMail(answers={"plein@exemple.fr": later})
        assert isinstance(fake.send(message()), Sent)
        assert fake.send(message(to="plein@exemple.fr")) == later
        assert [one.to for one in fake.sent] == ["zoe@exemple.fr"]


class TestAddressOfTheServer:
    @pytest.mark.parametrize(
        ("url", "host", "port", "tls"),
        [
            ("smtp://mail.example", "mail.example", 587, "starttls"),
            ("smtp://mail.example:25?tls=none", "mail.example", 25, "none"),
            ("smtps://mail.example", "mail.example", 465, "implicit"),
            ("smtp://localhost:1025", "localhost", 1025, "none"),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, "none"),
            ("smtp://[::1]:1025", "::1", 1025, "none"),
            ("smtp://127.0.0.1:1025?tls=starttls", "127.0.0.1", 1025, "starttls"),
        ],
    )
    def test_read(self, url: str, host: str, port: int, tls: str) -> None:
        mail = SmtpMail.from_url(url)
        assert (mail.host, mail.port, mail.tls) == (host, port, tls)

    def test_credentials_are_unquoted_and_never_shown(self) -> None:
        mail = SmtpMail.from_url("smtp://valmont%40exemple.fr:p%3Ass@mail.example")
        assert (mail.user, mail.password) == ("valmont@exemple.fr", "p:ss")
        assert "p:ss" not in repr(mail)

    @pytest.mark.parametrize(
        "url", ["", "mail.example", "http://mail.example", "smtp://", "smtp://a?tls=no"]
    )
    def test_refused(self, url: str) -> None:
        with pytest.raises(ValueError, match="smtp"):
            SmtpMail.from_url(url)


def test_the_settings_choose(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.PARVIS_MAIL = "parvis.adapters.mail.MemoryMail"  # type: ignore[attr-defined]
    assert isinstance(mailer(), MemoryMail)
    assert mailer() is mailer()
    settings.PARVIS_MAIL = "parvis.adapters.mail.FolderMail"  # type: ignore[attr-defined]
    assert isinstance(mailer(), FolderMail)
