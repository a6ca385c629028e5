"""What an expression says of a form's answers. The meaning of each piece is in the README."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from parvis.offer.forms.expressions import values
from parvis.offer.forms.expressions.tree import (
    AGGREGATES,
    COMPARISONS,
    Field,
    Operation,
    Tree,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The answers of a form, hidden ones left out, and the row that one stands in.

    `answers`: {key: canonical JSON value} and {block: [{key: value}, ...]}. A key that `row` has,
    even for null, is the row's; any other is looked for in `answers`.
    """

    answers: Mapping[str, Any]
    row: Mapping[str, Any] | None = None

    def within(self, row: Mapping[str, Any]) -> "Scope":
        """The same, seen from one row of a block."""
        return replace(self, row=row)

    def find(self, asked: Field) -> Any:
        """The value of a field; for block.field, those of its rows that are not empty."""
        if asked.block:
            rows = self.answers.get(asked.block) or []
            found = [values.read(row.get(asked.key)) for row in rows]
            return [value for value in found if value is not None]
        here = self.row if self.row is not None and asked.key in self.row else self.answers
        return values.read(here.get(asked.key))


def evaluate(tree: Tree, scope: Scope, today: date) -> Any:
    """The value: a number, a text, a bool, a list of keys, or None for empty.

    For a tree that `type_of` accepts. Whole numbers come as int. A stored answer that is not of
    its question's kind counts as empty where it is used.
    """
    return values.canonical(_Evaluation(scope, today).value(tree))


def is_met(tree: Tree, scope: Scope, today: date) -> bool:
    """Whether a condition holds; an empty one doesn't."""
    return values.holds(evaluate(tree, scope, today))


@dataclass(frozen=True, slots=True)
class _Evaluation:
    scope: Scope
    today: date

    def value(self, tree: Tree) -> Any:
        match tree:
            case Operation():
                return self.result(tree)
            case Field():
                return self.scope.find(tree)
        return values.read(tree.value)

    def result(self, tree: Operation) -> Any:
        if lazy := _LAZY.get(tree.name):
            return lazy(self, *tree.operands)
        if tree.name in AGGREGATES:
            return _aggregate(tree.name, self.numbers(tree))
        operands = [self.value(operand) for operand in tree.operands]
        if tree.name in COMPARISONS:
            return values.compares(tree.name, operands[0], operands[1])
        if tree.name in _ARITHMETIC:
            return _calculate(tree.name, operands)
        return _FUNCTIONS[tree.name](*operands)

    def holds(self, tree: Tree) -> bool:
        return values.holds(self.value(tree))

    def either(self, condition: Tree, then: Tree, otherwise: Tree) -> Any:
        return self.value(then if self.holds(condition) else otherwise)

    def first(self, *trees: Tree) -> Any:
        return next((found for one in trees if (found := self.value(one)) is not None), None)

    def numbers(self, tree: Operation) -> list[float]:
        """The numbers among the operands, those of a block row by row."""
        found: list[Any] = []
        for operand in tree.operands:
            value = self.value(operand)
            found += value if isinstance(operand, Field) and operand.block else [value]
        return [value for value in found if isinstance(value, float)]


# Those that don't look at all of their operands.
_LAZY: dict[str, Callable[..., Any]] = {
    "and": lambda self, *trees: all(self.holds(one) for one in trees),
    "or": lambda self, *trees: any(self.holds(one) for one in trees),
    "not": lambda self, tree: not self.holds(tree),
    "if": _Evaluation.either,
    "first_of": _Evaluation.first,
    "today": lambda self: self.today.isoformat(),
}
_ARITHMETIC: dict[str, Callable[[float, float], float | None]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right if right else None,
}


def _calculate(operator: str, operands: list[Any]) -> float | None:
    """From left to right; empty when an operand is, by zero, or beyond the largest double."""
    if not all(isinstance(one, float) for one in operands):
        return None
    if len(operands) == 1:
        return values.finite(-operands[0])
    result = reduce(_ARITHMETIC[operator], operands)
    return None if result is None else values.finite(result)


def _aggregate(name: str, numbers: list[float]) -> float | None:
    # Added one by one: Python's own `sum` corrects its rounding, a browser doesn't.
    total = reduce(lambda left, right: left + right, numbers, 0.0)
    if name == "sum":
        return values.finite(total)
    if not numbers:
        return None
    if name == "mean":
        return values.finite(total / len(numbers))
    return min(numbers) if name == "min" else max(numbers)


def _round(number: Any, decimals: float = 0.0) -> float | None:
    return values.round_to(number, int(decimals)) if isinstance(number, float) else None


def _contains(text: Any, part: Any) -> bool:
    if not isinstance(text, str) or not isinstance(part, str):
        return False
    return values.fold_case(part) in values.fold_case(text)


def _chosen(answer: Any, key: str) -> bool:
    return key in answer if isinstance(answer, list) else answer == key


def _any(answers: list[Any], wanted: Any) -> bool:
    return any(
        wanted in one if isinstance(one, list) else values.compares("=", one, wanted)
        for one in answers
    )


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "answered": lambda answer: answer is not None,
    "count": lambda answer: float(len(answer)) if isinstance(answer, list) else 0.0,
    "length": lambda text: float(len(text)) if isinstance(text, str) else 0.0,
    "chosen": _chosen,
    "any": _any,
    "contains": _contains,
    "round": _round,
    "days_between": values.days_between,
    "years_between": values.years_between,
}
