"""Says in ODK's language that a value is there, as what reads it must be guarded."""

from typing import Protocol

from parvis.offer.forms.expressions.tree import AGGREGATES, Field, Number, Operation, Text, Tree
from parvis.offer.forms.expressions.xpath.pieces import NOTHING, all_of, op, row


class Pieces(Protocol):
    """What writes the parts of a guard."""

    def condition(self, tree: Tree) -> Tree:
        """True where the flag is yes."""

    def value(self, tree: Tree) -> Tree:
        """The value where it is given."""

    def column(self, field: Tree) -> Field:
        """All the rows' answers."""


class Guards:
    """Conditions that a value is not empty."""

    def __init__(self, writer: Pieces) -> None:
        self.writer = writer

    def given(self, tree: Tree) -> Tree | None:
        """The condition that it is not empty; None when it never is."""
        match tree:
            case Field():
                return self.filled(tree)
            case Text(""):
                return op("false")
            case Operation():
                return self.of_result(tree)
        return None

    def filled(self, field: Tree) -> Tree:
        return op("!=", self.writer.value(field), NOTHING)

    def of_result(self, tree: Operation) -> Tree | None:
        operands = tree.operands
        if tree.name == "if":
            return self.of_branches(operands)
        if tree.name == "first_of" or (tree.name in AGGREGATES and tree.name != "sum"):
            each = [self.in_column(one) for one in operands]
            return None if None in each else row("or", tuple(each))
        if tree.name not in {"+", "-", "*", "/", "round", "days_between", "years_between"}:
            return None
        given = [self.given(one) for one in operands]
        divisor = operands[-1]
        if tree.name == "/" and not (isinstance(divisor, Number) and divisor.value):
            given.append(op("!=", self.writer.value(divisor), Number(0)))
        return all_of(*given)

    def in_column(self, tree: Tree) -> Tree | None:
        if isinstance(tree, Field) and tree.block:
            return op(">", op("count-non-empty", self.writer.column(tree)), Number(0))
        return self.given(tree)

    def of_branches(self, operands: tuple[Tree, ...]) -> Tree | None:
        then, otherwise = map(self.given, operands[1:])
        if then is None and otherwise is None:
            return None
        condition = self.writer.condition(operands[0])
        yes, no = all_of(condition, then), all_of(op("not", condition), otherwise)
        return row("or", (yes, no))
