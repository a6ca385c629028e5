"""What carries an anomaly: one street, one type, one channel, one day, a holiday, one text.

Offered, never asserted: a part of the excess that falls on one value is where to look first.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
from scipy.stats import poisson

from parvis.understand.seasons.days import Almanac, Numbers
from parvis.understand.trends.anomalies import Anomaly, Direction
from parvis.understand.trends.series import Codes

HALF = 0.5
"""A value that carries less than half of the excess doesn't explain it."""
WRONG = 0.01
REFERENCE_PRIOR = 1.0
"""A value that never came before is expected as if it had come once."""


class Kind(StrEnum):
    """Where an excess may lie, beside the dimensions that the caller names."""

    ONE_DAY = "one_day"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAYS = "school_holidays"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Cause:
    """`share` of the excess (0 to 1; above 1 where the rest fell) lies on `value` of `kind`.

    `kind` is a dimension's name (street, type, channel) or a `Kind`; `value` its code, for a day
    its ordinal. `observed` cases where `expected` were. A holiday carries no share: it is only
    there, on days of the anomaly.
    """

    kind: str
    value: int
    observed: int
    expected: float
    share: float | None

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def causes(anomaly: Anomaly, now: Mapping[str, Codes], before: Mapping[str, Codes]) -> list[Cause]:
    """The values that carry half of the excess (of a silence: of what is missing) or more.

    `now` and `before` are columns of codes, one row a case (-1: none): the anomaly's own cases, and
    those of the same series in the weeks before, whose shares say what was to be expected of each
    value. Of each dimension the one value that carries most, where chance alone (Poisson, corrected
    for the values looked at) would not; the largest share first.
    """
    found = [
        cause
        for name, codes in now.items()
        if (cause := _carrier(anomaly, name, codes, before[name])) is not None
    ]
    return sorted(found, key=lambda cause: -(cause.share or 0))


def _carrier(anomaly: Anomaly, name: str, now: Codes, before: Codes) -> Cause | None:
    size = int(max(now.max(initial=-1), before.max(initial=-1))) + 1
    if not size or (size == 1 and not _was_said_of_some(now, before)):
        return None
    seen = np.bincount(now[now >= 0], minlength=size).astype(np.float64)
    past = np.bincount(before[before >= 0], minlength=size) + REFERENCE_PRIOR / size
    expected = anomaly.expected * past / (len(before) + REFERENCE_PRIOR)
    parts = (seen - expected) / anomaly.excess
    value = int(np.argmax(parts))
    if parts[value] < HALF or _by_chance(anomaly, seen[value], expected[value]) * size > WRONG:
        return None
    return Cause(name, value, int(seen[value]), float(expected[value]), float(parts[value]))


def _was_said_of_some(now: Codes, before: Codes) -> bool:
    """Whether cases without a value stand beside: else the one value there is explains nothing."""
    return bool((now < 0).any() or (before < 0).any())


def _by_chance(anomaly: Anomaly, seen: float, expected: float) -> float:
    if anomaly.direction is Direction.PEAK:
        return float(poisson.sf(seen - 1, expected))
    return float(poisson.cdf(seen, expected))


def heavy_day(anomaly: Anomaly, seen: Numbers, usual: Numbers) -> Cause | None:
    """The one day that carries half of the excess of several days.

    `seen` and `usual` are the anomaly's days: cases, and cases expected.
    """
    if anomaly.days < 3:
        return None
    parts = (seen - usual) / anomaly.excess
    heavy = int(np.argmax(parts))
    if parts[heavy] < HALF:
        return None
    day = anomaly.since + timedelta(heavy)
    return Cause(
        Kind.ONE_DAY, day.toordinal(), int(seen[heavy]), float(usual[heavy]), float(parts[heavy])
    )


def holidays(anomaly: Anomaly, almanac: Almanac) -> list[Cause]:
    """Public and school holidays among the anomaly's days (the first of each)."""
    days = [anomaly.since + timedelta(step) for step in range(anomaly.days)]
    kinds = {Kind.PUBLIC_HOLIDAY: almanac.public, Kind.SCHOOL_HOLIDAYS: almanac.school}
    return [
        Cause(kind, first.toordinal(), anomaly.observed, anomaly.expected, None)
        for kind, known in kinds.items()
        if (first := _first(days, known)) is not None
    ]


def _first(days: list[date], known: frozenset[date]) -> date | None:
    return next((day for day in days if day in known), None)


def same_text(anomaly: Anomaly, groups: Codes) -> Cause | None:
    """The one group of texts that say the same (`groups`: a code a case, -1 for one said once) that
    carries half of a peak: a petition or a flood rather than as many people's own words."""
    said = groups[groups >= 0]
    if anomaly.direction is not Direction.PEAK or not len(said):
        return None
    many = np.bincount(said)
    largest = int(np.argmax(many))
    # Said once each would be one case.
    part = (many[largest] - 1) / anomaly.excess
    if part < HALF:
        return None
    return Cause(Kind.SAME_TEXT, largest, int(many[largest]), 1.0, float(part))
