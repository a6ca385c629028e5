"""Reads the values of ODK's expressions."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.dialects import ODK
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    ExpressionError,
    Field,
    Operation,
    Tree,
    operation,
    walk,
)
from parvis.offer.forms.expressions.types import Kind, Names, Type
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.pieces import NOTHING, NotExpressible, op
from parvis.offer.forms.expressions.xpath.suiting import suited
from parvis.offer.forms.expressions.xpath.to_xpath import Writer

_CONDITIONS = {*COMPARISONS, "and", "or", "not", "true", "false", "selected", "contains"}
_SAME = {"+", "*", "min", "max", "today"}
_RENAMED = {"div": "/", "string-length": "length", "coalesce": "first_of"}
_RENAMED |= {"count-selected": "count", "count": "count"}


def is_condition(tree: Tree) -> bool:
    """Whether its value is true or false there."""
    if not isinstance(tree, Operation):
        return False
    if tree.name == "if" and len(tree.operands) == 3:
        return all(map(is_condition, tree.operands[1:]))
    return tree.name in _CONDITIONS


_Reader = TypeVar("_Reader", bound="ValueReader")


def remembered(read: Callable[[_Reader, Tree], Tree]) -> Callable[[_Reader, Tree], Tree]:
    """Reads each piece once, also one that can't be read: a guess and what follows both ask."""

    @wraps(read)
    def reading(self: _Reader, asked: Tree) -> Tree:
        if (read, asked) not in self.known:
            try:
                self.known[read, asked] = read(self, asked)
            except NotExpressible as refused:
                self.known[read, asked] = refused
        found = self.known[read, asked]
        if isinstance(found, NotExpressible):
            raise found
        return found

    return reading


