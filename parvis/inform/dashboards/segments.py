"""Days cut where any of the asked spans begins or ends: each day is read once, however many spans
hold it, and the spans are put together from their segments afterwards."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parvis.inform.dashboards.indicators import Span

_DAY, _WEEK = timedelta(1), timedelta(7)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days that the same spans hold: from `since` up to but without `until`."""

    since: date
    until: date
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Segments in order, and the days at which they begin (and the last one ends): the number of
    a day's segment is how many of `bounds` it has reached, less one."""

    bounds: list[date]
    segments: list[Segment]

    def by_slot(self) -> dict[str, list[int]]:
        """The numbers of the segments that each span holds, from 1 as PostgreSQL counts them."""
        found: dict[str, list[int]] = {}
        for number, segment in enumerate(self.segments, 1):
            for slot in segment.slots:
                found.setdefault(slot, []).append(number)
        return found

    def runs(self, wanted: Callable[[Segment], bool]) -> list[tuple[date, date]]:
        """The days of the wanted segments, as few ranges as can be (ends not included)."""
        found: list[tuple[date, date]] = []
        for segment in self.segments:
            if not wanted(segment):
                continue
            if found and found[-1][1] == segment.since:
                found[-1] = (found[-1][0], segment.until)
            else:
                found.append((segment.since, segment.until))
        return found

    def weeks_and_days(self, wanted: Callable[[Segment], bool]) -> tuple[list[date], list[date]]:
        """The Mondays of the weeks that lie whole within one wanted segment, and the other days
        of the wanted segments: a year is some fifty weeks and a few days."""
        weeks: list[date] = []
        days: list[date] = []
        for segment in filter(wanted, self.segments):
            day = segment.since
            while day < segment.until:
                whole = not day.weekday() and day + _WEEK <= segment.until
                (weeks if whole else days).append(day)
                day += _WEEK if whole else _DAY
        return weeks, days


def cut(slots: Mapping[str, Span]) -> Cut:
    """Cut the days of these spans; gaps between them are segments that no span holds."""
    edges = {span.since for span in slots.values()} | {span.until + _DAY for span in slots.values()}
    bounds = sorted(edges)
    segments = [
        Segment(since, until, _holding(slots, since)) for since, until in itertools.pairwise(bounds)
    ]
    return Cut(bounds, segments)


def _holding(slots: Mapping[str, Span], day: date) -> tuple[str, ...]:
    return tuple(name for name, span in slots.items() if span.since <= day <= span.until)


def holds(slots: Sequence[str] | set[str]) -> Callable[[Segment], bool]:
    """Whether a segment is held by one of `slots`."""
    wanted = set(slots)
    return lambda segment: not wanted.isdisjoint(segment.slots)
