"""The attack: can a count that is not shown be reckoned from all that was released?

An attacker who knows nothing but the tables, and that counts are not negative, finds for each
count the least and the most that it can be. It is *deducible* when fewer than `k` whole numbers
remain possible and one of them is a count of a few people: under `k`, and not surely nobody. A
hidden zero counts too: it was hidden because it tells something of a group.
Sources: L. Willenborg & T. de Waal, Elements of Statistical Disclosure Control (2001);
A. Hundepool et al., Statistical Disclosure Control (2012), 4: a feasibility interval narrower than
the protection wanted (sliding protection, here k - 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
from parvis.understand.surveys.disclosure.relations import (
    ANSWERED,
    Kind,
    Relations,
    relations,
)
from parvis.understand.surveys.disclosure.tables import Released

K = 5
"""Fewer people than this are never told of."""


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
    found = relations([*earlier, released], withdrawn=withdrawn)
    values = np.array(found.values)
    possible = explored(found, values, k)
    return tuple(_named(found, possible, at) for at in deducible(found, values, possible, k))


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
    asked = np.isnan(values) & (_kinds(found) != Kind.SILENT)
    explore(Programme(sums, values, floors), possible, asked, k)
    return possible


def deducible(found: Relations, values: Numbers, possible: Possible, k: int) -> list[int]:
    """The places of those that are deducible, of what `explored` says is possible."""
    kinds = _kinds(found)
    at = np.arange(len(kinds))
    hidden = np.isnan(values) & (kinds != Kind.SILENT)
    nobody = (whole_above(possible.low) == 0) & (whole_below(possible.high) == 0)
    nobody &= kinds != Kind.SHOWN
    told = hidden & possible.narrow(at, k) & ~possible.large(at, k) & ~nobody
    return np.flatnonzero(told).tolist()


def _kinds(found: Relations) -> NDArray[np.str_]:
    return np.array([unknown.kind.value for unknown in found.unknowns])


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
