"""The other ways to listen, a card each: what it tells in one sentence, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext

from parvis.flows.blocked_now import blocked_now
from parvis.web.cockpit.disparities import page as disparities
from parvis.web.cockpit.forecasts import page as forecasts
from parvis.web.cockpit.paths import telling as paths
from parvis.web.cockpit.trends import page as trends


@dataclass(frozen=True, slots=True)
class Card:
    """A way to listen."""

    title: str
    sentence: str
    href: str


def gaps() -> Card:
    """Whether districts are served alike."""
    return Card(
        pgettext("listening", "Gaps between districts"),
        disparities.headline()
        or pgettext(
            "listening",
            "Where the same requests wait longer or please less, and which districts say little.",
        ),
        reverse("cockpit:disparities"),
    )


def surprises() -> Card | None:
    """What stands out in the last days; None before the first night."""
    words = trends.headline()
    title = pgettext("listening", "What surprises")
    return Card(title, words, reverse("cockpit:trends")) if words else None


def to_come() -> Card | None:
    """How many contacts are to come; None before the first night."""
    words = forecasts.headline()
    title = pgettext("listening", "What is to come")
    return Card(title, words, reverse("cockpit:forecasts")) if words else None


def stuck_now() -> tuple[str, str]:
    """Where it gets stuck, in a sentence, and where it leads: how many are late, and with whom most
    of them are."""
    found = blocked_now()
    told = [paths.first(found), *(paths.late_with(one) for one in found.late_with[:1])]
    return " ".join(told), reverse("cockpit:paths")


def stuck() -> Card:
    """What blocks."""
    return Card(
        pgettext("listening", "Where it gets stuck"),
        pgettext("listening", "What waits, on whom, since when, and where requests come back."),
        reverse("cockpit:paths"),
    )


CARDS: tuple[Callable[[], Card | None], ...] = (surprises, stuck, to_come, gaps)


def cards() -> list[Card]:
    """Those that have something to tell."""
    return [card for make in CARDS for card in [make()] if card]
