"""The conditions that ask one field one thing, of which larger ones are made."""

from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.expressions.constants import literal
from parvis.offer.forms.expressions.tree import COMPARISONS, Field, Operation, Text, Tree

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Atom:
    """`field` compared with a constant (a comparison), `chosen` with a key, or `answered`."""

    field: Field
    asks: str
    value: Any = None


def atom(tree: Tree) -> Atom | None:
    """What it asks of one field, or None when it is more than that."""
    match tree:
        case Operation("answered", (Field() as field,)):
            return Atom(field, "answered")
        case Operation("chosen", (Field() as field, Text(key))):
            return Atom(field, "chosen", key)
        case Operation(name, (left, right)) if name in COMPARISONS:
            if isinstance(right, Field):
                left, right, name = right, left, _MIRRORED.get(name, name)
            value = literal(right)
            if isinstance(left, Field) and value is not None:
                return Atom(left, name, value)
    return None
