"""What remains possible for counts that are not shown: the attacker's linear programme.

Bounds are those of real numbers that satisfy every sum, then rounded inward: an attacker who
reckons in whole numbers can in rare linked tables know a little more.
Source: M. Fischetti & J. J. Salazar, Management Science 47 (2001) 1008-1027 ("attacker problems");
L. Willenborg & T. de Waal, Elements of Statistical Disclosure Control (2001), 6.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components

from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.disclosure.unknowns import Contradiction

MOST = 1e7
"""No count is larger: it bounds those that nothing else does."""
_SLACK = 1e-6
_ROUNDS = 6
_PASSES = 30
_SEED = 1_789

Places = NDArray[np.intp]


@dataclass(slots=True)
class Possible:
    """For each count the least and the most that were seen to be possible so far.

    `least` and `most` say where these are surely the ends.
    """

    low: Numbers
    high: Numbers
    least: NDArray[np.bool_]
    most: NDArray[np.bool_]

    @classmethod
    def known(cls, values: Numbers) -> "Possible":
        """To begin with: what is known (nan: not yet anything)."""
        known = ~np.isnan(values)
        low, high = np.where(known, values, np.inf), np.where(known, values, -np.inf)
        return cls(low, high, known, known.copy())

    def see(self, at: Places, values: Numbers) -> None:
        """Takes in counts that satisfy every sum."""
        self.low[at] = np.minimum(self.low[at], values)
        self.high[at] = np.maximum(self.high[at], values)

    def narrow(self, at: Places, k: int) -> NDArray[np.bool_]:
        """Where fewer than `k` whole numbers were seen to be possible."""
        narrow: NDArray[np.bool_] = whole_below(self.high[at]) - whole_above(self.low[at]) < k - 1
        return narrow

    def large(self, at: Places, k: int) -> NDArray[np.bool_]:
        """Where it is surely `k` at least (or that many fewer)."""
        up = self.least[at] & (whole_above(self.low[at]) >= k)
        down = self.most[at] & (whole_below(self.high[at]) <= -k)
        large: NDArray[np.bool_] = up | down
        return large


def whole_above(values: Numbers) -> Numbers:
    return np.asarray(np.ceil(values - _SLACK), dtype=np.float64)


def whole_below(values: Numbers) -> Numbers:
    return np.asarray(np.floor(values + _SLACK), dtype=np.float64)


def subtracted(sums: csr_array, values: Numbers, floors: Numbers) -> Numbers:
    """The values with all that follows by subtraction alone: sums of which one count is missing.

    Raises Contradiction if a sum doesn't hold or a count falls below its floor.
    """
    values = values.copy()
    terms = abs(sums)
    while True:
        unknown = np.isnan(values)
        missing = terms @ unknown.astype(np.float64)
        rest = sums @ np.where(unknown, 0.0, values)
        if (np.abs(rest[missing == 0]) > _SLACK).any():
            raise Contradiction("a sum of counts does not hold")
        rows = np.flatnonzero(missing == 1)
        if not len(rows):
            return values
        part = sums[rows].tocoo()
        alone = unknown[part.col]
        # Each row has one unknown, its sign 1 or -1.
        values[part.col[alone]] = -rest[rows][part.row[alone]] * part.data[alone]
        if (values < floors - _SLACK).any():
            raise Contradiction("a count falls below what it can be")


class Programme:
    """The sums of the counts that stay unknown once everything was subtracted."""

    def __init__(self, sums: csr_array, values: Numbers, floors: Numbers) -> None:
        self.unknown: Places = np.flatnonzero(np.isnan(values))
        open_rows = abs(sums) @ np.isnan(values).astype(np.float64) > 0
        kept = sums[open_rows]
        self.left: csc_array = kept.tocsc()[:, self.unknown]
        self.right: Numbers = -(kept @ np.nan_to_num(values))
        self.floors = floors[self.unknown]
        rows = self.left.shape[0]
        both = csr_array(abs(self.left))
        _, labels = connected_components(_bipartite(both), directed=False)
        self._row_label, self._label = labels[:rows], labels[rows:]

    def some(self, cost: Numbers) -> Numbers:
        """Counts that satisfy every sum, of least cost. Raises Contradiction if there are none."""
        return _solved(self.left, self.right, self.floors, cost)

    def ends(self) -> tuple[Numbers, Numbers]:
        """Least and most that sums leave to each unknown one at a time, the others at their own
        ends: never narrower than what all sums together leave, and found without a programme.
        Source: E. Andersen & K. Andersen, Math. Programming 71 (1995) 221-245 (bounds of rows)."""
        low, high = np.maximum(self.floors, -MOST), np.full(len(self.floors), MOST)
        part = self.left.tocoo()
        rows, columns, factors = part.row, part.col, part.data
        for _ in range(_PASSES):
            one, other = factors * low[columns], factors * high[columns]
            least, most = np.minimum(one, other), np.maximum(one, other)
            count = self.left.shape[0]
            rest = self.right[rows]
            up = rest - (np.bincount(rows, least, count)[rows] - least)
            down = rest - (np.bincount(rows, most, count)[rows] - most)
            ends = np.sort(np.stack([down, up]) / factors, axis=0)
            before = (high - low).sum()
            np.maximum.at(low, columns, ends[0])
            np.minimum.at(high, columns, ends[1])
            if before - (high - low).sum() < _SLACK:
                break
        return low, high

    def bound(self, place: int, sign: float) -> tuple[Places, Numbers]:
        """The least (sign 1) or the most (-1) that one unknown can be: counts of its component."""
        label = self._label[place]
        columns = np.flatnonzero(self._label == label)
        rows = np.flatnonzero(self._row_label == label)
        cost = np.where(columns == place, sign, 0.0)
        left = self.left[:, columns].tocsr()[rows]
        return columns, _solved(left, self.right[rows], self.floors[columns], cost)


def explore(programme: Programme, found: Possible, asked: NDArray[np.bool_], k: int) -> None:
    """Finds what is possible for the counts asked about, until each is seen to be wide (`k` whole
    numbers) or large, or its ends are sure.

    A few programmes over everything at once show that most can be much or little; those left are
    bounded one by one.
    """
    ours = programme.unknown
    rng = np.random.default_rng(_SEED)
    for _ in range(_ROUNDS):
        still = asked[ours] & found.narrow(ours, k)
        if not still.any():
            return
        cost = rng.choice([-1.0, 1.0], len(ours)) * still
        for one in (cost, -cost):
            found.see(ours, programme.some(one))
    low, high = programme.ends()
    # Seen to reach its end, or never few: no programme says more.
    found.least[ours] |= (found.low[ours] <= low + _SLACK) | (whole_above(low) >= k)
    found.most[ours] |= (found.high[ours] >= high - _SLACK) | (whole_below(high) <= -k)
    for place in np.flatnonzero(asked[ours] & found.narrow(ours, k)).tolist():
        _bounded(programme, found, place, k)


def _bounded(programme: Programme, found: Possible, place: int, k: int) -> None:
    at = programme.unknown[place : place + 1]
    for sign, sure in ((1.0, found.least), (-1.0, found.most)):
        if found.narrow(at, k)[0] and not found.large(at, k)[0] and not sure[at][0]:
            columns, counts = programme.bound(place, sign)
            found.see(programme.unknown[columns], counts)
            sure[at] = True


def _solved(left: csc_array | csr_array, right: Numbers, floors: Numbers, cost: Numbers) -> Numbers:
    bounds = np.column_stack([floors, np.full(len(floors), MOST)])
    answer = linprog(cost, A_eq=left, b_eq=right, bounds=bounds, method="highs")
    if answer.status != 0:
        raise Contradiction("no counts satisfy every sum")
    return np.asarray(answer.x, dtype=np.float64)


def _bipartite(left: csr_array) -> csr_array:
    rows, columns = left.shape
    part = left.tocoo()
    return csr_array(
        (part.data, (part.row, part.col + rows)), shape=(rows + columns, rows + columns)
    )
