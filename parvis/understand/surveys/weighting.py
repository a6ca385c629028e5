"""Weights that bring those who answered to what is known of the town: raking.

Each dimension in turn (district, age group, gender), weights are multiplied so that its categories
take their known shares; again and again until all hold together (iterative proportional fitting).
Sources: W. Deming & F. Stephan, Ann. Math. Stat. 11 (1940); J.-C. Deville & C.-E. Särndal, JASA 87
(1992); M. Battaglia et al., Practical Considerations in Raking Survey Data (2009).

Weights are never trimmed: trimmed ones miss the margins that they were made for. If they get out of
hand they are refused, and the refusal names the category to merge or leave out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from parvis.understand.surveys.counting import NO_ANSWER, Codes, Numbers, effective_size

LARGEST_WEIGHT = 5.0
"""Nobody counts for more than five. Source: M. DeBell & J. Krosnick, ANES nes012427 (2009)."""
LEAST_EFFECTIVE = 0.5
"""Weighted answers tell at least half as much as unweighted ones (a design effect of 2)."""
TOLERANCE = 1e-10
MOST_CYCLES = 1_000


@dataclass(frozen=True, slots=True)
class Margin:
    """What is known of one dimension: `known` by category, as shares or as numbers of people.

    `codes` are the categories of those who answered; who has none (`NO_ANSWER`) keeps the weight
    that the other dimensions give: known shares are reached among those whose category is known.
    """

    name: str
    codes: Codes
    known: Numbers

    @property
    def target(self) -> Numbers:
        shares: Numbers = np.asarray(self.known, dtype=np.float64) / self.known.sum()
        return shares


class Refusal(StrEnum):
    NOBODY = "nobody"
    """The town has people of this category, and none of them answered."""
    UNKNOWN_TO_MARGIN = "unknown_to_margin"
    """Somebody of this category answered, and the margin says there is none."""
    NO_CONVERGENCE = "no_convergence"
    WEIGHT_TOO_LARGE = "weight_too_large"
    TOO_LITTLE_LEFT = "too_little_left"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there are no weights: the category at fault, and how much (a weight, or a share left)."""

    reason: Refusal
    margin: str
    category: int
    figure: float


@dataclass(frozen=True, slots=True)
class Raked:
    """Weights of mean 1, one an answer. `before` and `after` are shares by margin and category.

    `design_effect` is how many times more answers would be needed than without weights (Kish):
    n / `effective`.
    """

    weights: Numbers
    design_effect: float
    effective: float
    cycles: int
    before: dict[str, Numbers]
    after: dict[str, Numbers]


def rake(margins: Sequence[Margin], base: Numbers | None = None) -> Raked | Refused:
    """Weights for answers whose categories are known margin by margin, or why there are none.

    `base` are the weights to begin with (1 each). Raises ValueError for margins that are none:
    negative, all zero, of different lengths, or with a code beyond them.
    """
    _check(margins)
    impossible = _impossible(margins)
    if impossible is not None:
        return impossible
    answers = len(margins[0].codes)
    start = np.ones(answers) if base is None else np.asarray(base, dtype=np.float64)
    weights = start * (answers / start.sum())
    before = {margin.name: _shares(margin, weights) for margin in margins}
    factors = [np.ones(len(margin.known)) for margin in margins]
    for cycle in range(1, MOST_CYCLES + 1):
        for place, margin in enumerate(margins):
            step = _step(margin, weights)
            factors[place] *= step
            # Who has no category is at the last place, where the step is 1. The sum stays.
            weights = weights * np.append(step, 1.0)[margin.codes]
        if max(_distance(margin, weights) for margin in margins) < TOLERANCE:
            return _judged(margins, weights, factors, cycle, before)
    worst = max(margins, key=lambda margin: _distance(margin, weights))
    gaps = np.abs(_shares(worst, weights) - worst.target)
    return Refused(Refusal.NO_CONVERGENCE, worst.name, int(gaps.argmax()), float(gaps.max()))


def _check(margins: Sequence[Margin]) -> None:
    if not margins or len({len(margin.codes) for margin in margins}) != 1:
        raise ValueError("margins need a category for each answer")
    for margin in margins:
        if (margin.known < 0).any() or not margin.known.sum() > 0:
            raise ValueError("a margin is shares or numbers of people")
        if not len(margin.codes) or margin.codes.max() >= len(margin.known):
            raise ValueError("a category is not in its margin")


def _impossible(margins: Sequence[Margin]) -> Refused | None:
    for margin in margins:
        heard = np.bincount(margin.codes[margin.codes > NO_ANSWER], minlength=len(margin.known))
        for reason, wrong in (
            (Refusal.NOBODY, (margin.known > 0) & (heard == 0)),
            (Refusal.UNKNOWN_TO_MARGIN, (margin.known == 0) & (heard > 0)),
        ):
            if wrong.any():
                place = int(wrong.argmax())
                figure = margin.target[place] if reason is Refusal.NOBODY else heard[place]
                return Refused(reason, margin.name, place, float(figure))
    return None


def _shares(margin: Margin, weights: Numbers) -> Numbers:
    masses = np.bincount(margin.codes + 1, weights=weights, minlength=len(margin.known) + 1)[1:]
    shares: Numbers = masses / masses.sum()
    return shares


def _step(margin: Margin, weights: Numbers) -> Numbers:
    shares = _shares(margin, weights)
    return np.divide(margin.target, shares, out=np.ones_like(shares), where=shares > 0)


def _distance(margin: Margin, weights: Numbers) -> float:
    return float(np.abs(_shares(margin, weights) - margin.target).max())


def _judged(
    margins: Sequence[Margin],
    weights: Numbers,
    factors: Sequence[Numbers],
    cycles: int,
    before: dict[str, Numbers],
) -> Raked | Refused:
    effective = effective_size(weights)
    if weights.max() > LARGEST_WEIGHT:
        return _blamed(Refusal.WEIGHT_TOO_LARGE, float(weights.max()), margins, weights, factors)
    if effective < LEAST_EFFECTIVE * len(weights):
        left = effective / len(weights)
        return _blamed(Refusal.TOO_LITTLE_LEFT, left, margins, weights, factors)
    after = {margin.name: _shares(margin, weights) for margin in margins}
    return Raked(weights, len(weights) / effective, effective, cycles, before, after)


def _blamed(
    reason: Refusal,
    figure: float,
    margins: Sequence[Margin],
    weights: Numbers,
    factors: Sequence[Numbers],
) -> Refused:
    """Names the category that raised the largest weight most."""
    heaviest = int(weights.argmax())
    places = [int(margin.codes[heaviest]) for margin in margins]
    raised = [
        factor[place] if place > NO_ANSWER else 1.0
        for factor, place in zip(factors, places, strict=True)
    ]
    worst = int(np.argmax(raised))
    return Refused(reason, margins[worst].name, places[worst], figure)
