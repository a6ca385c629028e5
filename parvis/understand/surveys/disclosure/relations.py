"""What ties the counts of all tables together: one unknown for each group of people, and sums.

A count is known by the group it counts, whatever table shows it: a row total of a crossing, a cell
of a one-way table and a cell of a filtered one are one unknown if they count the same people. So
tables are tied through what they share, a filter is a cell of a crossing of which the rest is not
shown, and an earlier release counts those who had answered by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from parvis.understand.surveys.disclosure.tables import HIDDEN, Axis, Released, Shape, places


class Contradiction(ValueError):
    """What is shown cannot all be true: no answers could give these tables."""


ANSWERED = -1
"""Instead of an option: any of them."""

Group = tuple[tuple[str, int], ...]
"""Axis names with an option's index, `ANSWERED`, or a `_rest`; in order of name, each once."""


class Kind(StrEnum):
    SHOWN = "shown"
    """A cell of a released table, hidden or not."""
    REST = "rest"
    """Those outside the options that filters showed."""
    CHANGE = "change"
    """What came since the release before."""
    JOINT = "joint"
    """Those of a cell of three questions together, of which crossings of two are released."""
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
        self._rows += [self._count] * (len(parts) + 1)
        self._columns += [whole, *parts]
        self._signs += [-1.0] + [1.0] * len(parts)
        self._count += 1

    @property
    def sums(self) -> csr_array:
        shape = (self._count, len(self.unknowns))
        return csr_array((self._signs, (self._rows, self._columns)), shape=shape)

    def knows(self, axis: Axis) -> None:
        """Raises ValueError if an axis of that name with other options is known."""
        if self.axes.setdefault(axis.name, axis) != axis:
            raise ValueError(f"two axes are called {axis.name}")


def relations(releases: Sequence[Sequence[Released]], *, withdrawn: bool = False) -> Relations:
    """All counts of releases, from the first to the last, and what ties them.

    Answers only come, between two releases, unless `withdrawn` says that some were taken back.
    """
    found = Relations()
    for release, tables in enumerate(releases):
        for number, one in enumerate(tables):
            _enter(found, release, number, one)
    for release in range(len(releases)):
        _add_up(found, release)
        _silent(found, release)
    _follow(found, len(releases), -np.inf if withdrawn else 0.0)
    return found


def groups(shape: Shape) -> Iterator[Group]:
    """Whom each cell of a table with its totals counts, in the order of `ravel`."""
    fixed = [(axis.name, option) for axis, option in shape.where]
    for place in places(shape):
        chosen = [
            (axis.name, option if option < len(axis.options) else ANSWERED)
            for axis, option in zip(shape.axes, place, strict=True)
            if option < len(axis.options) or not axis.complete
        ]
        yield tuple(sorted(fixed + chosen))


def _enter(found: Relations, release: int, number: int, one: Released) -> None:
    for axis in (*one.shape.axes, *(axis for axis, _ in one.shape.where)):
        found.knows(axis)
    for group, shown in zip(groups(one.shape), one.shown.ravel().tolist(), strict=True):
        value = np.nan if shown == HIDDEN else float(shown)
        found.add(Unknown(Kind.SHOWN, release, group, number), value)


def _add_up(found: Relations, release: int) -> None:
    """Options of an axis add up to those who answered, or to everybody, less the silent."""
    lines: dict[tuple[Group, str], dict[int, int]] = {}
    for (of, group), place in found.at.items():
        if of == release:
            for name, option in group:
                if option > ANSWERED:
                    base = tuple(part for part in group if part[0] != name)
                    lines.setdefault((base, name), {})[option] = place
    for (base, name), parts in lines.items():
        axis = found.axes[name]
        answered = _joined(base, (name, ANSWERED))
        whole = found.at.get((release, base if axis.complete else answered))
        exact = whole is not None
        if whole is None:
            whole = found.at.get((release, base))
        if whole is None:
            continue
        added = list(parts.values())
        if len(parts) < len(axis.options):
            rest = _joined(base, (name, _rest(parts)))
            added.append(found.add(Unknown(Kind.REST, release, rest)))
        elif not exact:
            added.append(found.add(Unknown(Kind.SILENT, release, base)))
        found.equal(whole, added)


def _silent(found: Relations, release: int) -> None:
    """Those who answered are some of those who were there."""
    for (of, group), place in list(found.at.items()):
        for name, option in group:
            base = tuple(part for part in group if part[0] != name)
            whole = found.at.get((release, base))
            if of == release and option == ANSWERED and whole is not None:
                silent = found.add(Unknown(Kind.SILENT, release, base))
                found.equal(whole, [place, silent])


def _follow(found: Relations, releases: int, floor: float) -> None:
    """A later count is the one before and what came since."""
    for (release, group), place in list(found.at.items()):
        before = next(
            (found.at[earlier, group] for earlier in range(release - 1, -1, -1)
             if (earlier, group) in found.at),
            None,
        )  # fmt: skip
        if before is not None:
            change = found.add(Unknown(Kind.CHANGE, release, group), floor=floor)
            found.equal(place, [before, change])


def _joined(base: Group, part: tuple[str, int]) -> Group:
    return tuple(sorted((*base, part)))


def _rest(shown: dict[int, int]) -> int:
    """A code below `ANSWERED` for "none of these options": the same for the same ones."""
    return ANSWERED - sum(1 << option for option in shown)
