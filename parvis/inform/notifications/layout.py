"""A letter before it is laid out, and as it leaves: plain text and HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Button:
    """A link that one taps; the first of a letter stands out."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an agent, with who and when."""

    who: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, before it is laid out. `verdict` is what speaks first; `stop` is where a
    follower ends the news, empty in a letter that may be answered; `stop_label` says so where it is
    about something else."""

    language: str
    subject: str
    verdict: str
    lines: Sequence[str] = ()
    quotes: Sequence[Quote] = ()
    details: Sequence[tuple[str, str]] = ()
    question: str = ""
    buttons: Sequence[Button] = ()
    notes: Sequence[tuple[str, str, str]] = ()
    stop: str = ""
    stop_label: str = ""
    town: str = ""
    address: str = ""
    short: str = ""

    def text(self) -> str:
        """As plain text."""
        with override(self.language):
            return render_to_string("notifications/letter.txt", {"letter": self})

    def html(self) -> str:
        """As HTML for mail programs."""
        with override(self.language):
            return render_to_string("notifications/letter.html", {"letter": self})
