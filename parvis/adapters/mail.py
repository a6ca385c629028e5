"""E-mail out of the house: the message, SMTP, a folder for development, a fake for tests.

Each message carries text and, if wanted, HTML, says that a machine wrote it (so that no vacation
answer comes back), and how to unsubscribe. Its identifier is derived from the caller's key: sent
twice after a fault, it is one message for the reader's mail program.
"""

import hashlib
import os
import re
import secrets
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from parvis.adapters.chosen import chosen
from parvis.adapters.mail_folder import MOMENT, short
from parvis.adapters.outcomes import Deferred, Outcome, Reason, Refused, Sent
from parvis.adapters.trusted_address import is_this_machine
from parvis.foundation import clock

TIMEOUT_SECONDS = 15.0
_ENHANCED = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an e-mail; `media_type` as "image/webp"."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail to one person.

    `key` identifies it for ever (a notification's id): the same key gives the same Message-ID.
    `sender` is an address, `sender_name` what is shown for it. `unsubscribe` is a page; with
    `one_click` it also takes RFC 8058's POST.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    unsubscribe: str = ""
    one_click: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()


class Mail(Protocol):
    """Something that takes e-mails. `send` never raises for what the outside does."""

    def send(self, message: Message) -> Outcome: ...


def mailer(*, demonstration: bool = False) -> Mail:
    """The mail that the settings choose (`PARVIS_MAIL`). A demonstration never writes to anybody
    outside: its messages go to the folder."""
    mail: Mail = chosen("PARVIS_MAIL")
    if demonstration and isinstance(mail, SmtpMail):
        return FolderMail.from_settings()
    return mail


def build(message: Message) -> EmailMessage:
    """The message in its RFC 5322 form. Raises ValueError for an unusable address or header."""
    sender = message.sender or settings.PARVIS_MAIL_FROM
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_one_line(message.sender_name), addr_spec=sender)
    mail["To"] = Address(addr_spec=message.to)
    mail["Subject"] = _one_line(message.subject)
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = message_id(message.key, sender)
    if message.reply_to:
        mail["Reply-To"] = Address(addr_spec=message.reply_to)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.unsubscribe:
        mail["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        if message.one_click:
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text, cte="quoted-printable")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    for file in message.attachments:
        kind, _, subtype = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    return mail


def message_id(key: str, sender: str) -> str:
    """The Message-ID for a key: stable, and telling nothing of what the key is."""
    digest = hashlib.sha256(f"{sender}\x1f{key}".encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class SmtpMail:
    """Hands messages to an SMTP server.

    Encryption is required unless the server is this machine or the URL says `?tls=none`.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "starttls"
    timeout: float = TIMEOUT_SECONDS

    @classmethod
    def from_settings(cls) -> Self:
        return cls.from_url(settings.PARVIS_SMTP_URL)

    @classmethod
    def from_url(cls, url: str, *, timeout: float = TIMEOUT_SECONDS) -> Self:
        """From `smtp://user:password@host:587` or `smtps://…`. Raises ValueError."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("PARVIS_SMTP_URL looks like smtp://user:password@host:587")
        asked = parse_qs(parts.query).get("tls", [""])[0]
        if asked not in {"", "none", "starttls"}:
            raise ValueError("tls is none or starttls; for TLS from the start write smtps://")
        implicit = parts.scheme == "smtps"
        default = "none" if is_this_machine(parts.hostname) else "starttls"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if implicit else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls="implicit" if implicit else (asked or default),
            timeout=timeout,
        )

    def send(self, message: Message) -> Outcome:
        try:
            mail = build(message)
        except (ValueError, LookupError):
            return Refused(Reason.BAD_MESSAGE)
        try:
            with self._connect() as server:
                server.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            return _outcome(error)
        return Sent(mail["Message-ID"])

    def problem(self) -> Outcome | None:
        """What stands in the way of sending, found by logging in and leaving; None when well."""
        try:
            with self._connect() as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as error:
            return _outcome(error)
        return None

    def _connect(self) -> smtplib.SMTP:
        """An encrypted (if required), logged-in connection."""
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.tls == "implicit":
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _outcome(error: Exception) -> Outcome:
    """What an SMTP or socket error means for the message."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            code, text = next(iter(recipients.values()))
            return _by_code(code, text, Reason.BAD_RECIPIENT)
        case smtplib.SMTPDataError(smtp_code=code, smtp_error=text):
            return _by_code(code, text, Reason.BAD_MESSAGE)
    return Deferred(*_installation_fault(error))


def _installation_fault(error: Exception) -> tuple[Reason, str]:
    """Faults that aren't the message's: it waits until they are mended."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return Reason.BAD_CREDENTIALS, str(code)
        case smtplib.SMTPNotSupportedError():
            no_tls = "STARTTLS" in str(error)
            return (Reason.NO_ENCRYPTION if no_tls else Reason.BAD_CREDENTIALS), ""
        case smtplib.SMTPSenderRefused(smtp_code=code):
            return Reason.BAD_SENDER, str(code)
        # smtplib tells of a silent server as of one that hung up.
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return Reason.TIMED_OUT, ""
        case ssl.SSLError():
            return Reason.NO_ENCRYPTION, ""
    return Reason.UNREACHABLE, ""


def _by_code(code: int, text: bytes | str, final: Reason) -> Outcome:
    raw = text if isinstance(text, bytes) else text.encode(errors="replace")
    enhanced = _ENHANCED.search(raw)
    status = f"{code} {enhanced[1].decode()}" if enhanced else str(code)
    if 500 <= code < 600:
        return Refused(final, status)
    return Deferred(Reason.TRY_LATER, status)


@dataclass(frozen=True)
class FolderMail:
    """Writes each message as an .eml file into a folder: nothing leaves the machine."""

    folder: Path

    @classmethod
    def from_settings(cls) -> Self:
        return cls(Path(settings.PARVIS_MAIL_FOLDER))

    def send(self, message: Message) -> Outcome:
        try:
            mail = build(message)
        except (ValueError, LookupError):
            return Refused(Reason.BAD_MESSAGE)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        identifier = str(mail["Message-ID"])
        name = f"{clock.now():{MOMENT}}{short(identifier)}.eml"
        draft = self.folder / f".{name}.{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(mail.as_bytes())
        draft.replace(self.folder / name)
        return Sent(identifier)


@dataclass
class MemoryMail:
    """The fake: keeps what it is given, and answers like SMTP for addresses told in advance."""

    sent: list[Message] = field(default_factory=list)
    answers: dict[str, Outcome] = field(default_factory=dict)

    @classmethod
    def from_settings(cls) -> Self:
        return cls()

    def send(self, message: Message) -> Outcome:
        try:
            mail = build(message)
        except (ValueError, LookupError):
            return Refused(Reason.BAD_MESSAGE)
        if message.to in self.answers:
            return self.answers[message.to]
        self.sent.append(message)
        return Sent(mail["Message-ID"])
