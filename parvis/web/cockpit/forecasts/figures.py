"""The figures of one step as a study kept them (JSON), each with its days and its open minutes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from parvis.foundation.calendars import Opening, WorkingCalendar

Kept = Mapping[str, Any]
DAYS = {"slot": 1, "day": 1, "week": 7, "season": 91}
_MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """`expected` from `since` on, between `low` and `high` four times in five; `hour` of the day,
    None for whole days; `minutes` that the town is open then."""

    since: date
    until: date
    hour: int | None
    expected: float
    low: float
    high: float
    minutes: int


def of_step(kept: Kept, calendar: WorkingCalendar) -> list[Figure]:
    """The figures of a step; of hours those alone at which the town is open."""
    if kept["step"] == "slot":
        return [one for one in _hours(kept, calendar) if one.minutes]
    return list(_blocks(kept, calendar))


def _blocks(kept: Kept, calendar: WorkingCalendar) -> Iterator[Figure]:
    days = DAYS[kept["step"]]
    first = date.fromisoformat(kept["first"])
    for place, (expected, low, high) in enumerate(_bounded(kept)):
        since = first + timedelta(place * days)
        minutes = sum(open_minutes(calendar, since + timedelta(day)) for day in range(days))
        until = since + timedelta(days - 1)
        yield Figure(since, until, None, expected[0], low[0], high[0], minutes)


def _hours(kept: Kept, calendar: WorkingCalendar) -> Iterator[Figure]:
    first = date.fromisoformat(kept["first"])
    for place, bounded in enumerate(_bounded(kept)):
        day = first + timedelta(place)
        for hour, (expected, low, high) in enumerate(zip(*bounded, strict=True)):
            minutes = open_minutes(calendar, day, hour)
            yield Figure(day, day, hour, expected, low, high, minutes)


def _bounded(kept: Kept) -> Iterator[tuple[list[float], list[float], list[float]]]:
    return zip(kept["expected"], kept["low"], kept["high"], strict=True)


def open_minutes(calendar: WorkingCalendar, day: date, hour: int | None = None) -> int:
    """How long the town is open on a day, or within one hour of it."""
    return sum(_within(opening, hour) for opening in calendar.openings(day))


def _within(opening: Opening, hour: int | None) -> int:
    opens, closes = (_minute(one) for one in opening)
    if hour is None:
        return closes - opens
    begins = hour * _MINUTES_OF_AN_HOUR
    return max(0, min(closes, begins + _MINUTES_OF_AN_HOUR) - max(opens, begins))


def _minute(of: time) -> int:
    return of.hour * _MINUTES_OF_AN_HOUR + of.minute
