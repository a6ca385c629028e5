"""Tables of counts, as they are known and as they are released.

A question is an axis; a several-choice question is one axis of two options (chosen, not chosen) for
each of its options: the axes are tied by `Several`. Who has no option on an axis (no answer) is in
no cell. A question not put to
everybody should have "not asked" among its options if who was not asked tells something.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from parvis.understand.surveys.counting import NO_ANSWER, Codes

HIDDEN = -1

Counts = NDArray[np.int64]


CHOSEN = 0
"""The option of an axis of several choices that says that it was chosen."""


@dataclass(frozen=True, slots=True)
class Several:
    """The several-choice question that an axis is one choice of. Everybody knows its rules: of all
    its `choices` (how many there are) who answered chose `least` to `most`, or one `alone` (names
    of axes) and nothing else."""

    question: str
    choices: int
    least: int = 1
    most: int = 1_000
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """A question, the same in every table. `complete`: everybody has one of its options. `several`:
    it is one choice of a question; who has an option on it has one on its other choices' axes."""

    name: str
    options: tuple[str, ...]
    complete: bool = False
    several: Several | None = None

    @property
    def question(self) -> str:
        """What those who have any option of it have answered."""
        return self.several.question if self.several else self.name


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is about: its axes (none for a single total), of those `where` axes have options
    (by index); a question once, whichever of its choices."""

    axes: tuple[Axis, ...]
    where: tuple[tuple[Axis, int], ...] = ()

    def __post_init__(self) -> None:
        asked = [axis.question for axis in (*self.axes, *(axis for axis, _ in self.where))]
        if len(set(asked)) != len(asked):
            # Two choices of one question would tell more of each other than its rules do.
            raise ValueError("an axis, or a choice of a question, stands once in a table")
        if any(not 0 <= option < len(axis.options) for axis, option in self.where):
            raise ValueError("a filter is one of its axis's options")


@dataclass(frozen=True, slots=True)
class Table:
    """People by option of each axis, a dimension an axis, without totals. Not to be shown."""

    shape: Shape
    counts: Counts

    def __post_init__(self) -> None:
        if self.counts.shape != tuple(len(axis.options) for axis in self.shape.axes):
            raise ValueError("counts have one dimension an axis, of its options")


@dataclass(frozen=True, slots=True)
class Released:
    """A table as everybody sees it: totals at the end of each dimension, `HIDDEN` where hidden."""

    shape: Shape
    shown: Counts

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden: a mean or a score of it may be told only then."""
        return bool((self.shown != HIDDEN).all())


def table(shape: Shape, columns: dict[str, Codes]) -> Table:
    """Counts a table from columns of codes by axis name, `NO_ANSWER` where there is none."""
    kept = np.ones(len(next(iter(columns.values()))), dtype=bool)
    for axis, option in shape.where:
        kept &= columns[axis.name] == option
    cell = np.zeros(len(kept), dtype=np.int64)
    for axis in shape.axes:
        kept &= columns[axis.name] > NO_ANSWER
        cell = cell * len(axis.options) + columns[axis.name]
    sizes = tuple(len(axis.options) for axis in shape.axes)
    flat = np.bincount(cell[kept], minlength=int(np.prod(sizes)))
    return Table(shape, flat.reshape(sizes).astype(np.int64))


def with_totals(counts: Counts) -> Counts:
    """The same with the totals at the end of each dimension."""
    for dimension in range(counts.ndim):
        totals = counts.sum(axis=dimension, keepdims=True)
        counts = np.concatenate([counts, totals], axis=dimension)
    return counts


def places(shape: Shape) -> Sequence[tuple[int, ...]]:
    """The cells of a table with its totals, in the order of `ravel`."""
    return list(product(*(range(len(axis.options) + 1) for axis in shape.axes)))
