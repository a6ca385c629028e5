"""What invites people to a survey: a poster for a wall, small cards for a counter."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from babel.dates import format_date
from django.utils.translation import gettext, ngettext, override

from parvis.adapters.typesetting import pdf
from parvis.inform.papers.letterhead import Letterhead, pictures, template

Size = Literal["a4", "a3"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a survey says of itself on a wall. `link` is its whole address, short enough to be
    typed; from `opens` to `closes` (None for no end); `minutes` that it takes."""

    title: str
    sentence: str
    link: str
    opens: date
    closes: date | None
    minutes: int
    anonymous: bool
    town: Letterhead


def poster_pdf(invitation: Invitation, language: str, *, size: Size = "a4", made: date) -> bytes:
    """A poster as a tagged PDF (PDF/UA-1), `size` tall. Raises TypesettingError."""
    return _pdf(invitation, language, "poster", size, made)


def cards_pdf(invitation: Invitation, language: str, *, made: date) -> bytes:
    """Four cards (A6) on a sheet (A4) with marks to cut along. Raises TypesettingError."""
    return _pdf(invitation, language, "cards", "a4", made)


def _pdf(invitation: Invitation, language: str, name: str, size: Size, made: date) -> bytes:
    with override(language):
        return pdf(
            template(f"{name}.typ"),
            data=_data(invitation, language, size),
            files=pictures(invitation.town, invitation.link),
            title=invitation.title,
            language=language,
            made=made,
        )


def _data(invitation: Invitation, language: str, size: Size) -> dict[str, Any]:
    effort = ngettext(
        "Without an account, %(count)d\N{NO-BREAK SPACE}minute.",
        "Without an account, %(count)d\N{NO-BREAK SPACE}minutes.",
        invitation.minutes,
    )
    return {
        "title": invitation.title,
        "sentence": invitation.sentence,
        "link": readable(invitation.link),
        "when": _when(invitation, language),
        "effort": effort % {"count": invitation.minutes},
        "privacy": _privacy(anonymous=invitation.anonymous),
        "size": size,
        "town": invitation.town.data(),
        "words": {
            "scan": gettext("Point your phone at this square"),
            "or": gettext("or type this address:"),
            "qr": gettext("QR code that opens %(link)s") % {"link": invitation.link},
            "logo": gettext("Logo of %(town)s") % {"town": invitation.town.name},
            "paper": gettext("No phone? Ask for the same questions on paper at the counter."),
        },
    }


def readable(link: str) -> str:
    """An address as one types it: browsers add what comes before the name by themselves."""
    return link.removeprefix("https://").removeprefix("http://").rstrip("/")


def _when(invitation: Invitation, language: str) -> str:
    if invitation.closes is None:
        return gettext("From %(day)s on") % {"day": _day(invitation.opens, language)}
    days = {"first": _day(invitation.opens, language), "last": _day(invitation.closes, language)}
    return gettext("From %(first)s to %(last)s") % days


def _day(day: date, language: str) -> str:
    """In full, its parts on one line; the first of a month as French says it."""
    written = str(format_date(day, "d MMMM y", locale=language))
    if language == "fr" and day.day == 1:
        written = written.replace("1", "1er", 1)
    return written.replace(" ", "\N{NO-BREAK SPACE}")


def _privacy(*, anonymous: bool) -> str:
    if anonymous:
        return gettext("Anonymous: nobody is asked who they are.")
    return gettext("Not anonymous: you are asked who you are, and our agents alone see it.")
