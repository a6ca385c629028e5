"""Trends and anomalies in words, from what a study kept of them (JSON: no numpy here)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.inform.dashboards.wording import count, decimal, percent, signed
from parvis.web.cockpit import words
from parvis.web.cockpit.asked import NAMES

Kept = Mapping[str, Any]
# Under half a case expected, "so many times as many" would say nothing.
HARDLY_ANY = 0.5
_CARRIERS = {
    "service": pgettext_lazy("trends", "%(part)s comes from one subject, %(value)s"),
    "district": pgettext_lazy("trends", "%(part)s comes from one district, %(value)s"),
    "channel": pgettext_lazy("trends", "%(part)s comes in one way, %(value)s"),
    "street": pgettext_lazy("trends", "%(part)s comes from one street, %(value)s"),
    "one_day": pgettext_lazy("trends", "%(part)s comes from one day alone, %(value)s"),
}
_QUOTED = pgettext_lazy("trends", "“%(words)s”")
# How often chance would lead as far, at most; the words that say it.
_SURPRISE = (
    (0.001, pgettext_lazy("trends", "chance does not do this: less than once in 1,000")),
    (0.01, pgettext_lazy("trends", "very surprising: chance would do it less than once in 100")),
    (1.0, pgettext_lazy("trends", "surprising: chance would do it less than 5 times in 100")),
)


def subject(key: Sequence[Sequence[Any]]) -> str:
    """What a series counts: "Dépôt sauvage, Le Bourg"."""
    if not key:
        return pgettext("trends", "The whole town")
    return ", ".join(words.name(dimension, str(value)) for dimension, value in key)


def filters(key: Sequence[Sequence[Any]]) -> tuple[tuple[str, str], ...]:
    """The same as the names and values of an address."""
    return tuple((NAMES[dimension], str(value)) for dimension, value in key)


def weekday(day: date) -> str:
    """ "lundi 16 novembre"."""
    return f"{date_format(day, 'l')} {words.day(day)}"


def when(since: date, until: date) -> str:
    """ "depuis lundi 16 novembre", or the one day alone."""
    if since == until:
        return pgettext("trends", "on %(day)s") % {"day": weekday(since)}
    return pgettext("trends", "since %(day)s") % {"day": weekday(since)}


def about(number: float) -> str:
    """What was expected, as precisely as it means anything."""
    return count(number) if number >= 10 else decimal(number)


def sentence(found: Kept) -> str:
    """One plain sentence on what went beyond, with what carries most of it."""
    said, carriers = _said(found["head"]), [one for one in found["causes"] if one["share"]]
    if not carriers:
        return f"{said}."
    return pgettext("trends", "%(said)s; %(cause)s.") % {"said": said, "cause": cause(carriers[0])}


def short(head: Kept) -> str:
    """What went beyond in as few words as a title has: without days, figures and causes."""
    seen, expected = head["observed"], head["expected"]
    if head["direction"] == "silence":
        shape = (
            pgettext("trends", "%(subject)s: %(change)s fewer requests than usual")
            if seen
            else pgettext("trends", "%(subject)s: no request any more")
        )
    elif expected < HARDLY_ANY:
        shape = pgettext("trends", "%(subject)s: %(seen)s requests, where hardly any come")
    elif seen < 2 * expected:
        shape = pgettext("trends", "%(subject)s: %(change)s more requests than usual")
    else:
        shape = pgettext("trends", "%(subject)s: %(times)s times as many requests as usual")
    return shape % _told(head)


def _said(head: Kept) -> str:
    return _shape(head["direction"], head["observed"], head["expected"]) % _told(head)


def _told(head: Kept) -> dict[str, str]:
    seen, expected = head["observed"], head["expected"]
    return {
        "subject": subject(head["key"]),
        "when": when(date.fromisoformat(head["since"]), date.fromisoformat(head["until"])),
        "seen": count(seen),
        "expected": about(expected),
        "times": decimal(seen / expected, 0 if seen > 10 * expected else 1),
        "change": percent(abs(seen / expected - 1)),
    }


def _shape(direction: str, seen: int, expected: float) -> str:
    if direction == "silence" and not seen:
        return pgettext(
            "trends", "%(subject)s: %(when)s, no request any more, where %(expected)s were expected"
        )
    if direction == "silence":
        return pgettext(
            "trends",
            "%(subject)s: %(when)s, %(change)s fewer requests than usual (%(seen)s instead of"
            " %(expected)s)",
        )
    if expected < HARDLY_ANY:
        return pgettext("trends", "%(subject)s: %(when)s, %(seen)s requests, where hardly any come")
    if seen < 2 * expected:
        return pgettext(
            "trends",
            "%(subject)s: %(when)s, %(change)s more requests than usual (%(seen)s instead of"
            " %(expected)s)",
        )
    return pgettext(
        "trends",
        "%(subject)s: %(when)s, %(times)s times as many requests as usual (%(seen)s instead of"
        " %(expected)s)",
    )


def surprise(chance: float) -> str:
    """How surprising, in words."""
    return str(next(told for most, told in _SURPRISE if chance <= most))


def cause(one: Kept) -> str:
    """What carries a part of it, or is there on its days."""
    kind, value = one["kind"], one["value"]
    if kind == "school_holidays":
        return pgettext("trends", "school holidays fall on some of these days")
    if kind == "public_holiday":
        day = words.day(date.fromordinal(value))
        return pgettext("trends", "%(day)s is a public holiday or a day off") % {"day": day}
    if kind == "words":
        return _words(one)
    named = weekday(date.fromordinal(value)) if kind == "one_day" else _named(kind, value)
    return str(_CARRIERS[kind]) % {"part": _part(one["share"]), "value": named}


def _words(one: Kept) -> str:
    """What is said more: "“fuite d’eau” stands in 18 messages, where 2 would be expected"."""
    first, *more = (_QUOTED % {"words": words} for words in one["value"])
    told = npgettext(
        "trends",
        "%(words)s stands in %(seen)s message, where %(expected)s would be expected",
        "%(words)s stands in %(seen)s messages, where %(expected)s would be expected",
        one["observed"],
    ) % {"words": first, "seen": count(one["observed"]), "expected": about(one["expected"])}
    if not more:
        return told
    also = pgettext("trends", "%(told)s; also %(words)s")
    return also % {"told": told, "words": ", ".join(more)}


def _named(kind: str, value: Any) -> str:
    return str(value) if kind == "street" else words.name(kind, str(value))


def _part(share: float) -> str:
    # More than all of it where the rest fell.
    if share >= 0.995:
        return pgettext("trends", "all of the difference")
    return pgettext("trends", "%(share)s of the difference") % {"share": percent(share)}


def monthly(change: float) -> str:
    """ "+2,4 % par mois"."""
    told = signed(percent(abs(change), 1), change)
    return pgettext("trends", "%(change)s a month") % {"change": told}


def bounds(slope: Kept) -> str:
    """Between which slopes the truth lies, nineteen times in twenty."""
    low, high = (signed(percent(abs(one), 1), one) for one in (slope["low"], slope["high"]))
    return pgettext("trends", "%(low)s to %(high)s") % {"low": low, "high": high}
