"""The attack without any cleverness: every way in which so few people could have answered."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from parvis.understand.surveys.disclosure.tables import HIDDEN, Released


@cache
def worlds(people: int, cells: int) -> np.ndarray:
    """All ways to put so many people into so many cells, one row a way."""
    if cells == 1:
        return np.array([[people]], dtype=np.int8)
    return np.concatenate(
        [
            np.column_stack([np.full(len(rest), first, dtype=np.int8), rest])
            for first in range(people + 1)
            for rest in [worlds(people - first, cells - 1)]
        ]
    )


def left(released: Sequence[Released], sizes: Mapping[str, int], people: int) -> np.ndarray:
    """The worlds over all axes (in order of `sizes`) that would have shown these tables.

    Where they don't show how many people there are, some more or fewer are tried too.
    """
    cells = int(np.prod(list(sizes.values())))
    sure = any(one.shape.axes == one.shape.where == () and one.whole for one in released)
    around = [people] if sure else range(people - 2, people + 4)
    every = np.concatenate([worlds(many, cells) for many in around])
    for one in released:
        seen = counted(every, one, sizes)
        known = one.shown.ravel() != HIDDEN
        every = every[(seen[:, known] == one.shown.ravel()[known]).all(axis=1)]
    return every


def counted(every: np.ndarray, one: Released, sizes: Mapping[str, int]) -> np.ndarray:
    """What a table, with its totals, would be in each world."""
    names = list(sizes)
    cube = every.reshape(len(every), *sizes.values())
    for axis, option in one.shape.where:
        place = 1 + names.index(axis.name)
        cube = np.take(cube, [option], axis=place)
    wanted = [1 + names.index(axis.name) for axis in one.shape.axes]
    others = tuple(place for place in range(1, cube.ndim) if place not in wanted)
    ordered = cube.transpose(0, *wanted, *others).sum(axis=tuple(range(1 + len(wanted), cube.ndim)))
    for place in range(1, ordered.ndim):
        ordered = np.concatenate([ordered, ordered.sum(axis=place, keepdims=True)], axis=place)
    return ordered.reshape(len(every), -1)


def given_away(possible: np.ndarray, k: int) -> bool:
    """Whether the values that one count can take tell of fewer than `k` people."""
    values = np.unique(possible)
    return len(values) < k and values.min() < k and values.max() > 0
