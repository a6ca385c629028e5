"""SMTP against real servers on the loopback: taken, refused, put off, broken."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from parvis.adapters.mail import FolderMail, Mail, MemoryMail, Message, SmtpMail
from parvis.adapters.outcomes import Deferred, Outcome, Reason, Refused, Sent
from tests.integration.adapters.certificates import make_certificate

PASSWORD = "correct horse"


class Town:
    """A mail server that takes letters, and answers by the name of the recipient."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("banni@"):
            return "553 5.7.1 Sender address rejected"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = {
            "inconnu": f"550 5.1.1 <{address}>: no such user",
            "gris": "451 4.7.1 Greylisted, try again",
            "plein": "452 4.2.2 Mailbox full",
            "muet": "550 go away",
        }.get(address.partition("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if envelope.rcpt_tos == ["pourriel@exemple.fr"]:
            return "554 5.7.1 Message looks like spam"
        if envelope.rcpt_tos == ["patience@exemple.fr"]:
            return "421 4.3.2 Shutting down"
        self.envelopes.append(envelope)
        return "250 OK"


def authenticator(
    server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def serve(town: Town) -> Iterator[Callable[..., SmtpMail]]:
    """Starts the town's server with the options given; returns a mail that speaks to it."""
    with ExitStack() as stack:

        def start(tls: str = "none", **options: Any) -> SmtpMail:
            controller = Controller(town, hostname="127.0.0.1", port=_free_port(), **options)
            controller.start()
            stack.callback(controller.stop)
            return SmtpMail("127.0.0.1", controller.port, tls=tls, timeout=5)

        yield start


@pytest.fixture
def smtp(serve: Callable[..., SmtpMail]) -> SmtpMail:
    return serve()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def letter(to: str = "zoe@exemple.fr", **more: Any) -> Message:
    return Message(
        **({
            "key": "receipt:1",
            "to": to,
            "subject": "Reçu",
            "text": "C'est noté.\n.\nMerci !\n",
            "sender": "bonjour@valmont.example",
        } | more)
    )  # fmt: skip


def test_a_letter_arrives_whole(smtp: SmtpMail, town: Town) -> None:
    outcome = smtp.send(letter(html="<p>C'est noté.</p>", unsubscribe="https://valmont.example/s"))
    (envelope,) = town.envelopes
    assert envelope.rcpt_tos == ["zoe@exemple.fr"]
    assert envelope.mail_from == "bonjour@valmont.example"
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=default)
    assert outcome == Sent(mail["Message-ID"])
    assert mail["Subject"] == "Reçu"
    assert mail["List-Unsubscribe"] == "<https://valmont.example/s>"
    text = mail.get_body(("plain",))
    assert text is not None
    # A line with a dot alone ends a message in SMTP: it must not end this one.
    assert text.get_content().replace("\r\n", "\n") == "C'est noté.\n.\nMerci !\n"


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("inconnu@exemple.fr", Refused(Reason.BAD_RECIPIENT, "550 5.1.1")),
        ("muet@exemple.fr", Refused(Reason.BAD_RECIPIENT, "550")),
        ("gris@exemple.fr", Deferred(Reason.TRY_LATER, "451 4.7.1")),
        ("plein@exemple.fr", Deferred(Reason.TRY_LATER, "452 4.2.2")),
        ("pourriel@exemple.fr", Refused(Reason.BAD_MESSAGE, "554 5.7.1")),
        ("patience@exemple.fr", Deferred(Reason.TRY_LATER, "421 4.3.2")),
    ],
)
def test_what_the_server_says(smtp: SmtpMail, town: Town, to: str, outcome: Outcome) -> None:
    assert smtp.send(letter(to)) == outcome
    assert town.envelopes == []


def test_the_answer_of_the_server_never_carries_the_address(smtp: SmtpMail) -> None:
    assert "inconnu" not in repr(smtp.send(letter("inconnu@exemple.fr")))


def test_a_refused_sender_is_the_installations_fault(smtp: SmtpMail) -> None:
    outcome = smtp.send(letter(sender="banni@valmont.example"))
    assert outcome == Deferred(Reason.BAD_SENDER, "553")


def test_nobody_listens() -> None:
    nowhere = SmtpMail("127.0.0.1", _free_port(), tls="none", timeout=2)
    assert nowhere.send(letter()) == Deferred(Reason.UNREACHABLE)
    assert nowhere.problem() == Deferred(Reason.UNREACHABLE)


