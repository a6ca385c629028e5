"""What was to be expected of the last days of each series, and how far chance leads from it."""

from dataclasses import dataclass

import numpy as np

from parvis.understand.seasons.days import Almanac, Numbers, Span, columns, dates
from parvis.understand.seasons.fitting import Fit, fit_departures, level
from parvis.understand.trends.series import Series

SHORTEST_DAYS = 56
"""With less than eight weeks, a weekday was seen too few times to say what is usual."""
LOOKS = (1, 3, 7, 14)
"""Days that are looked at together, up to the last: a burst, a weekend, a week, a fortnight."""
HALF_LIFE_DAYS = 28.0
PRIOR = 3.0
"""Cases as expected that the level starts with, so that a rare type proves little."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Looks × series: cases `seen` over the look, `expected`, and `spread` (variance over mean,
    doubt of the level included); nan where a day of the look is unknown. `usual` is days × series:
    what each day was expected to bring, `scatter` (series) the variance over mean of single
    days."""

    seen: Numbers
    expected: Numbers
    spread: Numbers
    usual: Numbers
    scatter: Numbers


def expect(series: Series, almanac: Almanac) -> Expectation | None:
    """The expectation of the last days, learnt from those before; None if they are too few.

    The whole town (the first series) is fitted on its own; of the others only what departs from it,
    held back where counts are few. The level is that of the last weeks before each look.
    """
    learnt = Span(series.first, series.days - max(LOOKS))
    if learnt.days < SHORTEST_DAYS:
        return None
    days = columns(dates(series.first, series.days), almanac, learnt)
    town, each = fit_departures(series.counts[: learnt.days], days[: learnt.days], learnt)
    rhythm = days @ town.worth
    usual = np.exp(np.clip(rhythm + days @ each.worth, -20, 20))
    looks = [_look(size, series.counts, usual, each) for size in LOOKS]
    seen, expected, spread = (np.stack(part) for part in zip(*looks, strict=True))
    # The days looked at stand at the level of the longest look, as those before do at their own.
    usual[learnt.days :] *= expected[-1] / np.maximum(usual[learnt.days :].sum(axis=0), 1e-9)
    return Expectation(seen, expected, spread, usual, each.dispersion)


def _look(size: int, counts: Numbers, usual: Numbers, each: Fit) -> tuple[Numbers, ...]:
    """Seen, expected and spread of the last `size` days of each series."""
    until = len(counts) - size
    # Days between what was fitted and the look tell of the level, as those before do.
    weights = np.ones((until, counts.shape[1]))
    weights[: len(each.weights)] = each.weights
    weights *= np.isfinite(counts[:until])
    before = Fit(each.worth, usual[:until], weights, each.dispersion)
    factor, rests_on = level(before, counts[:until], half_life=HALF_LIFE_DAYS, prior=PRIOR)
    seen = counts[until:].sum(axis=0)
    expected = np.maximum(usual[until:].sum(axis=0) * factor, 1e-3)
    scatter = _scatter(size, counts, each)
    return seen, expected, scatter * (1 + expected / rests_on)


def _scatter(size: int, counts: Numbers, each: Fit) -> Numbers:
    """Variance over mean of sums of `size` days: days that follow each other go together, so that
    it grows with the sum. Each day's at least."""
    whole = len(each.expected) // size * size
    if whole < 4 * size:
        return each.dispersion
    weights = np.where(np.isfinite(counts[-whole - max(LOOKS) : -max(LOOKS)]), 1.0, 0.0)
    weights *= each.weights[-whole:]
    seen = np.nan_to_num(counts[-whole - max(LOOKS) : -max(LOOKS)]) * weights
    expected = each.expected[-whole:] * weights
    blocks = (whole // size, size, counts.shape[1])
    far = (seen - expected).reshape(blocks).sum(axis=1) ** 2
    sums = np.maximum(expected.reshape(blocks).sum(axis=1), 0.05)
    found: Numbers = ((far / sums).sum(axis=0) + 2) / (len(far) + 2)
    return np.maximum(found, each.dispersion)
