"""Figures of few requests are drawn towards the town's, the more the fewer they are.

How far districts truly differ is estimated by moments; where they scatter less than chance alone
would have them, the estimate is negative and is taken as 0. It is itself uncertain where districts
are few: Morris's corrections shrink a little less, and widen the intervals by what that costs.
Sources: R. Marshall, Applied Statistics 40 (1991) 283-294, after D. Clayton & J. Kaldor, Biometrics
43 (1987), for counts; R. DerSimonian & N. Laird, Controlled Clinical Trials 7 (1986) for means;
C. Morris, JASA 78 (1983) 47-55.
"""

from dataclasses import dataclass

import numpy as np

from parvis.understand.disparities.lines import Numbers

FEWEST_UNITS = 4
"""Fewer districts say too little of how districts differ: nothing is shrunk."""


@dataclass(frozen=True, slots=True)
class Shrunk:
    """By district: the estimate and its variance; `kept` is the weight (0 to 1) of what was seen
    there, the rest is the town's. `between` is the variance of the true figures."""

    values: Numbers
    variances: Numbers
    kept: Numbers
    between: float


def between_counts(observed: Numbers, expected: Numbers, dispersion: Numbers) -> float:
    """Variance of the true ratios observed/expected (Marshall's moments); 0 when they scatter less
    than counts so many times as dispersed as Poisson's do."""
    centre = observed.sum() / expected.sum()
    scatter = (expected * (observed / expected - centre) ** 2).sum() / expected.sum()
    return max(0.0, float(scatter - dispersion.mean() * centre / expected.mean()))


def between_means(values: Numbers, variances: Numbers) -> float:
    """Variance of the true values behind estimates with these variances (DerSimonian & Laird); 0
    when they scatter less than that."""
    weights = 1 / variances
    total = weights.sum()
    apart = (weights * (values - weights @ values / total) ** 2).sum()
    return max(0.0, float((apart - (len(values) - 1)) / (total - (weights**2).sum() / total)))


def shrink_counts(observed: Numbers, expected: Numbers, dispersion: Numbers) -> Shrunk:
    """Ratios observed/expected, by the Poisson-gamma model; `expected` above 0."""
    if len(observed) < FEWEST_UNITS:
        ratios = observed / expected
        rough = dispersion * np.maximum(ratios, 1 / expected) / expected
        return Shrunk(ratios, rough, np.ones(len(ratios)), 0.0)
    between = between_counts(observed, expected, dispersion)
    centre = observed.sum() / expected.sum()
    chance = dispersion * centre / expected
    found = _shrunk(observed / expected, chance, centre, between)
    # A gamma's variance goes with its mean: what is seen less scatters less.
    variances = found.variances * np.maximum(found.values, 1 / expected) / centre
    return Shrunk(found.values, variances, found.kept, between)


def shrink_means(values: Numbers, variances: Numbers) -> Shrunk:
    """Estimates with their variances (above 0), by the normal model."""
    if len(values) < FEWEST_UNITS:
        return Shrunk(values, variances, np.ones(len(values)), 0.0)
    between = between_means(values, variances)
    weights = 1 / (variances + between)
    return _shrunk(values, variances, float(weights @ values / weights.sum()), between)


def _shrunk(values: Numbers, variances: Numbers, centre: float, between: float) -> Shrunk:
    units = len(values)
    given_up = variances / (variances + between) * (units - 3) / (units - 1)
    apart = values - centre
    doubt = 2 / (units - 3) * given_up**2 * apart**2
    return Shrunk(
        centre + (1 - given_up) * apart,
        variances * (1 - given_up * (units - 1) / units) + doubt,
        1 - given_up,
        between,
    )
