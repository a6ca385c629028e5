"""Counting: what one case adds to which cell, and what a histogram of delays says."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DIMENSIONS = ("all", "service", "district", "department", "team", "channel")
MEASURES = ("received", "closed", "late", "unfounded", "reopened", "answered", "satisfied")
# What a day counts besides: open cases whose deadline falls on it. Of now, so that weeks have none.
WAITING = "waiting"
# Faces from 1 to 5: these say "satisfied".
SATISFIED_FROM = 4
# States in which a case ended without the work being done, and not because it was a duplicate, or
# another authority's to do.
UNFOUNDED = ("declined",)

# Upper bounds of the buckets, in hours from reception to closing: fine where most cases end.
DELAY_BOUNDS = (
    1, 2, 4, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120, 144, 168, 192, 216, 240, 264,
    288, 312, 336, 384, 432, 504, 576, 672, 840, 1008, 1344, 1680, 2160, 2880, 4320, 8760,
)  # fmt: skip
LONGEST_HOURS = 2 * 8760


@dataclass(frozen=True, slots=True)
class Facts:
    """A case as the figures see it. Days are the authority's; `due_on` is its deadline's, while it
    is open; `score` is 1 to 5."""

    received_on: date
    closed_on: date | None
    keys: Mapping[str, str]
    late: bool
    unfounded: bool
    delay_bucket: int | None
    reopened: int
    score: int | None
    lock: int | None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one value of one dimension."""

    day: date
    dimension: str
    key: str
    lock: int | None


def bucket(received: datetime, closed: datetime) -> int:
    """Index of the bucket of a delay; the last one is open at its end."""
    hours = (closed - received).total_seconds() / 3600
    return bisect_right(DELAY_BOUNDS, hours)


def counts(facts: Facts) -> dict[tuple[Cell, str], int]:
    """What a case adds, by cell and measure. A reopened case counts once, on the day it came."""
    found: Counter[tuple[Cell, str]] = Counter()
    for dimension, key in facts.keys.items():
        came = Cell(facts.received_on, dimension, key, facts.lock)
        found[came, "received"] += 1
        if facts.reopened:
            found[came, "reopened"] += 1
        if facts.closed_on is None:
            if facts.due_on is not None:
                found[Cell(facts.due_on, dimension, key, facts.lock), WAITING] += 1
            continue
        ended = Cell(facts.closed_on, dimension, key, facts.lock)
        found[ended, "closed"] += 1
        found[ended, "late"] += facts.late
        found[ended, "unfounded"] += facts.unfounded
        if facts.score is not None:
            found[ended, "answered"] += 1
            found[ended, "satisfied"] += facts.score >= SATISFIED_FROM
    return dict(found)


def delays(facts: Facts) -> dict[tuple[Cell, int], int]:
    """What a closed case adds to the histograms, by cell and bucket."""
    if facts.closed_on is None or facts.delay_bucket is None:
        return {}
    return {
        (Cell(facts.closed_on, dimension, key, facts.lock), facts.delay_bucket): 1
        for dimension, key in facts.keys.items()
    }


def week_of(cell: Cell) -> Cell:
    """The cell of the week, named after its Monday, that holds a day's."""
    return Cell(cell.day - timedelta(cell.day.weekday()), cell.dimension, cell.key, cell.lock)


def quantile(histogram: Mapping[int, int], share: float) -> float | None:
    """The delay in hours below which `share` (0 to 1) of the closed cases lie; None for none.

    Linear inside its bucket: exact to the bucket's width.
    """
    total = sum(histogram.values())
    if not total:
        return None
    wanted = share * total
    below = 0
    for index in sorted(histogram):
        here = histogram[index]
        if below + here >= wanted and here:
            low = DELAY_BOUNDS[index - 1] if index else 0
            high = DELAY_BOUNDS[index] if index < len(DELAY_BOUNDS) else LONGEST_HOURS
            return low + (high - low) * (wanted - below) / here
        below += here
    return float(LONGEST_HOURS)
