"""What is known of a day before it comes: weekday, holidays, time of year, and when it lies."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

YEARLY_FROM = 548
"""Days of history from which the time of year is told from a change of level: a year and a half, so
that half of the year was seen twice."""
HARMONICS = 3
KNOT_DAYS = 56
"""The level may bend every eight weeks: shorter and it would follow what an anomaly does."""


@dataclass(frozen=True, slots=True)
class Almanac:
    """Days that are known ahead. `school`: the school holidays of the town's own zone."""

    public: frozenset[date] = frozenset()
    school: frozenset[date] = frozenset()

    def is_bridge(self, day: date) -> bool:
        """A working day alone between a public holiday and the weekend."""
        if day.weekday() >= 5 or day in self.public:
            return False
        before, after = day - timedelta(1), day + timedelta(1)
        return (after.weekday() == 5 and before in self.public) or (
            before.weekday() == 6 and after in self.public
        )

    def is_after(self, day: date) -> bool:
        """The first working day after a public holiday: what could not be said comes then."""
        if day.weekday() >= 5 or day in self.public:
            return False
        before = day - timedelta(1)
        while before.weekday() >= 5 and before not in self.public:
            before -= timedelta(1)
        return before in self.public

    def is_year_end(self, day: date) -> bool:
        """24 December to 1 January, where no day is an ordinary one."""
        return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a fit learns from: `days` from `first` on."""

    first: date
    days: int

    @property
    def is_yearly(self) -> bool:
        """Whether the time of year can be told."""
        return self.days >= YEARLY_FROM


def dates(first: date, days: int) -> list[date]:
    """`days` dates from `first` on."""
    return [first + timedelta(step) for step in range(days)]


def columns(of: list[date], almanac: Almanac, learnt: Span) -> Numbers:
    """One row a day, one column a thing known of it (`penalty` says how each is held).

    Constant; seven weekdays; public holiday, bridge, day after, year's end, school holidays; time
    of year where `learnt` is long enough; the level's bends, which stay as they were on the last
    day learnt.
    """
    week = np.array([day.weekday() for day in of])
    marks = [
        [
            day in almanac.public, almanac.is_bridge(day), almanac.is_after(day),
            almanac.is_year_end(day), day in almanac.school,
        ]
        for day in of
    ]  # fmt: skip
    parts = [
        np.ones((len(of), 1)),
        week[:, None] == np.arange(7),
        np.array(marks, dtype=np.float64).reshape(len(of), 5),
        _time_of_year(of) if learnt.is_yearly else np.empty((len(of), 0)),
        _bends(of, learnt),
    ]
    return np.hstack([np.asarray(part, dtype=np.float64) for part in parts])


def penalty(learnt: Span, *, loose: float = 1.0) -> Numbers:
    """How each column of `columns` is held back: the inverse variance it has before any count.

    `loose` is the standard deviation (of the logarithm) allowed to a weekday or a mark: 1 for a
    series on its own, less where it only departs from what is known of the whole town. The level's
    bends are held to each other (a random walk), not to nought.
    """
    bends = _knots(learnt)
    held = [1e-6] + [1 / loose**2] * 12
    held += [4 / loose**2] * (2 * HARMONICS if learnt.is_yearly else 0)
    full = np.zeros((len(held) + bends, len(held) + bends))
    full[np.arange(len(held)), np.arange(len(held))] = held
    steps = np.diff(np.eye(bends), axis=0)
    full[len(held) :, len(held) :] = 25 * steps.T @ steps + 0.5 * np.eye(bends)
    return full


def season(learnt: Span) -> slice:
    """Which of `columns` are the season's: weekdays, marks and time of year; neither constant nor
    level."""
    return slice(1, 13 + (2 * HARMONICS if learnt.is_yearly else 0))


def _knots(learnt: Span) -> int:
    return max(2, round(learnt.days / KNOT_DAYS) + 1)


def _bends(of: list[date], learnt: Span) -> Numbers:
    """Straight lines between the knots."""
    last = max(learnt.days - 1, 1)
    when = np.clip([(day - learnt.first).days for day in of], 0, last)
    places = np.linspace(0, last, _knots(learnt))
    far: Numbers = np.abs(when[:, None] - places) / (places[1] - places[0])
    return np.maximum(1 - far, 0.0)


def _time_of_year(of: list[date]) -> Numbers:
    turn = np.array([day.timetuple().tm_yday for day in of]) * (2 * np.pi / 365.25)
    waves = turn[:, None] * np.arange(1, HARMONICS + 1)
    return np.hstack([np.sin(waves), np.cos(waves)])