def test_a_name_that_does_not_exist() -> None:
    nowhere = SmtpMail("mail.invalid", 25, tls="none", timeout=2)
    assert nowhere.send(letter()) == Deferred(Reason.UNREACHABLE)


def test_a_server_that_never_speaks() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        mail = SmtpMail("127.0.0.1", silent.getsockname()[1], tls="none", timeout=0.2)
        assert mail.send(letter()) == Deferred(Reason.TIMED_OUT)


class TestEncryption:
    def test_required_and_not_offered(self, serve: Callable[..., SmtpMail], town: Town) -> None:
        assert serve(tls="starttls").send(letter()) == Deferred(Reason.NO_ENCRYPTION)
        assert town.envelopes == []

    def test_a_certificate_that_nobody_vouches_for(
        self, serve: Callable[..., SmtpMail], town: Town, tmp_path: Path
    ) -> None:
        mail = serve(tls="starttls", tls_context=_server_context(tmp_path))
        assert mail.send(letter()) == Deferred(Reason.NO_ENCRYPTION)
        assert town.envelopes == []

    def test_a_trusted_certificate(
        self,
        serve: Callable[..., SmtpMail],
        town: Town,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        context = _server_context(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        mail = serve(tls="starttls", tls_context=context, require_starttls=True)
        assert isinstance(mail.send(letter()), Sent)
        assert len(town.envelopes) == 1

    def test_encrypted_from_the_first_byte(
        self,
        serve: Callable[..., SmtpMail],
        town: Town,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        context = _server_context(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        assert isinstance(serve(tls="implicit", ssl_context=context).send(letter()), Sent)


def _server_context(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(folder))
    return context


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
class TestLogin:
    @pytest.mark.parametrize(
        ("password", "outcome"),
        [(PASSWORD, None), ("wrong", Deferred(Reason.BAD_CREDENTIALS, "535"))],
    )
    def test_password(
        self, serve: Callable[..., SmtpMail], password: str, outcome: Outcome | None
    ) -> None:
        open_server = serve(authenticator=authenticator, auth_required=True, auth_require_tls=False)
        mail = SmtpMail("127.0.0.1", open_server.port, "valmont", password, "none", 5)
        assert mail.problem() == outcome
        sent = mail.send(letter())
        assert sent == outcome or (outcome is None and isinstance(sent, Sent))

    def test_a_server_that_wants_no_password(self, smtp: SmtpMail) -> None:
        mail = SmtpMail("127.0.0.1", smtp.port, "valmont", PASSWORD, "none", 5)
        assert mail.problem() == Deferred(Reason.BAD_CREDENTIALS)

    def test_all_is_well(self, smtp: SmtpMail) -> None:
        assert smtp.problem() is None


@pytest.mark.parametrize("kind", ["smtp", "folder", "memory"])
class TestEveryMail:
    """The fake and the folder are verified: what SMTP answers, they answer."""

    @pytest.fixture
    def mail(self, kind: str, smtp: SmtpMail, tmp_path: Path) -> Mail:
        mails: dict[str, Mail] = {"folder": FolderMail(tmp_path), "memory": MemoryMail()}
        return mails.get(kind, smtp)

    def test_takes_a_letter_under_its_lasting_identifier(self, mail: Mail) -> None:
        first, again = mail.send(letter()), mail.send(letter())
        assert isinstance(first, Sent)
        assert first == again
        assert first != mail.send(letter(key="receipt:2"))

    def test_refuses_what_is_no_letter(self, mail: Mail) -> None:
        assert mail.send(letter("personne")) == Refused(Reason.BAD_MESSAGE)
        assert mail.send(letter(sender="a b")) == Refused(Reason.BAD_MESSAGE)


@pytest.mark.parametrize("kind", ["smtp", "memory"])
@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("inconnu@exemple.fr", Refused(Reason.BAD_RECIPIENT, "550 5.1.1")),
        ("gris@exemple.fr", Deferred(Reason.TRY_LATER, "451 4.7.1")),
    ],
)
def test_the_fake_answers_as_a_server_does(
    kind: str, to: str, outcome: Outcome, smtp: SmtpMail
) -> None:
    fake = MemoryMail(answers={to: outcome})
    mail: Mail = smtp if kind == "smtp" else fake
    assert mail.send(letter(to)) == outcome
    assert fake.sent == []
