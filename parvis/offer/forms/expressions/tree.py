"""The tree of an expression, and the same as the nested lists that a browser gets."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

LONGEST = 2_000  # characters
DEEPEST = 50  # levels of the tree

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
# How many operands each takes: the fewest, and the most (None: as many as one likes).
OPERATORS: dict[str, tuple[int, int | None]] = {
    "and": (2, None),
    "or": (2, None),
    "not": (1, 1),
    **dict.fromkeys(COMPARISONS, (2, 2)),
    "+": (2, None),
    "-": (1, 2),
    "*": (2, None),
    "/": (2, 2),
}
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "answered": (1, 1),
    "any": (2, 2),
    "chosen": (2, 2),
    "contains": (2, 2),
    "count": (1, 1),
    "days_between": (2, 2),
    "first_of": (1, None),
    "if": (3, 3),
    "length": (1, 1),
    "max": (1, None),
    "mean": (1, None),
    "min": (1, None),
    "round": (1, 2),
    "sum": (1, None),
    "today": (0, 0),
    "years_between": (2, 2),
}
AGGREGATES = frozenset({"sum", "min", "max", "mean"})
# Words that no field may take as its key.
RESERVED = frozenset({"and", "or", "not", "yes", "no", *FUNCTIONS})


class Problem(StrEnum):
    """Why an expression is refused. The sentences stand with the pages."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    SYNTAX = "syntax"
    UNKNOWN_FUNCTION = "unknown_function"
    WRONG_COUNT = "wrong_count"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_CHOICE = "unknown_choice"
    WRONG_TYPE = "wrong_type"
    OUTSIDE_BLOCK = "outside_block"
    EMPTY_TEXT = "empty_text"


class ExpressionError(ValueError):
    """An expression is refused: `code`, `at` (characters from the start), `names` involved."""

    def __init__(self, code: Problem, at: int = 0, *names: str) -> None:
        super().__init__(code, at, *names)
        self.code, self.at, self.names = code, at, names


def _at() -> Any:
    """Where it stood in the text: no part of what the tree says."""
    return field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number, never negative: a minus sign is an operation."""

    value: float
    at: int = _at()


@dataclass(frozen=True, slots=True)
class Text:
    """A text, which also says a date, a time or the key of a choice."""

    value: str
    at: int = _at()


@dataclass(frozen=True, slots=True)
class Flag:
    """`yes` or `no`."""

    value: bool
    at: int = _at()


@dataclass(frozen=True, slots=True)
class Field:
    """What was answered to a question; with `block`, in all the rows of that block."""

    key: str
    block: str | None = None
    at: int = _at()

    @property
    def name(self) -> str:
        """As one writes it."""
        return f"{self.block}.{self.key}" if self.block else self.key


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or a function, and what it is applied to."""

    name: str
    operands: tuple["Tree", ...] = ()
    at: int = _at()


Tree: TypeAlias = Number | Text | Flag | Field | Operation


def operation(name: str, operands: tuple[Tree, ...], at: int = 0) -> Operation:
    """The operation, its name and the count of its operands checked. Raises ExpressionError."""
    limits = OPERATORS.get(name) or FUNCTIONS.get(name)
    if limits is None:
        raise ExpressionError(Problem.UNKNOWN_FUNCTION, at, name)
    fewest, most = limits
    if len(operands) < fewest or (most is not None and len(operands) > most):
        raise ExpressionError(Problem.WRONG_COUNT, at, name)
    return Operation(name, operands, at)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything in it, from the top."""
    yield tree
    if isinstance(tree, Operation):
        for operand in tree.operands:
            yield from walk(operand)


def depth(tree: Tree) -> int:
    """How many levels it has; a field alone has one."""
    level, deep = [tree], 0
    while level:
        deep += 1
        level = [below for one in level if isinstance(one, Operation) for below in one.operands]
    return deep


def references(tree: Tree) -> set[tuple[str | None, str]]:
    """The questions and blocks that it reads, each with its block when one is named."""
    return {(one.block, one.key) for one in walk(tree) if isinstance(one, Field)}


def to_json(tree: Tree) -> Any:
    """Nested lists: ["and", x, y]; ["field", key], ["field", block, key]; literals as they are."""
    if isinstance(tree, Operation):
        return [tree.name, *map(to_json, tree.operands)]
    if isinstance(tree, Field):
        return ["field", *([tree.block] if tree.block else []), tree.key]
    if isinstance(tree, Number) and tree.value.is_integer():
        return int(tree.value)
    return tree.value


def from_json(data: Any) -> Tree:
    """What `to_json` wrote. Raises ExpressionError."""
    return _from_json(data, DEEPEST)


def _from_json(data: Any, levels: int) -> Tree:
    if levels == 0:
        raise ExpressionError(Problem.TOO_DEEP)
    match data:
        case bool():
            return Flag(data)
        case int() | float() if data >= 0 and math.isfinite(data):
            return Number(float(data))
        case str():
            return Text(data)
        case ["field", str() as key]:
            return Field(key)
        case ["field", str() as block, str() as key]:
            return Field(key, block)
        case [str() as name, *operands]:
            return operation(name, tuple(_from_json(one, levels - 1) for one in operands))
    raise ExpressionError(Problem.SYNTAX)
