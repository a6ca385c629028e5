"""Hiding small counts, and as few others as it takes for none to be reckoned.

First the counts that must not be told (`primary`); then, one by one, whatever lets one of them vary
enough: of all the ways in which the tables could be otherwise and that one count different, the one
that touches the least is found by a linear programme, and what it touches is hidden too. The attack
(`audit`) looks at the result, and what it finds is treated in turn until it finds nothing.

Sources: J. Kelly, B. Golden & A. Assad, Networks 22 (1992) 397-417 (the programme); M. Fischetti &
J. J. Salazar, Management Science 47 (2001) (linked tables, sliding protection). It loses a little
more than the best choice would, which is out of reach for tables of this size; it is always the
same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.understand.surveys.disclosure.audit import (
    Deducible,
    deducible,
    each_once,
    explored,
    told_apart,
    told_together,
)
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.disclosure.primary import sensitive
from parvis.understand.surveys.disclosure.protecting import Protection
from parvis.understand.surveys.disclosure.relations import groups, relations
from parvis.understand.surveys.disclosure.tables import HIDDEN, Released, Table, with_totals
from parvis.understand.surveys.disclosure.triangles import Triangle, tie
from parvis.understand.surveys.disclosure.unknowns import Relations


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Tables as they may be released.

    `primary` cells are hidden for what they tell, `complementary` ones so that those can't be
    reckoned. `remaining` is what can be reckoned all the same, since earlier releases tell it:
    unless it is empty, nothing may be released.
    """

    released: tuple[Released, ...]
    primary: int
    complementary: int
    remaining: tuple[Deducible, ...]


def suppress(
    tables: Sequence[Table],
    *,
    k: int = K,
    earlier: Sequence[Sequence[Released]] = (),
    withdrawn: bool = False,
) -> Suppressed:
    """The tables, with hidden what would tell of fewer than `k` people.

    `earlier` and `withdrawn` are as for `audit`. Raises Contradiction if the tables cannot follow
    the earlier ones (some answers were withdrawn, and it was not said).
    """
    full = [Released(one.shape, with_totals(one.counts)) for one in tables]
    found = relations([*earlier, full], withdrawn=withdrawn)
    where = [_places(found, len(earlier), one) for one in full]
    first = np.zeros(len(found.values), dtype=bool)
    for one, at in zip(full, where, strict=True):
        first[at[sensitive(one.shown, k).ravel()]] = True
    hidden, wanted, tied = first, np.flatnonzero(first).tolist(), set[Triangle]()
    while True:
        hidden = _protected(found, where, hidden, wanted, k)
        released = [_hiding(one, hidden[at]) for one, at in zip(full, where, strict=True)]
        together = dict(told_together([*earlier, released], k))
        if together.keys() <= tied:
            break
        for triangle in sorted(together.keys() - tied, key=lambda one: (one.release, one.tables)):
            tie(found, triangle)
        tied |= together.keys()
        wanted = []
    left = told_apart(relations([*earlier, released], withdrawn=withdrawn), k)
    remaining = each_once([*left, *(one for told in together.values() for one in told)])
    primary = int(first.sum())
    return Suppressed(tuple(released), primary, int(hidden.sum()) - primary, remaining)


def _hiding(one: Released, hidden: NDArray[np.bool_]) -> Released:
    return Released(one.shape, np.where(hidden.reshape(one.shown.shape), HIDDEN, one.shown))


def _places(found: Relations, release: int, one: Released) -> NDArray[np.intp]:
    return np.array([found.at[release, group] for group in groups(one.shape)], dtype=np.intp)


def _protected(
    found: Relations,
    where: Sequence[NDArray[np.intp]],
    hidden: NDArray[np.bool_],
    wanted: list[int],
    k: int,
) -> NDArray[np.bool_]:
    """Hides until the attack finds nothing, or nothing more can be done about what it finds.

    `wanted` are to be kept to begin with, before any attack.
    """
    # What ties questions together was added at the end.
    hidden = np.append(hidden, np.zeros(len(found.values) - len(hidden), dtype=bool))
    protection = Protection(found, where, hidden, k)
    shown = np.array(found.values)
    given_up: set[int] = set()
    while True:
        given_up.update(place for place in wanted if not protection.widen(place))
        values = np.where(protection.hidden, np.nan, shown)
        seen = explored(found, values, k, protection.seen)
        wanted = [at for at in deducible(found, values, seen, k) if at not in given_up]
        if not wanted:
            return protection.hidden
