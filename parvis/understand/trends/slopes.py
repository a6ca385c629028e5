"""Whether a series rises or falls over months, its season removed: apart from what happens in days.

Weekly counts, each over what its season lets expect, on a straight line of time (quasi-Poisson, so
that the slope is a percentage). Weeks go together: the interval is widened by how much one week
resembles the next.

Sources: McCullagh & Nelder (1989); for weeks that resemble each other, the variance of a
first-order autoregression, (1 + r) / (1 - r), as in F. Zwiers & H. von Storch, J. Climate 8 (1995).
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import t as student

from parvis.understand.seasons.days import Almanac, Numbers, Span, columns, dates, season
from parvis.understand.seasons.fitting import dispersion_of, fit, fit_departures
from parvis.understand.trends.series import Key, Series

SHORTEST_WEEKS, LONGEST_WEEKS = 26, 104
MONTH_WEEKS = 365.25 / 12 / 7
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Slope:
    """Change a month (0.02: 2 % more each month) with its 95 % interval, over `weeks` weeks.

    `is_season_removed` is False where history is too short to know the time of year: the slope may
    then be the season's.
    """

    key: Key
    monthly: float
    low: float
    high: float
    weeks: int
    is_season_removed: bool

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.low > 0 or self.high < 0

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"key": [list(part) for part in self.key]}


def slopes(series: Series, almanac: Almanac) -> list[Slope]:
    """The slope of each series; none of any with less than half a year of days."""
    weeks = min(series.days // 7, LONGEST_WEEKS)
    if weeks < SHORTEST_WEEKS:
        return []
    learnt = Span(series.first, series.days)
    days = columns(dates(series.first, series.days), almanac, learnt)
    town, each = fit_departures(series.counts, days, learnt)
    part = season(learnt)
    rhythm = np.exp(days[:, part] @ (town.worth + each.worth)[part])
    seen, usual = _by_week(series.counts, rhythm, weeks)
    middle, half = _lines(seen, usual, weeks)
    monthly = np.expm1(np.stack([middle, middle - half, middle + half], axis=1) * MONTH_WEEKS)
    return [
        Slope(key, float(change), float(low), float(high), weeks, learnt.is_yearly)
        for key, (change, low, high) in zip(series.keys, monthly, strict=True)
    ]


def _by_week(counts: Numbers, rhythm: Numbers, weeks: int) -> tuple[Numbers, Numbers]:
    """Cases, and season's worth of the days known, of the last weeks: weeks × series."""
    known = np.isfinite(counts)
    shape = (weeks, 7, counts.shape[1])
    seen = np.where(known, counts, 0.0)[-7 * weeks :].reshape(shape).sum(axis=1)
    return seen, np.where(known, rhythm, 0.0)[-7 * weeks :].reshape(shape).sum(axis=1)


def _lines(seen: Numbers, usual: Numbers, weeks: int) -> tuple[Numbers, Numbers]:
    """The slope a week of each series (of the logarithm), and half of its interval."""
    when = np.arange(weeks) - (weeks - 1) / 2
    known = np.where(usual > 0, seen, np.nan)
    line = fit(
        known, np.stack([np.ones(weeks), when], axis=1), np.diag([1e-6, 1e-6]),
        offset=np.log(np.maximum(usual, 1e-9)),
    )  # fmt: skip
    weights = line.weights * line.expected
    centre = (weights * when[:, None]).sum(axis=0) / weights.sum(axis=0)
    information = (weights * (when[:, None] - centre) ** 2).sum(axis=0)
    dispersion = dispersion_of(np.nan_to_num(known), line.expected, line.weights)
    alike = _alike((np.nan_to_num(known) - line.expected) / np.sqrt(line.expected) * line.weights)
    widened = (1 + alike) / (1 - alike)
    effective = np.maximum(weeks / widened - 2, 1)
    spread = np.sqrt(dispersion * widened / np.maximum(information, 1e-9))
    return line.worth[1], student.ppf((1 + CONFIDENCE) / 2, effective) * spread


def _alike(far: Numbers) -> Numbers:
    """How much a week resembles the next: the first autocorrelation, 0 to 0.8."""
    together = (far[1:] * far[:-1]).sum(axis=0)
    found: Numbers = together / np.maximum((far**2).sum(axis=0), 1e-9)
    return np.clip(found, 0.0, 0.8)
