"""What each thing known of a day is worth, learnt from counts: many series at once.

Poisson regression with a ridge, by Newton's steps, on the same columns for every series, so that
one product of matrices serves them all. Counts are more scattered than Poisson's: their dispersion
is measured and their weight divided by it. Days far from what was expected weigh less, so that a
past event doesn't become the rule.

Sources: P. McCullagh & J. Nelder, Generalized Linear Models (1989), quasi-likelihood; A. Noufaily
et al., Statistics in Medicine 32 (2013) 1206-1222, for the weights.
"""

from dataclasses import dataclass

import numpy as np

from parvis.understand.seasons.days import Numbers, Span, penalty

FAR = 2.58
LOOSE = 0.3
"""How far (standard deviation of the logarithm) a series' weekdays depart from the whole's."""
FEW_STEPS, MORE_STEPS = 6, 3
_HIGHEST = 20.0
"""A day's expectation stays below e^20: beyond it only a failing step would lead."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`worth` (columns × series), `expected` (days × series), `weights` (the same; 0 where a day is
    unknown), `dispersion` (series): variance over mean, 1 at least."""

    worth: Numbers
    expected: Numbers
    weights: Numbers
    dispersion: Numbers


def fit(counts: Numbers, columns: Numbers, penalty: Numbers, offset: Numbers | None = None) -> Fit:
    """Fit every series (a column of `counts`, days × series; nan: unknown).

    `offset` (days × series, or days × 1) is the logarithm of what is known already. Raises
    ValueError if the days of `counts` and `columns` are not as many.
    """
    if len(counts) != len(columns):
        raise ValueError("counts and columns hold different days")
    known = np.isfinite(counts)
    seen = np.where(known, counts, 0.0)
    base = np.zeros_like(seen) if offset is None else np.broadcast_to(offset, seen.shape)
    model = _Model(seen, columns, penalty, base)
    weights = known.astype(np.float64)
    worth = model.newton(model.start(weights), weights, FEW_STEPS)
    dispersion = np.ones(counts.shape[1])
    for _ in range(2):
        expected = model.expected(worth)
        dispersion = dispersion_of(seen, expected, weights)
        weights = _held(seen, expected, dispersion) * known
        worth = model.newton(worth, weights / dispersion, MORE_STEPS)
    return Fit(worth, model.expected(worth), weights, dispersion)


def fit_departures(counts: Numbers, columns: Numbers, learnt: Span) -> tuple[Fit, Fit]:
    """The first series (the whole) on its own, and how each departs from it.

    What is rare has the rhythm of the whole until its own counts say otherwise. `columns` are those
    of `days.columns`; a series' worth is the sum of both.
    """
    whole = fit(counts[:, :1], columns, penalty(learnt))
    held = penalty(learnt, loose=LOOSE)
    return whole, fit(counts, columns, held, offset=columns @ whole.worth)


def dispersion_of(seen: Numbers, expected: Numbers, weights: Numbers) -> Numbers:
    """Variance over mean of each series; two days' worth of Poisson's is mixed in, so that a series
    with hardly any case has no dispersion of its own."""
    # Where next to nothing is expected, one case would count as a thousand.
    shares = (seen - expected) ** 2 / np.maximum(expected, 0.05)
    found: Numbers = ((weights * shares).sum(axis=0) + 2) / (weights.sum(axis=0) + 2)
    return np.maximum(found, 1.0)


class _Model:
    """Counts, what is known of their days, and how it is held back; `base`: the offset."""

    def __init__(self, seen: Numbers, columns: Numbers, penalty: Numbers, base: Numbers) -> None:
        self.seen, self.columns, self.penalty, self.base = seen, columns, penalty, base
        self.upper = np.triu_indices(columns.shape[1])
        self.products = columns[:, self.upper[0]] * columns[:, self.upper[1]]

    def start(self, weights: Numbers) -> Numbers:
        """Every day the same: the mean over the offset."""
        total = (self.seen * weights).sum(axis=0) + 0.1
        known = (np.exp(self.base) * weights).sum(axis=0) + 0.1
        worth = np.zeros((self.columns.shape[1], self.seen.shape[1]))
        worth[0] = np.log(total / known)
        return worth

    def expected(self, worth: Numbers) -> Numbers:
        return np.exp(np.clip(self.columns @ worth + self.base, -_HIGHEST, _HIGHEST))

    def newton(self, worth: Numbers, weights: Numbers, steps: int) -> Numbers:
        """`worth` after so many of Newton's steps."""
        size = len(worth)
        curve = np.empty((worth.shape[1], size, size))
        for _ in range(steps):
            expected = self.expected(worth)
            slope = self.columns.T @ (weights * (self.seen - expected)) - self.penalty @ worth
            sums = (weights * expected).T @ self.products
            curve[:, self.upper[0], self.upper[1]] = sums
            curve[:, self.upper[1], self.upper[0]] = sums
            step = np.linalg.solve(curve + self.penalty, slope.T[:, :, None])[:, :, 0].T
            # A long step overshoots where nothing is expected yet.
            worth = worth + step / np.maximum(np.abs(step).max(axis=0) / 2, 1.0)
        return worth


def _held(seen: Numbers, expected: Numbers, dispersion: Numbers) -> Numbers:
    """1 for a day as expected, less for one far from it (either side)."""
    far = 1.5 * (np.cbrt(seen) ** 2 * expected ** (-1 / 6) - np.sqrt(expected))
    far = np.abs(far) / np.sqrt(dispersion)
    return np.where(far > FAR, (FAR / np.maximum(far, FAR)) ** 2, 1.0)


def level(fit: Fit, counts: Numbers, *, half_life: float, prior: float) -> tuple[Numbers, Numbers]:
    """What the last days say of the level, beside what was fitted: a factor, and what it rests on.

    Each series' weighted counts over their expectation, a day `half_life` days old weighing half;
    `prior` cases as expected are mixed in (Gamma-Poisson), so that few cases move little. Returns
    the factor and the effective number of expected cases (days 1 × series each).
    """
    age = np.arange(len(counts))[::-1, None]
    weights = fit.weights * 0.5 ** (age / half_life)
    seen = (weights * np.where(np.isfinite(counts), counts, 0.0)).sum(axis=0)
    expected = (weights * fit.expected).sum(axis=0)
    strength = prior * fit.dispersion
    return (seen + strength) / (expected + strength), expected + strength
