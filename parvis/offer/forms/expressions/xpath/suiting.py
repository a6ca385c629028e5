"""Literals as what they stand beside: in ODK's language, texts, numbers and flags mix."""

from parvis.offer.forms.expressions.tree import Flag, Number, Operation, Text, Tree
from parvis.offer.forms.expressions.types import Kind, Type


def to_flag(text: Text) -> Tree:
    return Flag(text.value == "yes") if text.value in {"yes", "no"} else text


def suited(tree: Tree, other: Type) -> Tree:
    """A literal as the kind of what it stands beside; there, texts and numbers mix."""
    if isinstance(tree, Text) and other.kind is Kind.FLAG:
        return to_flag(tree)
    if isinstance(tree, Text) and other.kind is Kind.NUMBER and tree.value.isdecimal():
        return Number(float(tree.value))
    if isinstance(tree, Number) and other.kind is Kind.CHOICE and tree.value.is_integer():
        return Text(str(int(tree.value)))
    if isinstance(tree, Operation) and tree.name in {"if", "first_of"}:
        return _branches(tree, other)
    return tree


def _branches(tree: Operation, other: Type) -> Tree:
    first = 1 if tree.name == "if" else 0
    branches = (suited(one, other) for one in tree.operands[first:])
    found = Operation(tree.name, (*tree.operands[:first], *branches))
    condition = found.operands[0]
    is_condition = isinstance(condition, Operation) and condition.name not in {"if", "first_of"}
    whole = is_condition and found.operands[1:] == (Flag(True), Flag(False))
    return condition if whole else found
