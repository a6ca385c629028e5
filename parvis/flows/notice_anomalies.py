"""Each night: what went beyond what the days let expect, told once, with what carries it.

Worked out of cases that every reader of the cockpit may count: a closed department's are not among
them, as what comes of it is kept for all.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parvis.authorities import gazetteer
from parvis.flows.known_days import known_days
from parvis.flows.studies import Result, Tell
from parvis.flows.words_of_days import words_of
from parvis.foundation.clock import today
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards import daily
from parvis.understand.seasons.days import Almanac, Numbers
from parvis.understand.studies import queries as studies
from parvis.understand.trends.anomalies import Anomaly, band, heads, judged
from parvis.understand.trends.causes import Cause, causes, heavy_day, holidays
from parvis.understand.trends.expectation import LOOKS, SHORTEST_DAYS, Expectation, expect
from parvis.understand.trends.series import Codes, Key, Series, gathered
from parvis.understand.trends.slopes import slopes
from parvis.understand.trends.telling import Told, told_once

CODE = "anomalies"
VERSION = "1"
LOOKED_BACK = timedelta(3 * 365)
"""Time of year was then seen three times; more would only slow the night."""
DRAWN_DAYS = 56
REFERENCE_DAYS = 91
STREET = "street"
SHARED = 3
NEEDED_DAYS = SHORTEST_DAYS + max(LOOKS)
"""Of history, before anything is expected."""


# What is told while the town's past is shorter than that.
_TOO_SHORT = {
    "too_short": True,
    "needed": NEEDED_DAYS,
    "groups": [],
    "open": [],
    "ended": [],
    "slopes": [],
    "slopes_of": 0,
}


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """What is new, what goes on, what ended; slopes that are sure."""
    with acting_for(authority):
        known = known_days()
        until = today(known.calendar.zone) - timedelta(1)
        since = max(until - LOOKED_BACK, daily.first_day() or until)
        came = daily.came(since, until)
        before = studies.newest(CODE, asked)
        told = _told_before(before.result, until) if before else []
    tell(0.3, "counting")
    almanac = known.almanac(since, until)
    days = (until - since).days + 1
    series = gathered(since, days, came.when, came.codes, values=came.values, counts=came.counts)
    expectation = expect(series, almanac)
    versions = {"anomalies": VERSION}
    seen = {
        "until": until.isoformat(),
        "days": days,
        "series": len(series.keys),
        "school": known.school,
        "told_before": [one.to_json() for one in told],
    }
    if expectation is None:
        return Result(seen | _TOO_SHORT, versions)
    tell(0.8, "judging")
    found = judged(series, expectation)
    telling = told_once(told, found, today=until)
    ours = _Worded(authority, came, series, expectation, almanac)
    open_ones = [*telling.new, *telling.going_on]
    new = {one.latest for one in telling.new}
    return Result(
        {
            **seen,
            "too_short": False,
            "groups": [ours.group(head, others, new) for head, others in heads(found)],
            "open": [one.to_json() for one in open_ones],
            "ended": [one.to_json() for one in telling.ended],
            **_slopes(series, almanac),
        },
        versions,
    )


def _told_before(last: Mapping[str, Any], until: date) -> list[Told]:
    """What the nights before told of. The same night worked out again tells the same as new."""
    kept = last["told_before"] if last["until"] == until.isoformat() else last["open"]
    return [Told.from_json(one) for one in kept]


def _slopes(series: Series, almanac: Almanac) -> dict[str, Any]:
    """What rises or falls for sure, and of how many series that were looked at: of everything and
    of each value, not of pairs, as each interval stands alone."""
    found = slopes(series.of([key for key in series.keys if len(key) <= 1]), almanac)
    return {
        "slopes": [one.to_json() for one in found if one.is_sure],
        "slopes_of": len(found),
    }


def street_of(head: Anomaly, since: date) -> dict[str, Any] | None:
    """The street of the town's own list that carries half of it, said by its name; None where there
    is none, or where fewer than `SHARED` requests name it: it could be of one person."""
    rows = daily.addresses(since, head.until, head.key)
    streets = gazetteer.streets_in({address for _, address in rows})
    names = sorted(set(streets.values()))
    places = {name: place for place, name in enumerate(names)}
    codes = np.array([places.get(streets.get(one, ""), -1) for _, one in rows], dtype=np.int64)
    is_now = np.array([day >= head.since for day, _ in rows], dtype=np.bool_)
    carried = causes(head, {STREET: codes[is_now]}, {STREET: codes[~is_now]})
    found = next(iter(carried), None)
    if found is None or found.observed < SHARED:
        return None
    return {**found.to_json(), "value": names[found.value]}


class _Worded:
    """What was found, with its causes and its line."""

    def __init__(
        self,
        authority: int,
        came: daily.Came,
        series: Series,
        expectation: Expectation,
        almanac: Almanac,
    ) -> None:
        self.authority = authority
        self.came, self.series, self.almanac = came, series, almanac
        self.usual, self.scatter = expectation.usual, expectation.scatter
        self.places = {key: place for place, key in enumerate(series.keys)}

    def group(self, head: Anomaly, others: list[Anomaly], new: set[Anomaly]) -> dict[str, Any]:
        """One thing that happened: its head, what else shows it, what carries it, its line. It is
        new where none of its series was told of before."""
        return {
            "head": head.to_json(),
            "others": [one.to_json() for one in others],
            "is_new": {head, *others} <= new,
            "causes": self._causes(head),
            "line": self._line(self.places[head.key]),
        }

    def _causes(self, head: Anomaly) -> list[dict[str, Any]]:
        start = (head.since - self.series.first).days
        days = np.arange(self.series.days)
        now = self._rows(head.key, (days >= start) & (days < start + head.days))
        before = self._rows(head.key, (days < start) & (days >= start - REFERENCE_DAYS))
        place, these = self.places[head.key], slice(start, start + head.days)
        day = heavy_day(head, self.series.counts[these, place], self.usual[these, place])
        with acting_for(self.authority):
            street = street_of(head, head.since - timedelta(REFERENCE_DAYS))
            said = words_of(head, head.since - timedelta(REFERENCE_DAYS))
        found = [*causes(head, now, before), *([day] if day else []), *holidays(head, self.almanac)]
        kept = [self._cause(one) for one in found]
        return [*([street] if street else []), *kept, *([said] if said else [])]

    def _rows(self, key: Key, days: NDArray[np.bool_]) -> dict[str, Codes]:
        """The cases of a series on these days, by the dimensions that its key leaves open."""
        kept = days[self.came.when]
        for dimension, value in key:
            code = self.came.values[dimension].index(value)
            kept = kept & (self.came.codes[dimension] == code)
        taken = {dimension for dimension, _ in key}
        many = self.came.counts[kept]
        return {
            name: np.repeat(codes[kept], many)
            for name, codes in self.came.codes.items()
            if name not in taken
        }

    def _cause(self, cause: Cause) -> dict[str, Any]:
        values = self.came.values.get(cause.kind)
        return {**cause.to_json(), "value": values[cause.value] if values else cause.value}

    def _line(self, place: int) -> dict[str, Any]:
        """The last weeks of a series, day by day: what came, what was expected, between which."""
        usual = self.usual[-DRAWN_DAYS:, place]
        low, high = band(usual, self.scatter[place])
        first = self.series.first + timedelta(self.series.days - len(usual))
        return {
            "first": first.isoformat(),
            "seen": _listed(self.series.counts[-DRAWN_DAYS:, place]),
            "usual": _listed(usual),
            "low": _listed(low),
            "high": _listed(high),
        }


def _listed(values: Numbers) -> list[float]:
    found: list[float] = np.round(values, 1).tolist()
    return found
