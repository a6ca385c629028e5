"""What kind of answer each question gives, and whether an expression makes sense of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from parvis.offer.forms.expressions.tree import ExpressionError, Field, Problem


class Kind(StrEnum):
    """Kinds of values. OTHER (files, places) can only be asked whether it is answered."""

    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    ROWS = "rows"
    OTHER = "other"
    EMPTY = "empty"  # the text "", which stands for no answer of any kind


@dataclass(frozen=True, slots=True)
class Type:
    """A kind; `known`: for choices the keys offered, for a text all that it can be (or None)."""

    kind: Kind
    known: frozenset[str] | None = None


NUMBER, TEXT, FLAG = Type(Kind.NUMBER), Type(Kind.TEXT), Type(Kind.FLAG)
DATE, TIME, ROWS = Type(Kind.DATE), Type(Kind.TIME), Type(Kind.ROWS)
OTHER, EMPTY = Type(Kind.OTHER), Type(Kind.EMPTY)


def choice(*keys: str) -> Type:
    """A question with one answer among these."""
    return Type(Kind.CHOICE, frozenset(keys))


def choices(*keys: str) -> Type:
    """A question with several answers among these."""
    return Type(Kind.CHOICES, frozenset(keys))


_NONE: Mapping[str, Mapping[str, Type]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Names:
    """The questions of a form by key, those of its blocks, and the block that one stands in."""

    fields: Mapping[str, Type]
    blocks: Mapping[str, Mapping[str, Type]] = field(default_factory=lambda: _NONE)
    inside: str | None = None

    def within(self, block: str) -> "Names":
        """The same, seen from a row of that block."""
        return replace(self, inside=block)

    def find(self, asked: Field) -> Type:
        """Its type. Raises ExpressionError: unknown_field or outside_block."""
        here = self.fields
        if asked.block:
            here = self.blocks.get(asked.block, {})
        elif self.inside and asked.key in self.blocks[self.inside]:
            here = self.blocks[self.inside]
        elif asked.key in self.blocks:
            return ROWS
        found = here.get(asked.key)
        if found:
            return found
        elsewhere = any(asked.key in block for block in self.blocks.values())
        code = Problem.OUTSIDE_BLOCK if elsewhere and not asked.block else Problem.UNKNOWN_FIELD
        raise ExpressionError(code, asked.at, asked.name)
