"""What was answered on the pages before, carried by the page itself: signed, so that nobody else
writes it, and kept by nobody until the end."""

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core import signing

from parvis.foundation.clock import now

# The page after the last one: all answers, before they are sent.
SUMMARY = "summary "


class Forged(ValueError):
    """The page carries nothing that we signed for this form."""


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
    return signing.dumps(asdict(carried), salt=f"parvis.answering {bound}", compress=True)


def opened(text: str, bound: str) -> Carried:
    """What a page carried. Raises Forged."""
    try:
        return Carried(**signing.loads(text, salt=f"parvis.answering {bound}"))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise Forged from error


def at(carried: Carried, page: str) -> Carried:
    """The same, on another page."""
    return replace(carried, page=page)


def passing(carried: Carried) -> Carried:
    """The same, the page shown being gone through."""
    others = [page for page in carried.passed if page != carried.page]
    return replace(carried, passed=[*others, carried.page])
