"""Each measure of every district, before all are judged together."""

from dataclasses import dataclass

import numpy as np

from parvis.understand.disparities import dispersion, shrinking
from parvis.understand.disparities.figures import FEWEST, SHARES, Measure, Z
from parvis.understand.disparities.lines import Numbers, Truths, Whole
from parvis.understand.disparities.standardised import Held, Lines, hold

PER = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure by district, in its own unit; nan where nothing can be said. `chance` is the
    p-value, not corrected, of standing apart from the town and from the middle district; `half` is
    half the width of what chance alone does to the plain figure."""

    measure: Measure
    requests: Numbers
    seen: Numbers
    expected: Numbers
    value: Numbers
    low: Numbers
    high: Numbers
    half: Numbers
    chance: Numbers
    dispersion: Numbers


def rates(table: Numbers, population: Whole) -> Measured:
    """Requests received per 1,000 inhabitants, of a table by district and week. Districts of
    unknown population (0) take no part, nor do their requests."""
    known = population > 0
    observed, of_whole = table.sum(axis=1), np.zeros(len(population))
    of_whole[known] = population[known] / max(int(population[known].sum()), 1)
    total = float(observed[known].sum())
    expected = total * of_whole
    factors = np.ones(len(population))
    factors[known] = dispersion.of_counts(table[known])
    judged = known & (expected >= FEWEST)
    found = _empty(Measure.RATE, observed, factors)
    if not judged.any():
        return found
    unit = PER / population[judged]
    seen, awaited, factor = observed[judged], expected[judged], factors[judged]
    shrunk = shrinking.shrink_counts(seen, awaited, factor)
    low, high = _gamma(shrunk.values, shrunk.variances, 1 / awaited)
    found.seen[judged], found.expected[judged] = seen * unit, awaited * unit
    found.value[judged] = shrunk.values * awaited * unit
    found.low[judged], found.high[judged] = low * awaited * unit, high * awaited * unit
    found.half[judged] = Z * np.sqrt(factor * awaited * (1 - of_whole[judged])) * unit
    middle = np.median(seen / awaited) * awaited
    found.chance[judged] = np.maximum(
        _binomial(seen / factor, total / factor, of_whole[judged]),
        _normal(seen - middle, factor * middle, 0.5),
    )
    return found


def standardised(measure: Measure, lines: Lines) -> Measured:
    """A mean (or share) by district against what its requests' strata came to."""
    held, factors = hold(lines), dispersion.of_excess(lines)
    found = _empty(measure, held.requests, factors)
    judged = (held.requests >= FEWEST) & (held.by_chance > 0) & (held.expected > 0)
    if judged.any():
        _estimated(found, held, judged)
    return found


def _estimated(found: Measured, held: Held, judged: Truths) -> None:
    is_share, factor = found.measure in SHARES, found.dispersion[judged]
    size, awaited, apart = held.requests[judged], held.expected[judged], held.excess[judged]
    # In points for shares; relative for delays, since those of long ones scatter more.
    unit = size if is_share else awaited
    chance = factor * held.by_chance[judged]
    variance = np.maximum(chance, factor * held.own[judged]) / unit**2
    shrunk = shrinking.shrink_means(apart / unit, variance)
    half = Z * np.sqrt(shrunk.variances) * unit / size
    value = (awaited + shrunk.values * unit) / size
    top = 1.0 if is_share else np.inf
    found.seen[judged], found.expected[judged] = (awaited + apart) / size, awaited / size
    found.value[judged] = np.clip(value, 0, top)
    found.low[judged], found.high[judged] = np.clip([value - half, value + half], 0, top)
    found.half[judged] = Z * np.sqrt(chance) / size
    step = 0.5 if is_share else 0.0
    middle = np.median(apart / unit) * unit
    found.chance[judged] = np.maximum(
        _normal(apart, chance, step), _normal(apart - middle, chance, step)
    )


def _empty(measure: Measure, requests: Numbers, factors: Numbers) -> Measured:
    seen, expected, value, low, high, half, chance = np.full((7, len(requests)), np.nan)
    return Measured(
        measure=measure,
        requests=requests,
        seen=seen,
        expected=expected,
        value=value,
        low=low,
        high=high,
        half=half,
        chance=chance,
        dispersion=factors,
    )


def _normal(excess: Numbers, variance: Numbers, step: float) -> Numbers:
    """Two-sided p-value of an excess; `step` is half of what one request changes (a correction for
    continuity, of counts)."""
    from scipy.special import ndtr

    found: Numbers = 2 * ndtr(-np.maximum(np.abs(excess) - step, 0) / np.sqrt(variance))
    return found


def _binomial(seen: Numbers, total: Numbers, share: Numbers) -> Numbers:
    """Two-sided p-value (mid-p) of as many of `total` when each is a district's by its `share`; the
    incomplete beta function takes counts that were divided by their dispersion."""
    from scipy.special import betainc

    def reaching(least: Numbers) -> Numbers:
        inside = np.clip(least, 1e-9, total)
        return np.where(least <= 0, 1.0, betainc(inside, total - inside + 1, share))

    tail = (reaching(seen) + np.where(seen + 1 > total, 0.0, reaching(seen + 1))) / 2
    return 2 * np.minimum(tail, 1 - tail)


def _gamma(values: Numbers, variances: Numbers, least: Numbers) -> tuple[Numbers, Numbers]:
    """The 95 % interval of ratios by gamma's law with this mean and variance; `least`: what stands
    for a ratio of none."""
    from scipy.special import gammaincinv

    middle = np.maximum(values, least)
    shape, scale = middle**2 / variances, variances / middle
    low, high = (gammaincinv(shape, at) * scale for at in (0.025, 0.975))
    return np.minimum(low, values), high
