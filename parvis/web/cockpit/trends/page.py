"""What the page of trends says: sentences, each finding with its days, then the slopes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.foundation.db.remember import remembered
from parvis.inform.dashboards.indicators import Span
from parvis.inform.dashboards.queries import Filters
from parvis.inform.dashboards.wording import count
from parvis.understand.studies import queries
from parvis.web.cockpit import studies, words
from parvis.web.cockpit.asked import CUSTOM, Asked
from parvis.web.cockpit.doors import doors
from parvis.web.cockpit.trends import telling
from parvis.web.components import bands

CODE = "anomalies"
MOST = 12
MOST_SLOPES = 15
MOST_OTHERS = 4
# A night's news is told on the overview until the day after.
NEWS_DAYS = 2
Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that went beyond, in words; `days` are its table: day, came, expected, between."""

    number: int
    subject: str
    sentence: str
    is_new: bool
    is_silence: bool
    facts: list[tuple[str, str]]
    causes: list[str]
    others: list[str]
    href: str
    picture: bands.Drawn
    days: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Rise:
    """A slope in words; `drawn` is the slope between its bounds."""

    name: str
    change: str
    between: str
    weeks: str
    href: str
    drawn: tuple[float, float, float]


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    done, state = studies.shown(CODE)
    if done is None:
        return {**state, "is_unknown": True}
    kept, roles = done.result, request.agent.roles  # type: ignore[attr-defined]
    groups = sorted(kept["groups"], key=lambda one: not one["is_new"])
    rises = _rises(kept, roles)
    return {
        **state,
        "first": telling.short(groups[0]["head"]) if groups else _first(kept, groups),
        "too_short": kept["too_short"],
        "until": words.day(date.fromisoformat(kept["until"]), with_year=True),
        "findings": [_finding(place, one, roles) for place, one in enumerate(groups[:MOST], 1)],
        "more": max(0, len(groups) - MOST),
        "ended": [_ended(one) for one in kept["ended"]],
        "rises": rises,
        "rises_scale": _scale(rises),
        "slopes_of": kept["slopes_of"],
        "has_season": all(one["is_season_removed"] for one in kept["slopes"]),
        "series": kept["series"],
        "school": school(kept["school"]),
    }


def headline() -> str:
    """Its first sentence alone; empty before the first night."""
    done = queries.newest(CODE)
    if done is None:
        return ""
    return _first(done.result, sorted(done.result["groups"], key=lambda one: not one["is_new"]))


@remembered(60)
def news() -> list[str]:
    """What the last night found new, a sentence each: for the overview, asked again and again."""
    done = queries.newest(CODE)
    if done is None:
        return []
    day = today(authorities.calendar().zone) - date.fromisoformat(done.result["until"])
    if day > timedelta(NEWS_DAYS):
        return []
    return [telling.sentence(one) for one in done.result["groups"] if one["is_new"]]


def school(kept: Mapping[str, str]) -> str:
    """Which school holidays were known, in a sentence."""
    if not kept["zone"]:
        return pgettext("studies", "School holidays are not known: the zone is not.")
    return pgettext("studies", "School holidays: zone %(zone)s, known until %(day)s.") % {
        "zone": kept["zone"],
        "day": words.day(date.fromisoformat(kept["until"]), with_year=True),
    }


def _first(kept: Kept, groups: Sequence[Kept]) -> str:
    if kept["too_short"]:
        needed = npgettext(
            "trends",
            "Too early to say what is usual: %(needed)s day of requests is needed, and %(known)s"
            " are known.",
            "Too early to say what is usual: %(needed)s days of requests are needed, and %(known)s"
            " are known.",
            kept["needed"],
        )
        return needed % {"needed": count(kept["needed"]), "known": count(kept["days"])}
    if not groups:
        return pgettext("trends", "Nothing stands out: these days are as they usually are.")
    return telling.sentence(groups[0])


def _finding(number: int, found: Kept, roles: list[str]) -> Finding:
    head, line = found["head"], found["line"]
    since, until = (date.fromisoformat(head[name]) for name in ("since", "until"))
    return Finding(
        number=number,
        subject=telling.subject(head["key"]),
        sentence=telling.sentence(found),
        is_new=found["is_new"],
        is_silence=head["direction"] == "silence",
        facts=[
            (pgettext("trends", "Came"), count(head["observed"])),
            (pgettext("trends", "Expected"), _expected(head)),
            (pgettext("trends", "Surprise"), telling.surprise(head["chance"])),
        ],
        causes=[telling.cause(one) for one in found["causes"]],
        others=[telling.subject(one["key"]) for one in found["others"][:MOST_OTHERS]],
        href=_door(head["key"], Span(since, until), roles),
        picture=_picture(line, since, until),
        days=_days(line),
    )


def _expected(head: Kept) -> str:
    return pgettext("trends", "%(expected)s (usually %(low)s to %(high)s)") % {
        "expected": telling.about(head["expected"]),
        "low": count(head["low"]),
        "high": count(head["high"]),
    }


def _door(key: Sequence[Sequence[Any]], span: Span, roles: list[str]) -> str:
    """The address of the requests that a series counts over some days."""
    wanted = Asked(CUSTOM, span, Filters(), telling.filters(key))
    return doors(wanted, roles).to("received")


def _picture(line: Kept, since: date, until: date) -> bands.Drawn:
    first, many = date.fromisoformat(line["first"]), len(line["seen"])
    places = (0, many // 2, many - 1)
    return bands.drawn(
        line["seen"], line["usual"], line["low"], line["high"],
        ticks=[words.day(first + timedelta(place)) for place in places],
        zone=((since - first).days, (until - first).days),
    )  # fmt: skip


def _days(line: Kept) -> list[tuple[str, str, str, str]]:
    """The picture's table, the last day first."""
    first = date.fromisoformat(line["first"])
    rows = zip(line["seen"], line["usual"], line["low"], line["high"], strict=True)
    told = [
        (
            telling.weekday(first + timedelta(place)),
            count(seen),
            telling.about(usual),
            pgettext("trends", "%(low)s to %(high)s") % {"low": count(low), "high": count(high)},
        )
        for place, (seen, usual, low, high) in enumerate(rows)
    ]
    return told[::-1]


def _ended(told: Kept) -> str:
    return pgettext("trends", "%(subject)s, up to %(day)s") % {
        "subject": telling.subject(told["latest"]["key"]),
        "day": words.day(date.fromisoformat(told["ended_on"])),
    }


def _rises(kept: Kept, roles: list[str]) -> list[Rise]:
    """The steepest slopes, the rising first."""
    steepest = sorted(kept["slopes"], key=lambda one: -abs(one["monthly"]))[:MOST_SLOPES]
    until = date.fromisoformat(kept["until"])
    return [
        Rise(
            name=telling.subject(one["key"]),
            change=telling.monthly(one["monthly"]),
            between=telling.bounds(one),
            weeks=count(one["weeks"]),
            href=_door(one["key"], Span(until - timedelta(7 * one["weeks"] - 1), until), roles),
            drawn=(one["low"], one["monthly"], one["high"]),
        )
        for one in sorted(steepest, key=lambda one: -one["monthly"])
    ]


def _scale(rises: Sequence[Rise]) -> tuple[float, float]:
    """From where to where the slopes are drawn, nought among it."""
    ends = [one for rise in rises for one in rise.drawn]
    return min([0.0, *ends]), max([0.0, *ends])
