"""What was answered on the pages before, carried by the page itself: encrypted, so that nobody else
reads or writes it, good for a month, and kept by nobody until the end."""

import base64
import json
import secrets
import zlib
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.secrets import SecretsError

# The page after the last one: all answers, before they are sent.
SUMMARY = "summary "
# How long a page may stay open before it is sent: one turned over begins anew.
LASTS = timedelta(days=30)


class Forged(ValueError):
    """The page carries nothing that we sealed for this form, or has for too long."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One person's way through a form: the page shown (`SUMMARY` for the last look), everything
    `given` so far, by the keys of the questions, in which language, easy to read or not.
    `passed` are the pages gone through, `from_summary` when one of them is being changed;
    `send_key` makes what is sent twice one."""

    page: str
    send_key: str
    begun_at: str
    language: str
    given: dict[str, Any] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    is_easy: bool = False
    from_summary: bool = False

    @property
    def begun(self) -> datetime:
        """When the first page was shown."""
        return datetime.fromisoformat(self.begun_at)


def begin(page: str, language: str, given: dict[str, Any] | None = None) -> Carried:
    """A form that nothing was answered to yet, or what is known already."""
    return Carried(page, secrets.token_urlsafe(18), now().isoformat(), language, given or {})


def sealed(carried: Carried, bound: str) -> str:
    """As the page carries it; `bound` names the form, so that no other takes it."""
    content = json.dumps({"at": now().timestamp(), **asdict(carried)}, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(content.encode())).decode()
    return base64.urlsafe_b64encode(keyring().encrypt(packed, _place(bound))).decode()


def opened(text: str, bound: str) -> Carried:
    """What a page carried. Raises Forged."""
    try:
        packed = keyring().decrypt(
            base64.b64decode(text, altchars=b"-_", validate=True), _place(bound)
        )
        content = json.loads(zlib.decompress(base64.b64decode(packed)))
        at = content.pop("at")
        found = Carried(**content)
    except (SecretsError, TypeError, ValueError) as error:
        raise Forged from error
    if now().timestamp() - at > LASTS.total_seconds():
        raise Forged
    return found


def _place(bound: str) -> bytes:
    return f"answering.carried\x1f{bound}".encode()


def at(carried: Carried, page: str) -> Carried:
    """The same, on another page."""
    return replace(carried, page=page)


def passing(carried: Carried) -> Carried:
    """The same, the page shown being gone through."""
    others = [page for page in carried.passed if page != carried.page]
    return replace(carried, passed=[*others, carried.page])
