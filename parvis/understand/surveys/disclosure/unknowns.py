"""What ties the counts of all tables together: one unknown for each group of people, and sums.

A count is known by the group it counts, whatever table shows it: a row total of a crossing, a cell
of a one-way table and a cell of a filtered one are one unknown if they count the same people. So
tables are tied through what they share, a filter is a cell of a crossing of which the rest is not
shown, and an earlier release counts those who had answered by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from parvis.understand.surveys.disclosure.tables import Axis


class Contradiction(ValueError):
    """What is shown cannot all be true: no answers could give these tables."""


ANSWERED = -1
"""Instead of an option: any of them."""

Group = tuple[tuple[str, int], ...]
"""Axis names with an option's index or a `_rest`, questions with `ANSWERED`; in order of name, each
once."""


class Kind(StrEnum):
    SHOWN = "shown"
    """A cell of a released table, hidden or not."""
    REST = "rest"
    """Those outside the options that filters showed."""
    CHANGE = "change"
    """What came since the release before."""
    JOINT = "joint"
    """Those of a cell of three questions together, of which crossings of two are released."""
    BEYOND = "beyond"
    """How many choices more, or fewer, several people made than they had to, or might."""
    SILENT = "silent"
    """Those without an answer on an axis: tells nothing that they said."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One count: of which release (0 the first), of whom, and the table that shows it, if any."""

    kind: Kind
    release: int
    group: Group
    table: int | None = None


@dataclass(slots=True)
class Relations:
    """Counts and their sums: `sums @ counts == 0`, `counts >= floor`.

    `values` are what is shown (nan: hidden, or in no table).
    """

    unknowns: list[Unknown] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    at: dict[tuple[int, Group], int] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _signs: list[float] = field(default_factory=list)
    _count: int = 0

    def add(self, unknown: Unknown, value: float = np.nan, floor: float = 0.0) -> int:
        """The place of a count, new or known. A value seen anywhere is known everywhere."""
        name = (unknown.release, unknown.group)
        place = self.at.get(name) if unknown.kind in (Kind.SHOWN, Kind.REST) else None
        if place is None:
            place = len(self.unknowns)
            self.unknowns.append(unknown)
            self.values.append(value)
            self.floors.append(floor)
            if unknown.kind in (Kind.SHOWN, Kind.REST):
                self.at[name] = place
        elif np.isnan(self.values[place]):
            self.values[place] = value
        elif not np.isnan(value) and self.values[place] != value:
            raise Contradiction("two tables show different counts of the same people")
        return place

    def equal(self, whole: int, parts: Sequence[int]) -> None:
        """`whole` is the sum of `parts`."""
        self.balance({whole: -1.0, **dict.fromkeys(parts, 1.0)})

    def balance(self, factors: Mapping[int, float]) -> None:
        """The counts at these places, so many times each, add up to nothing."""
        self._rows += [self._count] * len(factors)
        self._columns += factors.keys()
        self._signs += factors.values()
        self._count += 1

    @property
    def sums(self) -> csr_array:
        shape = (self._count, len(self.unknowns))
        return csr_array((self._signs, (self._rows, self._columns)), shape=shape)

    def knows(self, axis: Axis) -> None:
        """Raises Contradiction if an axis of that name with other options is known."""
        if self.axes.setdefault(axis.name, axis) != axis:
            raise Contradiction(f"two axes are called {axis.name}")

    def answered(self, base: Group, axis: Axis) -> Group:
        """Those of `base` who have any option of an axis."""
        return base if axis.complete else joined(base, (axis.question, ANSWERED))


def joined(base: Group, part: tuple[str, int]) -> Group:
    """Those of a group who are of another one too."""
    return tuple(sorted((*base, part)))
