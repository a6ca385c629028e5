"""The folder that `FolderMail` fills: for trying, and as forgetful as the rest."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from parvis.foundation.contacts import InvalidContact, email_key

# How a message's file begins: the moment it was written, in UTC.
MOMENT = "%Y%m%d-%H%M%S"


def forget_to(address: str) -> int:
    """Delete the messages to this address, of whichever authority; returns how many."""
    key = email_key(address)
    return _delete(path for path in _messages() if _recipient(path) == key)


def forget_message(identifier: str) -> int:
    """Delete the message that bears this Message-ID; returns how many files."""
    return _delete(path for path in _messages() if path.stem.endswith(short(identifier)))


def short(identifier: str) -> str:
    """What of a Message-ID stands in its file's name."""
    return f"-{identifier[1:13]}"


def forget_before(moment: datetime) -> int:
    """Delete the messages written before a moment; returns how many."""
    limit = f"{moment:{MOMENT}}"
    return _delete(path for path in _messages() if path.name < limit)


def _messages() -> Iterator[Path]:
    folder = Path(settings.PARVIS_MAIL_FOLDER)
    return folder.glob("*.eml") if folder.is_dir() else iter(())


def _recipient(path: Path) -> str:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    try:
        return email_key(mail["To"].addresses[0].addr_spec)
    except (InvalidContact, IndexError, AttributeError):
        return ""


def _delete(paths: Iterator[Path]) -> int:
    gone = 0
    for path in list(paths):
        path.unlink(missing_ok=True)
        gone += 1
    return gone
