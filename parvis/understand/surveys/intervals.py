"""What a figure of a survey may truly be: estimates with their 95 % interval.

Each function takes the *effective* number of answers (`counting.effective_size`; the plain number
where there are no weights). The town is taken as endless: where nearly all were heard, an interval
is too wide, never too narrow.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.understand.surveys.counting import Numbers, Tally, effective_size

CONFIDENCE = 0.95
Z = 1.959963984540054
"""The normal quantile of `CONFIDENCE`, two-sided."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, its 95 % interval, and how many answers (people) it rests on."""

    value: float
    low: float
    high: float
    answers: int


def wilson(share: Numbers | np.float64, effective: float) -> tuple[Numbers, Numbers]:
    """Low and high of shares (0 to 1) seen among `effective` answers, more than none.

    Source: E. Wilson, JASA 22 (1927); recommended by Brown, Cai & DasGupta, Stat. Sci. 16 (2001).
    """
    room = Z * Z / np.asarray(effective, dtype=np.float64)
    centre = (share + room / 2) / (1 + room)
    half = np.sqrt(room * share * (1 - share) + room * room / 4) / (1 + room)
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def share(value: float, answers: int, *, effective: float | None = None) -> Estimate | None:
    """A share (0 to 1) of `answers` people. None if nobody answered."""
    if not answers:
        return None
    low, high = wilson(np.float64(value), float(answers) if effective is None else effective)
    return Estimate(value, float(low), float(high), answers)


def shares(of: Tally) -> tuple[Estimate, ...]:
    """The share of each option. Empty if nobody answered."""
    if not of.answers:
        return ()
    lows, highs = wilson(of.shares, of.effective)
    return tuple(
        Estimate(float(value), float(low), float(high), of.answers)
        for value, low, high in zip(of.shares, lows, highs, strict=True)
    )


def mean(values: Numbers, weights: Numbers | None = None) -> Estimate | None:
    """The mean of numbers (nan: no answer), with Student's interval on the effective size.

    None if nobody answered; without bounds (infinite) if one answer is all there is.
    """
    kept, theirs = _answered(values, weights)
    if not len(kept):
        return None
    return _around(*moments(kept, theirs), len(kept))


def mean_of(of: Tally, values: Numbers) -> Estimate | None:
    """The same of what was counted: `values` are the numbers that the options stand for."""
    if not of.answers:
        return None
    centre = float(of.shares @ values)
    spread = float(of.shares @ (values - centre) ** 2)
    variance = _unbiased(spread, of.effective)
    return _around(centre, variance, of.effective, of.answers)


def _around(centre: float, variance: float, effective: float, answers: int) -> Estimate:
    if effective <= 1:
        return Estimate(centre, -math.inf, math.inf, answers)
    half = student(effective - 1) * math.sqrt(variance / effective)
    return Estimate(centre, centre - half, centre + half, answers)


def moments(values: Numbers, weights: Numbers | None = None) -> tuple[float, float, float]:
    """Mean, variance (unbiased) and effective size of numbers without nan, at least one."""
    if weights is None:
        variance = float(values.var(ddof=1)) if len(values) > 1 else math.nan
        return float(values.mean()), variance, float(len(values))
    effective = effective_size(weights)
    centre = float(np.average(values, weights=weights))
    spread = float(np.average((values - centre) ** 2, weights=weights))
    return centre, _unbiased(spread, effective), effective


def _unbiased(spread: float, effective: float) -> float:
    # Weights that leave one single answer leave no spread to know.
    return spread * effective / (effective - 1) if effective > 1 + 1e-9 else math.nan


def median(values: Numbers, weights: Numbers | None = None) -> Estimate | None:
    """The median of numbers (nan: no answer), between two of the values themselves.

    Ranks come from the binomial law; with weights they are read on the weighted distribution, of as
    many answers as the effective size (R. Woodruff, JASA 47, 1952). None if nobody answered;
    without bounds (infinite) below six effective answers, when no two values are 95 % sure.
    Source: W. Conover, Practical Nonparametric Statistics (1999), 3.2.
    """
    kept, theirs = _answered(values, weights)
    if not len(kept):
        return None
    if theirs is None:
        # The order of equal ones says nothing: sorting alone is several times as quick.
        ordered, mass = np.sort(kept), np.ones(len(kept))
    else:
        order = np.argsort(kept, kind="stable")
        ordered, mass = kept[order], theirs[order]
    reached = np.cumsum(mass) / mass.sum()
    size = math.floor(effective_size(mass) + 1e-9)
    rank = _binomial_rank(size)
    low = _at(ordered, reached, rank / size) if rank else -math.inf
    high = _at(ordered, reached, (size + 1 - rank) / size) if rank else math.inf
    middle = (_at(ordered, reached, 0.5) + _above(ordered, reached, 0.5)) / 2
    return Estimate(middle, low, high, len(kept))


def difference(here: Estimate, there: Estimate) -> Estimate:
    """The share `here` minus the share `there`, of different people, from their own intervals.

    Source: R. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
    """
    gap = here.value - there.value
    below = math.hypot(here.value - here.low, there.high - there.value)
    above = math.hypot(here.high - here.value, there.value - there.low)
    return Estimate(gap, gap - below, gap + above, here.answers + there.answers)


def student(freedom: float) -> float:
    """Student's quantile of `CONFIDENCE`, two-sided, of (not always whole) degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def _answered(values: Numbers, weights: Numbers | None) -> tuple[Numbers, Numbers | None]:
    known = ~np.isnan(values)
    if weights is not None:
        known &= weights > 0
    return values[known], None if weights is None else weights[known]


def _binomial_rank(size: int) -> int:
    """The highest rank that is below the median with 97.5 % sureness; 0 if there is none."""
    from scipy.special import bdtr

    if size < 1:
        return 0
    # Beyond five standard deviations from the middle there is nothing left to look at.
    first = max(0, math.floor(size / 2 - 5 * math.sqrt(size) / 2) - 1)
    tails: NDArray[np.float64] = bdtr(np.arange(first, size // 2 + 1), size, 0.5)
    found = int(np.count_nonzero(tails <= (1 - CONFIDENCE) / 2))
    return first + found if found else 0


def _at(ordered: Numbers, reached: Numbers, part: float) -> float:
    place = int(np.searchsorted(reached, part - 1e-9, side="left"))
    return float(ordered[min(place, len(ordered) - 1)])


def _above(ordered: Numbers, reached: Numbers, part: float) -> float:
    place = int(np.searchsorted(reached, part + 1e-9, side="left"))
    return float(ordered[min(place, len(ordered) - 1)])
