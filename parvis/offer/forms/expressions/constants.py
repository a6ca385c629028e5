"""What can be said of an expression before anybody answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from parvis.offer.forms.expressions.evaluate import Scope, evaluate
from parvis.offer.forms.expressions.tree import Field, Operation, Tree
from parvis.offer.forms.expressions.values import holds

_NOBODY = Scope({})


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that no answer and no day changes; None is empty."""

    value: Any


def constant(tree: Tree) -> Constant | None:
    """Its value when it is always the same; None when it may change, or when we can't tell."""
    if not isinstance(tree, Operation):
        return None if isinstance(tree, Field) else Constant(_alone(tree))
    found = [constant(operand) for operand in tree.operands]
    if tree.name in {"and", "or"}:
        return _decided(tree.name == "or", found)
    if tree.name == "if" and found[0]:
        return found[1 if holds(found[0].value) else 2]
    if tree.name == "first_of":
        return _first(found)
    fixed = tree.name != "today" and all(found)
    return Constant(_alone(tree)) if fixed else None


def _alone(tree: Tree) -> Any:
    """The value of what reads neither an answer nor the day."""
    return evaluate(tree, _NOBODY, date.min)


def _decided(by: bool, found: list[Constant | None]) -> Constant | None:
    """One `no` decides an `and`, one `yes` an `or`, whatever the rest is."""
    if any(one and holds(one.value) == by for one in found):
        return Constant(by)
    return Constant(not by) if all(found) else None


def _first(found: list[Constant | None]) -> Constant | None:
    for one in found:
        if one is None or one.value is not None:
            return one
    return Constant(None)


def literal(tree: Tree) -> Any:
    """The constant value of a side of a comparison, None when it has none or is empty."""
    found = constant(tree)
    return found.value if found else None
