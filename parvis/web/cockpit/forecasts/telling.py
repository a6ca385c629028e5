"""Forecasts in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.inform.dashboards.indicators import Span
from parvis.inform.dashboards.wording import count, decimal, percent
from parvis.understand.forecasts.staffing import NoAnswer, Staff, staff
from parvis.web.cockpit import words
from parvis.web.cockpit.forecasts.figures import Figure
from parvis.web.cockpit.trends.telling import weekday

Kept = Mapping[str, Any]
SUBJECTS = {
    "contacts": pgettext_lazy("forecasts", "Contacts"),
    "cases": pgettext_lazy("forecasts", "Requests"),
    "welcome": pgettext_lazy("forecasts", "At the counter and by phone"),
    "visits": pgettext_lazy("forecasts", "Visits"),
}
MEANINGS = {
    "contacts": pgettext_lazy(
        "forecasts", "Contacts are new requests, and what people say of theirs after."
    ),
    "cases": pgettext_lazy("forecasts", "Requests are new ones, by any way."),
    "welcome": pgettext_lazy(
        "forecasts",
        "New requests taken at the counter or by phone. Who comes and leaves without a request is"
        " not among them.",
    ),
    "visits": pgettext_lazy(
        "forecasts", "Visits are people who come, as the town counts them at its doors."
    ),
}
_COUNTED = {
    "contacts": pgettext_lazy("forecasts", "contacts"),
    "cases": pgettext_lazy("forecasts", "requests"),
    "welcome": pgettext_lazy("forecasts", "requests at the counter and by phone"),
    "visits": pgettext_lazy("forecasts", "visits"),
}
TITLES = {
    "day": pgettext_lazy("forecasts", "The next four weeks, day by day"),
    "slot": pgettext_lazy("forecasts", "The next seven days, hour by hour while we are open"),
    "week": pgettext_lazy("forecasts", "The next twelve weeks"),
    "season": pgettext_lazy("forecasts", "The season to come (thirteen weeks)"),
}


def name(figure: Figure) -> str:
    """When a figure is of: "lundi 23 novembre, 9 h", or its days."""
    if figure.hour is not None:
        return pgettext("forecasts", "%(day)s, %(hour)s h") % {
            "day": weekday(figure.since),
            "hour": figure.hour,
        }
    if figure.since == figure.until:
        return weekday(figure.since)
    days = words.span(Span(figure.since, figure.until))
    # It may stand within a sentence.
    return days[:1].lower() + days[1:]


def between(figure: Figure) -> str:
    """What it will lie between, four times in five."""
    return pgettext("forecasts", "%(low)s to %(high)s") % {
        "low": count(figure.low),
        "high": count(figure.high),
    }


def busiest(figures: Sequence[Figure]) -> str:
    """The sentence of a step: its busiest figure, where there are several."""
    most = max(figures, key=lambda one: one.expected)
    told = {"when": name(most), "expected": count(most.expected), "between": between(most)}
    if len(figures) == 1:
        shape = pgettext("forecasts", "%(when)s: %(expected)s expected (%(between)s).")
        return capfirst(shape % told)
    return pgettext("forecasts", "Most: %(when)s, %(expected)s expected (%(between)s).") % told


def headline(figure: Figure, subject: str) -> str:
    """What the page begins with: so many, of what, when."""
    return pgettext("forecasts", "%(when)s: about %(expected)s %(subject)s (%(between)s).") % {
        "when": capfirst(name(figure)),
        "expected": count(figure.expected),
        "subject": _COUNTED[subject],
        "between": between(figure),
    }


def record(kept: Kept | None) -> str:
    """How earlier forecasts of the same kind did, in a sentence."""
    if kept is None:
        return pgettext("forecasts", "No earlier forecast can be held against what came yet.")
    told = npgettext(
        "forecasts",
        "Our 80%% intervals held %(held)s of what came, over the forecasts of the last %(weeks)s"
        " week. On average we were %(error)s off; repeating last week would have been %(naive)s.",
        "Our 80%% intervals held %(held)s of what came, over the forecasts of the last %(weeks)s"
        " weeks. On average we were %(error)s off; repeating last week would have been %(naive)s.",
        kept["weeks"],
    )
    return told % {
        "held": percent(kept["held"]),
        "weeks": count(kept["weeks"]),
        "error": decimal(kept["error"]),
        "naive": decimal(kept["naive_error"]),
    }


def too_early(kept: Kept) -> str:
    """Why nothing is forecast."""
    told = npgettext(
        "forecasts",
        "Too early: %(needed)s day must be known, and %(known)s are.",
        "Too early: %(needed)s days must be known, and %(known)s are.",
        kept["needed"],
    )
    return told % {"needed": count(kept["needed"]), "known": count(kept["known"])}


def needed(figure: Figure, minutes_each: int | None) -> Staff | None:
    """The people that a figure takes; None where minutes are not known, or the town is closed."""
    if not minutes_each or not figure.minutes:
        return None
    try:
        return staff(
            figure.low, figure.expected, figure.high,
            minutes_each=minutes_each, open_minutes=figure.minutes,
        )  # fmt: skip
    except NoAnswer:
        return None


def people(found: Staff | None) -> str:
    """So many people, and between which bounds; a dash for no claim."""
    if found is None:
        return "\N{EN DASH}"
    if found.low == found.high:
        return count(found.expected)
    return pgettext("forecasts", "%(expected)s (%(low)s to %(high)s)") % {
        "expected": count(found.expected),
        "low": count(found.low),
        "high": count(found.high),
    }


def staffing(figures: Sequence[Figure], minutes_each: int | None) -> str:
    """What the busiest figure takes, in people; "" for no claim."""
    most = max(figures, key=lambda one: one.expected)
    found = needed(most, minutes_each)
    if found is None:
        return ""
    told = npgettext(
        "forecasts",
        "%(when)s: at %(minutes)s minutes each, that takes %(people)s person.",
        "%(when)s: at %(minutes)s minutes each, that takes %(people)s people.",
        found.high,
    )
    shown = {"when": capfirst(name(most)), "people": people(found), "minutes": minutes_each}
    return told % shown