class ValueReader(ABC):
    """Reads values, for the questions of `names`; `known_as`: our keys by ODK's names."""

    def __init__(self, names: Names, known_as: Mapping[str, str]) -> None:
        self.names, self.known_as = names, known_as
        self.known: dict[tuple[object, Tree], Tree | NotExpressible] = {}

    def no(self, tree: Tree) -> NotExpressible:
        return NotExpressible(write(tree, ODK))

    def type(self, tree: Tree, asked: Tree) -> Type:
        """The type of ours. Raises NotExpressible for `asked`, which it comes from."""
        try:
            return type_of(tree, self.names)
        except ExpressionError:
            raise self.no(asked) from None

    def made(self, name: str, operands: tuple[Tree, ...], asked: Tree) -> Tree:
        """Our operation, which makes sense. Raises NotExpressible for `asked`."""
        try:
            found = operation(name, operands)
        except ExpressionError:
            raise self.no(asked) from None
        self.type(found, asked)
        return found

    def was_written(self, asked: Tree, guess: Callable[[], Tree]) -> Tree | None:
        """Our own tree when the guess is written just as what is asked."""
        try:
            found = guess()
            type_of(found, self.names)
            ways = (Writer(self.names).whole(found), Writer(self.names).value(found))
        except (NotExpressible, ExpressionError):
            return None
        return found if self.renamed(asked) in ways else None

    def renamed(self, asked: Tree) -> Tree:
        """The same with our keys."""
        if isinstance(asked, Operation):
            return replace(asked, operands=tuple(map(self.renamed, asked.operands)))
        return Field(self.key(asked)) if isinstance(asked, Field) else asked

    def key(self, asked: Field) -> str:
        return self.known_as.get(asked.key, asked.key)

    @abstractmethod
    def condition(self, asked: Tree) -> Tree:
        """True, in our language, exactly where `asked` is true."""

    @remembered
    def value(self, asked: Tree) -> Tree:
        """The same value in our language; where it is '' or NaN there, empty."""
        if isinstance(asked, Field):
            return self.field(asked)
        if not isinstance(asked, Operation):
            return asked
        guesses = {"if": self.unwrapped, "-": self.years, "div": self.mean}
        guess = guesses.get(asked.name)
        written = self.was_written(asked, lambda: guess(asked)) if guess else None
        return written or self.operation(asked)

    def operation(self, asked: Operation) -> Tree:
        name, operands = asked.name, asked.operands
        if name == "if" and len(operands) == 3:
            branches = self.values(operands[1:], asked)
            return self.made("if", (self.condition(operands[0]), *branches), asked)
        if name in {"sum", "min", "max"} and len(operands) == 1:
            return self.made(name, (self.column(operands[0], asked),), asked)
        if name in {"date", "number", "round", "decimal-date-time", "-"}:
            return self.converted(asked)
        if name not in _SAME and name not in _RENAMED:
            raise self.no(asked)
        return self.made(_RENAMED.get(name, name), self.values(operands, asked), asked)

    def values(self, asked: tuple[Tree, ...], within: Tree) -> tuple[Tree, ...]:
        """Values of one kind: texts as what the others are."""
        found = tuple(map(self.value, asked))
        types = [self.type(one, within) for one in found]
        kind = next((one for one in types if one.kind is not Kind.TEXT), None)
        return tuple(suited(one, kind) for one in found) if kind else found

    def converted(self, asked: Operation) -> Tree:
        """What goes from one kind to another, or only seems to."""
        name, operands = asked.name, asked.operands
        inside = tuple(map(self.value, map(_bare, operands) if name == "-" else operands))
        kinds = [self.type(one, asked).kind for one in inside]
        if name == "-" and len(inside) == 2 and {Kind.DATE, Kind.TEXT}.issuperset(kinds):
            return self.made("days_between", inside[::-1], asked)
        if name == "round" and _is_days(inside[:1]):
            return inside[0]
        if name in {"-", "round"}:
            return self.made(name, inside, asked)
        if len(inside) != 1 or name == "decimal-date-time":
            raise self.no(asked)
        # As a date, as a number: said by what may only be done with one.
        only = "-" if name == "number" else "days_between"
        self.made(only, inside if name == "number" else inside * 2, asked)
        return inside[0]

    def unwrapped(self, asked: Operation) -> Tree:
        """What stands in an `if`, as if it only guarded it: if(given, value, '')."""
        if len(asked.operands) != 3:
            raise self.no(asked)
        condition, value, otherwise = asked.operands
        if otherwise == NOTHING:
            return self.value(value)
        if not isinstance(condition, Operation) or not condition.operands:
            raise self.no(asked)
        return op("first_of", self.value(value), self.value(otherwise))

    def years(self, asked: Operation) -> Tree:
        """years_between: the first year that is mentioned is the end's, the second the start's."""
        dates = [
            one.operands[0]
            for one in walk(asked)
            if isinstance(one, Operation) and one.name == "format-date" and len(one.operands) == 2
        ]
        if len(dates) != 4:
            raise self.no(asked)
        return op("years_between", self.value(dates[1]), self.value(dates[0]))

    def mean(self, asked: Operation) -> Tree:
        total = asked.operands[0]
        if not isinstance(total, Operation) or total.name != "sum" or len(total.operands) != 1:
            raise self.no(asked)
        return op("mean", self.column(total.operands[0], asked))

    def field(self, asked: Field) -> Field:
        found = Field(self.key(asked))
        try:
            self.names.find(found)
        except ExpressionError:
            raise self.no(asked) from None
        return found

    def column(self, asked: Tree, within: Tree) -> Field:
        """All the rows' answers to the question of a block."""
        key = self.key(asked) if isinstance(asked, Field) else ""
        blocks = [name for name, fields in self.names.blocks.items() if key in fields]
        if len(blocks) != 1 or blocks[0] == self.names.inside or key in self.names.fields:
            raise self.no(within)
        return Field(key, blocks[0])


def _is_days(inside: tuple[Tree, ...]) -> bool:
    return any(isinstance(one, Operation) and one.name == "days_between" for one in inside)


def _bare(asked: Tree) -> Tree:
    """A date as such, where it was turned into days to be subtracted."""
    match asked:
        case Operation("decimal-date-time", (date,)):
            return date
    return asked
