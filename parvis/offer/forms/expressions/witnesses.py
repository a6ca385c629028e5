"""Answers enough to see everything that some conditions can say."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

from parvis.offer.forms.expressions.atoms import Atom, atom
from parvis.offer.forms.expressions.tree import Field, Operation, Tree
from parvis.offer.forms.expressions.types import Kind, Names, Type
from parvis.offer.forms.expressions.values import is_time, to_date

# Of a question with several choices, every combination of the keys that are asked for.
_MOST_KEYS = 6
_DAY = 24 * 60


class _CannotTell(Exception):
    """A condition depends on more than comparisons of fields with constants."""


def witnesses(trees: Iterable[Tree], names: Names) -> Mapping[str, tuple[Any, ...]] | None:
    """For each field that the conditions read, answers of which one gives each outcome.

    {key: (None for unanswered, then canonical values)}, True standing for any file or place.
    Whatever people answer, some combination of these gives every tree the same value. So what no
    combination fulfils, nobody ever does; the reverse may not hold (a value between two whole
    numbers, say). None when that can't be promised: arithmetic with an answer, two answers
    compared, blocks, the day. The trees are read from one place: all outside, or all in one block.
    """
    asked: dict[str, list[Atom]] = {}
    try:
        for tree in trees:
            _gather(tree, names, asked)
        return {key: _values(names.find(Field(key)), atoms) for key, atoms in asked.items()}
    except _CannotTell:
        return None


def _gather(tree: Tree, names: Names, asked: dict[str, list[Atom]]) -> None:
    found = atom(tree)
    if found and not found.field.block:
        asked.setdefault(found.field.key, []).append(found)
    elif isinstance(tree, Operation):
        if tree.name == "today":
            raise _CannotTell
        for operand in tree.operands:
            _gather(operand, names, asked)
    elif isinstance(tree, Field):
        # Used as it is: only where its few values can all be tried.
        if tree.block or names.find(tree).kind not in {Kind.FLAG, Kind.CHOICE}:
            raise _CannotTell
        asked.setdefault(tree.key, [])


def _values(question: Type, atoms: list[Atom]) -> tuple[Any, ...]:
    constants = {one.value for one in atoms if one.value is not None}
    match question.kind:
        case Kind.FLAG:
            found: Iterable[Any] = ("yes", "no")
        case Kind.CHOICE:
            found = sorted(question.known or ())
        case Kind.CHOICES:
            found = _combinations(constants, question.known or frozenset())
        case Kind.NUMBER:
            found = _numbers(sorted(constants))
        case Kind.DATE:
            found = _dates(constants)
        case Kind.TIME:
            found = _times(constants)
        case Kind.TEXT:
            found = [*sorted(constants), _another(constants)]
        case Kind.OTHER:
            found = (True,)
        case _:
            raise _CannotTell
    return (None, *found)


def _numbers(constants: list[float]) -> list[float]:
    """Each, below, above and between."""
    if not constants:
        return [0]
    first, last = constants[0], constants[-1]
    below, above = min(first - 1, math.nextafter(first, -math.inf)), last + 1
    above = max(above, math.nextafter(last, math.inf))
    between = [low + (high - low) / 2 for low, high in pairwise(constants)]
    found = sorted({below, *constants, *between, above})
    return [one for one in found if math.isfinite(one)]


def _dates(constants: Iterable[str]) -> list[str]:
    days = {day.toordinal() for one in constants if (day := to_date(one))}
    near = {day + step for day in days for step in (-1, 0, 1)} or {date(2000, 1, 1).toordinal()}
    inside = range(1, date.max.toordinal() + 1)
    return [str(date.min + timedelta(days=day - 1)) for day in sorted(near) if day in inside]


def _times(constants: Iterable[str]) -> list[str]:
    minutes = {int(one[:2]) * 60 + int(one[3:]) for one in constants if is_time(one)}
    near = {minute + step for minute in minutes for step in (-1, 0, 1)} or {0}
    return [f"{one // 60:02}:{one % 60:02}" for one in sorted(near) if one in range(_DAY)]


def _another(constants: set[str]) -> str:
    """A text that is none of them."""
    return "x" * (1 + max(map(len, constants), default=0))


def _combinations(asked: set[str], known: frozenset[str]) -> list[list[str]]:
    """Each combination of the keys asked for; for none of them, another key if there is one."""
    if len(asked) > _MOST_KEYS:
        raise _CannotTell
    keys, others = sorted(asked), sorted(known - asked)
    several = [list(some) for size in range(1, len(keys) + 1) for some in combinations(keys, size)]
    return [*([others[:1]] if others else []), *several]
