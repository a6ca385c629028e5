"""Crossing two questions: do groups answer differently at all, and which do?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from parvis.understand.surveys.comparing.verdicts import (
    Finding,
    Verdict,
    corrected,
    holm,
    judged,
)
from parvis.understand.surveys.counting import Codes, Numbers
from parvis.understand.surveys.intervals import Estimate, difference, wilson

SHUFFLES = 4_999
"""Random tables behind a p-value where the chi-squared law is no guide."""
_SEED = 1_793
# Tables drawn at once.
_AT_ONCE = 200
_ENOUGH_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Crossing:
    """People by group (rows) and option (columns), of those who have both.

    `masses` are the sums of their weights (the counts, where there are none); `sizes` the effective
    number of answers of each group.
    """

    counts: NDArray[np.int64]
    masses: Numbers
    sizes: Numbers

    @property
    def answers(self) -> NDArray[np.int64]:
        """People by group."""
        people: NDArray[np.int64] = self.counts.sum(axis=1)
        return people

    def share(self, group: int, option: int) -> Estimate | None:
        """The share of a group who chose an option. None if nobody of it answered."""
        rows = np.arange(len(self.counts)) == group
        return self._share(rows, option)

    def versus_rest(self, group: int, option: int) -> tuple[Estimate, Estimate] | None:
        """That share, and the same among everybody else. None if either has no answers."""
        rows = np.arange(len(self.counts)) == group
        here, there = self._share(rows, option), self._share(~rows, option)
        return None if here is None or there is None else (here, there)

    def size(self, rows: NDArray[np.bool_]) -> float:
        """The effective number of answers of several groups taken together."""
        masses = self.masses[rows].sum(axis=1)
        # A group's sum of squared weights, from its Kish size.
        squares = np.divide(
            masses**2, self.sizes[rows], out=np.zeros_like(masses), where=self.sizes[rows] > 0
        )
        return float(masses.sum() ** 2 / squares.sum()) if squares.sum() else 0.0

    def _share(self, rows: NDArray[np.bool_], option: int) -> Estimate | None:
        answers, mass = int(self.counts[rows].sum()), float(self.masses[rows].sum())
        if not mass:
            return None
        value = float(self.masses[rows, option].sum()) / mass
        low, high = wilson(np.float64(value), self.size(rows))
        return Estimate(value, float(low), float(high), answers)


@dataclass(frozen=True, slots=True)
class Association:
    """Whether two questions go together at all.

    `chance` is the p-value; `effect` is Cramér's V, 0 (not at all) to 1 (one tells the other);
    `shuffled` says that the p-value comes from random tables, not from the chi-squared law.
    """

    verdict: Verdict
    statistic: float
    chance: float
    effect: float
    shuffled: bool


def cross(
    groups: Codes, answers: Codes, shape: tuple[int, int], weights: Numbers | None = None
) -> Crossing:
    """The crossing of two columns of codes; `shape` is how many groups and options there are."""
    rows, columns = shape
    both = (groups >= 0) & (answers >= 0)
    cell = groups[both].astype(np.int64) * columns + answers[both]
    counts: NDArray[np.int64] = np.bincount(cell, minlength=rows * columns).reshape(shape)
    if weights is None:
        return Crossing(counts, counts.astype(np.float64), counts.sum(axis=1).astype(np.float64))
    theirs = weights[both]
    flat: Numbers = np.asarray(
        np.bincount(cell, weights=theirs, minlength=rows * columns), dtype=np.float64
    )
    masses = flat.reshape(shape)
    squares = np.bincount(groups[both], weights=theirs**2, minlength=rows)
    sums = masses.sum(axis=1)
    sizes = np.divide(sums**2, squares, out=np.zeros(rows), where=squares > 0)
    return Crossing(counts, masses, sizes)


def association(crossing: Crossing) -> Association:
    """Pearson's chi-squared without Yates; random tables where too few answers are expected.

    Weighted masses are brought down to the effective size first (J. Rao & A. Scott, JASA 76, 1981,
    first order). The chi-squared law is trusted where no cell expects less than 1 and a fifth at
    most expect less than 5 (W. Cochran, Biometrics 10, 1954); else the raw counts are compared with
    random tables of the same margins (W. Patefield, Applied Statistics 30, 1981), the one seen
    counted among them (B. Phipson & G. Smyth, 2010). Groups and options without answers are left
    out; of fewer than two left of either, nothing can be said.
    """
    kept = np.ix_(crossing.counts.sum(axis=1) > 0, crossing.counts.sum(axis=0) > 0)
    counts = crossing.counts[kept]
    size = crossing.size(crossing.sizes > 0)
    if min(counts.shape) < 2:
        return Association(Verdict.TOO_FEW_ANSWERS, 0.0, 1.0, 0.0, shuffled=False)
    masses = crossing.masses[kept]
    masses = masses * (size / masses.sum())
    expected = _expected(masses)
    statistic = float(((masses - expected) ** 2 / expected).sum())
    effect = math.sqrt(statistic / (size * (min(counts.shape) - 1)))
    shuffled = bool(expected.min() < 1 or np.mean(expected < _ENOUGH_EXPECTED) > 0.2)
    if shuffled:
        chance = _shuffled(counts)
    else:
        freedom = (counts.shape[0] - 1) * (counts.shape[1] - 1)
        chance = float(special.chdtrc(freedom, statistic))
    return Association(judged(chance, size), statistic, chance, effect, shuffled)


def together(found: Sequence[Association]) -> Verdict:
    """Whether any of several crossings that are shown as one goes together (Holm)."""
    enough = [one.chance for one in found if one.verdict is not Verdict.TOO_FEW_ANSWERS]
    if not enough:
        return Verdict.TOO_FEW_ANSWERS
    return judged(float(holm(np.array(enough)).min()), math.inf)


@dataclass(frozen=True, slots=True)
class Looked:
    """A crossing of which some groups and options alone are looked at, by their places."""

    crossing: Crossing
    groups: Sequence[int]
    options: Sequence[int]


def standing_out(looked: Sequence[Looked]) -> list[dict[tuple[int, int], Finding]]:
    """Each group against everybody else, option by option, where both have answers, of crossings
    that are shown as one.

    P-values are of the two-share z-test, or Fisher's exact one (on raw counts) where a cell of the
    2×2 table expects less than 5; corrected over all comparisons by Holm, those with enough answers
    alone. The interval of a difference is Newcombe's, of that difference by itself.
    """
    found = {
        (number, *place): compared
        for number, one in enumerate(looked)
        for place in product(one.groups, one.options)
        if (compared := _compared(one.crossing, place)) is not None
    }
    told: list[dict[tuple[int, int], Finding]] = [{} for _ in looked]
    for (number, group, option), one in corrected(found).items():
        told[number][group, option] = one
    return told


def _compared(crossing: Crossing, place: tuple[int, int]) -> Finding | None:
    both = crossing.versus_rest(*place)
    if both is None:
        return None
    mine = np.arange(len(crossing.counts)) == place[0]
    sizes = (crossing.size(mine), crossing.size(~mine))
    return _finding(*both, sizes, _two_shares(crossing.counts, place, both, sizes))


def compare_shares(here: Estimate, there: Estimate, sizes: tuple[float, float]) -> Finding:
    """Two shares of different people, judged by the z-test on their effective sizes."""
    return _finding(here, there, sizes, share_chance(here.value, there.value, sizes))


def share_chance(here: float, there: float, sizes: tuple[float, float]) -> float:
    """The p-value of two shares seen among so many answers: the pooled z-test, two-sided."""
    pooled = (here * sizes[0] + there * sizes[1]) / sum(sizes)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / sizes[0] + 1 / sizes[1]))
    return float(2 * special.ndtr(-abs(here - there) / spread)) if spread else 1.0


def _two_shares(
    counts: NDArray[np.int64],
    place: tuple[int, int],
    both: tuple[Estimate, Estimate],
    sizes: tuple[float, float],
) -> float:
    group, option = place
    mine = counts[group, option]
    others = counts[:, option].sum() - mine
    table = np.array(
        [
            [mine, counts[group].sum() - mine],
            [others, counts.sum() - counts[group].sum() - others],
        ]
    )
    if (_expected(table) < _ENOUGH_EXPECTED).any():
        return float(stats.fisher_exact(table).pvalue)
    return share_chance(both[0].value, both[1].value, sizes)


def _expected(table: NDArray[np.number]) -> Numbers:
    found: Numbers = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return found


def _shuffled(counts: NDArray[np.int64]) -> float:
    expected = _expected(counts)
    law = stats.random_table(counts.sum(axis=1), counts.sum(axis=0))
    dice = np.random.default_rng(_SEED)
    # Sums of the same numbers in another order differ in their last bits.
    seen = float(((counts - expected) ** 2 / expected).sum()) * (1 - 1e-9)
    beyond = 0
    # In pieces: thousands of large tables at once would be hundreds of megabytes.
    for begun in range(0, SHUFFLES, _AT_ONCE):
        tables = law.rvs(size=min(_AT_ONCE, SHUFFLES - begun), random_state=dice)
        drawn = ((tables - expected) ** 2 / expected).sum(axis=(1, 2))
        beyond += int(np.count_nonzero(drawn >= seen))
    return (1 + beyond) / (SHUFFLES + 1)


def _finding(here: Estimate, there: Estimate, sizes: tuple[float, float], chance: float) -> Finding:
    effect = _cohen_h(here.value, there.value)
    return Finding(judged(chance, *sizes), here, there, difference(here, there), chance, effect)


def _cohen_h(here: float, there: float) -> float:
    return 2 * math.asin(math.sqrt(min(here, 1.0))) - 2 * math.asin(math.sqrt(min(there, 1.0)))
