"""The attack: can a count that is not shown be reckoned from all that was released?

An attacker who knows nothing but the tables, and that counts are not negative, finds for each
count the least and the most that it can be. It is *deducible* when fewer than `k` whole numbers
remain possible and one of them is a count of a few people: under `k`, and not surely nobody. A
hidden zero counts too: it was hidden because it tells something of a group.
Sources: L. Willenborg & T. de Waal, Elements of Statistical Disclosure Control (2001);
A. Hundepool et al., Statistical Disclosure Control (2012), 4: a feasibility interval narrower than
the protection wanted (sliding protection, here k - 1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.disclosure.bounds import (
    Possible,
    Programme,
    explore,
    subtracted,
    whole_above,
    whole_below,
)
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.disclosure.relations import relations
from parvis.understand.surveys.disclosure.tables import Released
from parvis.understand.surveys.disclosure.triangles import Triangle, tie, triangles
from parvis.understand.surveys.disclosure.unknowns import ANSWERED, Kind, Relations


@dataclass(frozen=True, slots=True)
class Deducible:
    """A count that can be told to be from `low` to `high` (whole numbers, both possible).

    `kind` says what it is: a hidden cell, the rest outside a filter, or what changed since the
    release before. `release` is 0 for the first; `table` is its place in that release (None: in no
    table). `cell` are axes and options; an axis left out is a total, `outside` are axes of which
    the cell has none of the options that filters showed.
    """

    kind: Kind
    release: int
    table: int | None
    cell: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]
    low: int
    high: int


def audit(
    released: Sequence[Released],
    earlier: Sequence[Sequence[Released]] = (),
    *,
    k: int = K,
    withdrawn: bool = False,
) -> tuple[Deducible, ...]:
    """Every count of fewer than `k` people that the tables give away, earlier releases included.

    `earlier` are the releases of the same answers before this one, the first first; `withdrawn`
    says that some answers were taken back between two of them. Raises Contradiction for tables that
    no answers could give.
    """
    releases = [*earlier, released]
    apart = told_apart(relations(releases, withdrawn=withdrawn), k)
    return each_once([*apart, *(one for _, told in told_together(releases, k) for one in told)])


def told_apart(found: Relations, k: int) -> list[Deducible]:
    """What the sums of all tables give away."""
    values = np.array(found.values)
    possible = explored(found, values, k)
    return [_named(found, possible, at) for at in deducible(found, values, possible, k)]


def told_together(
    releases: Sequence[Sequence[Released]], k: int
) -> Iterator[tuple[Triangle, list[Deducible]]]:
    """What three crossings of the same three questions give away together, each three by itself."""
    for triangle in triangles(releases):
        tables = [releases[triangle.release][number] for number in triangle.tables]
        found = relations([tables])
        tie(found, replace(triangle, release=0))
        told = told_apart(found, k)
        if told:
            yield triangle, [_placed(one, triangle) for one in told]


def explored(found: Relations, values: Numbers, k: int, seen: Possible | None = None) -> Possible:
    """What is possible for each count, its ends sure for those that are deducible.

    `values` are what is shown (nan: not); `seen` is what was already seen to be possible.
    """
    sums, floors = found.sums, np.array(found.floors)
    values = subtracted(sums, values, floors)
    possible = Possible.known(values)
    if seen is not None:
        unknown = np.flatnonzero(np.isnan(values))
        possible.see(unknown, seen.low[unknown])
        possible.see(unknown, seen.high[unknown])
    asked = np.isnan(values) & _asked(found)
    explore(Programme(sums, values, floors), possible, asked, k)
    return possible


def deducible(found: Relations, values: Numbers, possible: Possible, k: int) -> list[int]:
    """The places of those that are deducible, of what `explored` says is possible."""
    at = np.arange(len(values))
    hidden = np.isnan(values) & _asked(found)
    nobody = (whole_above(possible.low) == 0) & (whole_below(possible.high) == 0)
    nobody &= ~_of_kinds(found, Kind.SHOWN)
    told = hidden & possible.narrow(at, k) & ~possible.large(at, k) & ~nobody
    return np.flatnonzero(told).tolist()


def each_once(told: Sequence[Deducible]) -> tuple[Deducible, ...]:
    """Each count once, as it was told last: the closest."""
    return tuple({(one.kind, one.release, one.cell, one.outside): one for one in told}.values())


def _placed(one: Deducible, triangle: Triangle) -> Deducible:
    table = None if one.table is None else triangle.tables[one.table]
    return replace(one, release=triangle.release, table=table)


def _asked(found: Relations) -> NDArray[np.bool_]:
    return _of_kinds(found, Kind.SHOWN, Kind.REST, Kind.CHANGE)


def _of_kinds(found: Relations, *kinds: Kind) -> NDArray[np.bool_]:
    return np.array([unknown.kind in kinds for unknown in found.unknowns], dtype=bool)


def _named(found: Relations, possible: Possible, place: int) -> Deducible:
    unknown = found.unknowns[place]
    return Deducible(
        unknown.kind,
        unknown.release,
        unknown.table,
        tuple((name, found.axes[name].options[at]) for name, at in unknown.group if at > ANSWERED),
        tuple(name for name, at in unknown.group if at < ANSWERED),
        int(whole_above(possible.low)[place]),
        int(whole_below(possible.high)[place]),
    )
