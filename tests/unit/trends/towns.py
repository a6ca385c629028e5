"""Made towns whose truth is known: counts of a year and a half, weekly rhythm, quiet level."""

from datetime import date

import numpy as np

from parvis.understand.seasons.days import Almanac
from parvis.understand.trends.series import Key, Series

FIRST = date(2025, 1, 6)
ALMANAC = Almanac()


def town(*means: float, days: int = 400, seed: int = 7, scatter: float = 1.0) -> Series:
    """One series for everything, and one a service with this mean a day (weekends at a half)."""
    draw = np.random.default_rng(seed)
    rhythm = np.where(np.arange(days) % 7 > 4, 0.5, 1.0)[:, None]
    wanted = rhythm * np.array(means)
    if scatter > 1:
        wanted = draw.gamma(wanted / (scatter - 1), scatter - 1)
    counts = draw.poisson(wanted).astype(float)
    keys: list[Key] = [(), *((("service", code),) for code in range(len(means)))]
    return Series(FIRST, tuple(keys), np.hstack([counts.sum(axis=1, keepdims=True), counts]))


def raised(series: Series, place: int, days: int, by: float) -> Series:
    """The same with `by` more cases on each of the last `days` of one series, and of the town."""
    counts = series.counts.copy()
    for one in (0, place):
        counts[-days:, one] = np.maximum(counts[-days:, one] + by, 0)
    return Series(series.first, series.keys, counts)
