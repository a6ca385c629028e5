"""The same condition as a JSON Schema (2020-12), where that language can say it."""

from typing import Any

from parvis.offer.forms.expressions.atoms import Atom, atom
from parvis.offer.forms.expressions.constants import constant
from parvis.offer.forms.expressions.tree import Field, Operation, Tree
from parvis.offer.forms.expressions.types import Kind, Names
from parvis.offer.forms.expressions.values import holds

Schema = dict[str, Any]
_BOUNDS = {
    "<": "exclusiveMaximum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    ">=": "minimum",
}
_EMPTY: list[Any] = [None, "", [], {}]
_WRITTEN = {True: ["yes", True], False: ["no", False]}


def to_schema(tree: Tree, names: Names) -> Schema | None:
    """What an object of answers is valid for exactly when the condition holds; else None.

    Inside a block (`names.inside`) the object is the row. Said are: a field compared with a
    constant, `chosen`, `answered`, a yes/no question alone, and `and`, `or`, `not` of those. Dates
    and times can only be compared with = and !=.
    """
    fixed = constant(tree)
    if fixed:
        return {} if holds(fixed.value) else {"not": {}}
    if isinstance(tree, Operation) and tree.name in {"and", "or", "not"}:
        return _joined(tree, names)
    asked = Atom(tree, "=", True) if isinstance(tree, Field) else atom(tree)
    if asked is None or not _is_here(asked.field, names):
        return None
    said = _said(asked, names.find(asked.field).kind)
    if said is None:
        return None
    return {"required": [asked.field.key], "properties": {asked.field.key: said}}


def _joined(tree: Operation, names: Names) -> Schema | None:
    parts = [to_schema(operand, names) for operand in tree.operands]
    if None in parts:
        return None
    if tree.name == "not":
        return {"not": parts[0]}
    return {"allOf" if tree.name == "and" else "anyOf": parts}


def _is_here(field: Field, names: Names) -> bool:
    """Whether the object has it: in a row, the answers outside are not seen."""
    return not field.block and (not names.inside or field.key in names.blocks[names.inside])


def _said(asked: Atom, kind: Kind) -> Schema | None:
    """What the answer must be."""
    value = asked.value
    if asked.asks == "answered":
        return {"not": {"enum": _EMPTY}}
    if asked.asks == "chosen":
        listed = {"type": "array", "contains": {"const": value}}
        return listed if kind is Kind.CHOICES else {"const": value}
    if kind is Kind.FLAG:
        return {"enum": _WRITTEN[holds(value) == (asked.asks == "=")]}
    if asked.asks == "=":
        return {"const": value}
    typed: Schema = {"type": "number"} if kind is Kind.NUMBER else {"type": "string"}
    if asked.asks == "!=":
        return typed | {"not": {"enum": [value] if kind is Kind.NUMBER else [value, ""]}}
    return typed | {_BOUNDS[asked.asks]: value} if kind is Kind.NUMBER else None
