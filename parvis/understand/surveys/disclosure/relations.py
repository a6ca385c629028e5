"""How the counts of all tables are tied: those of one release, and of releases in a row."""

from collections.abc import Iterator, Sequence

import numpy as np

from parvis.understand.surveys.disclosure.choosing import choose
from parvis.understand.surveys.disclosure.tables import HIDDEN, Released, Shape, places
from parvis.understand.surveys.disclosure.unknowns import (
    ANSWERED,
    Group,
    Kind,
    Relations,
    Unknown,
    joined,
)


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
        choose(found, release)
    _follow(found, len(releases), -np.inf if withdrawn else 0.0)
    return found


def groups(shape: Shape) -> Iterator[Group]:
    """Whom each cell of a table with its totals counts, in the order of `ravel`."""
    fixed = [(axis.name, option) for axis, option in shape.where]
    for place in places(shape):
        chosen = [
            (axis.name, option) if option < len(axis.options) else (axis.question, ANSWERED)
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
        whole = found.at.get((release, found.answered(base, axis)))
        exact = whole is not None
        if whole is None:
            whole = found.at.get((release, base))
        if whole is None:
            continue
        added = list(parts.values())
        if len(parts) < len(axis.options):
            rest = joined(base, (name, _rest(parts)))
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


def _rest(shown: dict[int, int]) -> int:
    """A code below `ANSWERED` for "none of these options": the same for the same ones."""
    return ANSWERED - sum(1 << option for option in shown)
