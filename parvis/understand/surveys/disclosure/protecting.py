"""Letting one count vary, at the least cost: the programme behind each complementary hiding."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csc_array, csr_array, hstack

from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.disclosure.bounds import Places, Possible, Programme, subtracted
from parvis.understand.surveys.disclosure.unknowns import ANSWERED, Kind, Relations

_MOVED = 1e-7
_TOTAL_COSTS = 5.0
"""How many times more it costs to hide a total than what it sums."""


class Protection:
    """The tables to release, what is hidden in them, and what is seen to remain possible.

    `found` holds earlier releases as they were shown and the last one in full; `where` are the
    places of the last one's tables.
    """

    def __init__(
        self, found: Relations, where: Sequence[Places], hidden: NDArray[np.bool_], k: int
    ) -> None:
        self.hidden = hidden.copy()
        self._k = k
        self._found = found
        self._where = where
        self._floors = np.array(found.floors)
        self._rows: csr_array = found.sums
        self._columns: csc_array = found.sums.tocsc()
        shown = np.array(found.values)
        # What no table shows may always vary; an earlier release's shown counts never.
        self._free = np.isnan(shown)
        self._ours = np.zeros(len(shown), dtype=bool)
        for places in where:
            self._ours[places] = True
        self._truth = _completed(found, self._rows, self._floors)
        self._cost = _costs(found, where, self._truth)
        self._wanted = np.full(len(shown), float(k - 2))
        self.seen = Possible.known(self._truth)

    def widen(self, place: int) -> bool:
        """Hides what it takes for `k` whole numbers to be possible for a count.

        False if it can't be done. Asked again about the same count, it goes one further: the counts
        that it starts from need not be whole where earlier releases hide them.
        """
        self._wanted[place] += 1
        if self._wanted[place] > 2 * self._k:
            return False
        if self.seen.high[place] - self.seen.low[place] >= self._wanted[place] - _MOVED:
            return True
        return any(self._vary(place, movable) for movable in self._neighbourhoods(place))

    def _neighbourhoods(self, place: int) -> Iterator[Places]:
        """Places that may move: of the tables that show it, of those they touch, of all."""
        near = np.zeros(len(self._ours), dtype=bool)
        near[place] = True
        if not self._ours[place]:
            near[self._rows[self._columns[:, [place]].indices].indices] = True
        for _ in range(2):
            tables = [places for places in self._where if near[places].any()]
            for places in tables:
                near[places] = True
            yield self._with_free(near & self._ours)
        yield np.flatnonzero(self._ours | self._free)

    def _with_free(self, chosen: NDArray[np.bool_]) -> Places:
        """Those, and what varies freely and is tied to them."""
        loose = self._free | self.hidden
        while True:
            tied = (abs(self._rows) @ chosen.astype(np.float64)) > 0
            grown = chosen | (loose & ((abs(self._rows).T @ tied.astype(np.float64)) > 0))
            if (grown == chosen).all():
                return np.flatnonzero(chosen)
            chosen = grown

    def _vary(self, place: int, movable: Places) -> bool:
        """Two other ways for the tables to be, in which the count differs by what is wanted."""
        count = len(movable)
        sums = self._columns[:, movable].tocsr()
        sums = sums[np.diff(sums.indptr) > 0]
        target = np.flatnonzero(movable == place)
        if not len(target):
            return False
        cost = np.where(self._free[movable] | self.hidden[movable], 0.0, self._cost[movable])
        room = self._truth[movable] - self._floors[movable]
        # Up and down, of the one way, then of the other: what comes down can't pass its floor.
        apart = np.zeros(4 * count)
        apart[target + np.array([0, count, 2 * count, 3 * count])] = (-1.0, 1.0, 1.0, -1.0)
        empty = csr_array(sums.shape)
        one, none = hstack([sums, -sums]), hstack([empty, empty])
        answer = linprog(
            np.tile(cost, 4),
            A_ub=csr_array(apart.reshape(1, -1)),
            b_ub=[-self._wanted[place]],
            A_eq=csr_array(_stacked(one, none)),
            b_eq=np.zeros(2 * sums.shape[0]),
            bounds=np.column_stack(
                [np.zeros(4 * count), np.tile(np.append(np.full(count, np.inf), room), 2)]
            ),
            method="highs",
        )
        if answer.status != 0:
            return False
        up, down, up_too, down_too = answer.x.reshape(4, count)
        for moves in (up - down, up_too - down_too):
            self.seen.see(movable, self._truth[movable] + moves)
            self.hidden[movable[(np.abs(moves) > _MOVED) & self._ours[movable]]] = True
        return True


def _stacked(one: csr_array, none: csr_array) -> csr_array:
    from scipy.sparse import vstack

    return vstack([hstack([one, none]), hstack([none, one])])


def _completed(found: Relations, sums: csr_array, floors: Numbers) -> Numbers:
    """Counts that could be the truth: the last release's own, and for what earlier ones hide
    whatever satisfies every sum. What is possible doesn't depend on which."""
    values = subtracted(sums, np.array(found.values), floors)
    programme = Programme(sums, values, floors)
    if len(programme.unknown):
        values[programme.unknown] = programme.some(np.zeros(len(programme.unknown)))
    return values


def _costs(found: Relations, where: Sequence[Places], truth: Numbers) -> Numbers:
    """What it costs to hide each count: more for many people, totals, and what many tables show."""
    cost = 1 + np.log1p(np.maximum(truth, 0))
    shown = np.zeros(len(cost))
    for places in where:
        shown[np.unique(places)] += 1
    totals = np.array([_totals(found, place) for place in range(len(cost))])
    return np.asarray(cost * _TOTAL_COSTS ** (totals + (shown > 1)) * np.maximum(shown, 1))


def _totals(found: Relations, place: int) -> int:
    unknown = found.unknowns[place]
    return sum(at == ANSWERED for _, at in unknown.group) if unknown.kind is Kind.SHOWN else 0
