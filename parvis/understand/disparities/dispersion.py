"""How much more than pure chance the weeks of a district scatter.

One burst pipe is told by twenty people in one week; one operation closes forty requests on one day.
Taken as twenty separate signs they would make a gap out of an accident. So variances are multiplied
by how far the weeks scatter beyond chance, never by less than 1.
Source: quasi-likelihood with Pearson's chi-squared, P. McCullagh & J. Nelder, Generalized Linear
Models (1989), 4.5.2 and 6.2.3.
"""

import numpy as np

from parvis.understand.disparities.lines import Numbers, Whole, summed
from parvis.understand.disparities.standardised import Lines, own_variances

FEWEST_WEEKS = 4
"""Fewer weeks than these tell nothing of how they scatter: the factor is 1."""
ENOUGH_WEEKS = 13
"""From so many on, a district's own weeks tell of its own scatter."""


def of_counts(table: Numbers) -> Numbers:
    """The factors for requests received, by district (rows) and week (columns), one a district."""
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(table.sum(), 1)
    return _factors(table - expected, expected, table.sum(axis=1))


def of_excess(lines: Lines) -> Numbers:
    """The factors for what each request exceeds its expectation by, one a district."""
    weeks = int(lines.week.max(initial=-1)) + 1
    place, shape = lines.district * weeks + lines.week, (lines.districts, weeks)

    def table(values: Numbers | Whole) -> Numbers:
        return summed(place, values, shape[0] * weeks).reshape(shape)

    requests, sums = table(lines.many), table(lines.many * lines.excess)
    # What a district or a week has of its own is no scatter.
    for axis in (1, 0):
        of_each = requests.sum(axis=axis, keepdims=True)
        mean = sums.sum(axis=axis, keepdims=True) / np.maximum(of_each, 1)
        sums = sums - requests * mean
    variance = table(lines.many * lines.spread[lines.stratum])
    return _factors(sums, variance, own_variances(lines))


def _factors(apart: Numbers, variance: Numbers, own: Numbers) -> Numbers:
    """Of all weeks together, and of a district's own where there are enough and they scatter more
    (than its `own` requests do): one burst must not be diluted by the calm of the others."""
    rows, weeks = (variance.sum(axis=1) > 0).sum(), (variance.sum(axis=0) > 0).sum()
    if rows < 2 or weeks < FEWEST_WEEKS:
        return np.ones(len(variance))
    freedom = (rows - 1) * (weeks - 1) / (rows * weeks)
    least = max(1.0, float((apart**2).sum() / (variance.sum() * freedom)))
    if weeks < ENOUGH_WEEKS:
        return np.full(len(variance), least)
    alone = freedom * np.maximum(own, variance.sum(axis=1))
    found: Numbers = np.full(len(alone), least)
    np.divide((apart**2).sum(axis=1), alone, out=found, where=alone > 0)
    return found.clip(min=least)
