"""What the figures say: periods, shares with their margin, what was to be expected.

Pure arithmetic; `docs`: README.md beside this file says the same in prose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

# Whole weeks, so that both sides of a comparison hold the same weekdays.
LENGTHS = {"week": 7, "month": 28, "quarter": 91, "year": 364}
YEAR_DAYS = 364
LONGEST_DAYS = 10 * YEAR_DAYS
BASELINES = 8
# Fewer than this tell nothing: one message more or less would turn the sentence round.
FEW = 10
SURE = 0.95
# A change smaller than this is none, however many cases prove it.
LEAST_CHANGE = 0.05


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    def earlier(self, days: int) -> "Span":
        """The same length, so many days before."""
        return Span(self.since - timedelta(days), self.until - timedelta(days))


def named_span(name: str, today: date) -> Span:
    """The last week, month, quarter or year, today included. Raises KeyError."""
    return Span(today - timedelta(LENGTHS[name] - 1), today)


def whole_days(span: Span, today: date) -> Span | None:
    """What of a span is over: today's count is not comparable yet. None when nothing is."""
    until = min(span.until, today - timedelta(1))
    return Span(span.since, until) if until >= span.since else None


def baselines(span: Span, full: Span | None, first: date | None) -> list[Span]:
    """The whole days of the periods before, nearest first, as far as figures reach: up to eight
    within about a year, one at least."""
    if full is None or first is None:
        return []
    most = max(1, min(BASELINES, YEAR_DAYS // span.days))
    spans = [full.earlier(span.days * back) for back in range(1, most + 1)]
    return [one for one in spans if one.since >= first]


def steps(span: Span) -> list[Span]:
    """Equal steps that a line is drawn over, oldest first: the periods before up to this one when
    it is short, else the weeks (or four weeks) within it."""
    if span.days <= 45:
        return [span.earlier(span.days * back) for back in range(BASELINES, -1, -1)]
    size = 7 if span.days <= 120 else 28
    last = Span(span.until - timedelta(size - 1), span.until)
    return [last.earlier(size * back) for back in range(span.days // size - 1, -1, -1)]


@dataclass(frozen=True, slots=True)
class Band:
    """A figure that was to be expected, and between which bounds."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0 to 1, with its 95 % interval (Wilson's); `of` is how many were asked."""

    value: float
    low: float
    high: float
    of: int

    @property
    def margin(self) -> float:
        """Half of the interval's width."""
        return (self.high - self.low) / 2


@lru_cache(maxsize=256)
def quantum(sure: float = SURE) -> float:
    """How many standard deviations on each side hold `sure` (0 to 1) of the cases."""
    return NormalDist().inv_cdf((1 + sure) / 2)


def share(part: int, whole: int) -> Share | None:
    """`part` of `whole`; None of nothing."""
    if whole <= 0:
        return None
    z, value = quantum(), part / whole
    centre = (value + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(value * (1 - value) / whole + (z / (2 * whole)) ** 2)
    # Rounding never leaves the share outside of its own interval.
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return Share(value, min(low, value), max(high, value), whole)


def share_moved(now: Share | None, before: Share | None) -> int:
    """1 when a share rose by more than chance explains, -1 when it fell, else 0."""
    if now is None or before is None or min(now.of, before.of) < FEW:
        return 0
    pooled = (now.value * now.of + before.value * before.of) / (now.of + before.of)
    spread = sqrt(pooled * (1 - pooled) * (1 / now.of + 1 / before.of))
    difference = now.value - before.value
    if abs(difference) <= quantum() * spread:
        return 0
    return 1 if difference > 0 else -1


def expected(before: Sequence[int], *, sure: float = SURE) -> Band | None:
    """What the counts of the periods before let one expect of the next; None without any.

    Counts are at least as scattered as Poisson's; with enough periods their own scatter is taken
    where it is wider, with few of them twice Poisson's.
    """
    if not before:
        return None
    periods, total = len(before), sum(before)
    middle = total / periods
    spread = max(middle, _variance(before, total) if periods >= 4 else 2 * middle)
    half = quantum(sure) * sqrt(max(spread, 1.0) * (1 + 1 / periods))
    half = max(half, LEAST_CHANGE * middle)
    return Band(middle, max(0.0, middle - half), middle + half)


def _variance(counts: Sequence[int], total: int) -> float:
    """The sample's variance, exact until the one division: counts are whole. A page asks for some
    hundred; `statistics.variance` takes as long for them as all the rest of the figures."""
    size = len(counts)
    return (size * sum(one * one for one in counts) - total * total) / (size * (size - 1))


def pace(count: int, band: Band | None) -> str:
    """`unknown`, `few`, `stable`, `more` or `less` than expected."""
    if band is None:
        return "unknown"
    if max(count, band.middle) < FEW:
        return "few"
    if count > band.high:
        return "more"
    return "less" if count < band.low else "stable"


def sure_of_many(looked_at: int) -> float:
    """How sure each of many looks must be, for all together to be wrong once in twenty."""
    return 1 - (1 - SURE) / max(1, looked_at)


def per_thousand(count: int, population: int) -> float | None:
    """Per 1,000 inhabitants; None where nobody is known to live."""
    return 1000 * count / population if population > 0 else None


def change(now: float, before: float) -> float | None:
    """Relative change, 0.06 for 6 % more; None from nothing."""
    return (now - before) / before if before else None
