"""Reads an expression from the XPath of ODK's forms (XLSForm), keeping what it means there.

What our writer wrote comes back as it was: of a longer pattern (a comparison behind its guards, a
number of years), the expression that it may come from is tried, and taken when it is written
exactly so. Anything else is said in our words, with ODK's meaning of the unanswered.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.dialects import ODK
from parvis.offer.forms.expressions.syntax import read
from parvis.offer.forms.expressions.to_xpath import NotExpressible, Writer, caseless
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    ExpressionError,
    Field,
    Flag,
    Number,
    Operation,
    Text,
    Tree,
    walk,
)
from parvis.offer.forms.expressions.types import Kind, Names, Type
from parvis.offer.forms.expressions.write import write

_NOTHING = Text("")
_CONDITIONS = {*COMPARISONS, "and", "or", "not", "true", "false", "selected", "contains"}
_SAME = {"+", "*", "min", "max", "today"}
_RENAMED = {"div": "/", "string-length": "length", "coalesce": "first_of"}
_ODK_KEYS: Mapping[str, str] = MappingProxyType({})


def from_xpath(
    text: str, names: Names, own: str | None = None, known_as: Mapping[str, str] = _ODK_KEYS
) -> Tree:
    """The tree of `text`. Raises NotExpressible with the piece that we have no way to say.

    `own`: the key of the question it belongs to, for `.`; `known_as`: our keys by the form's own
    names, where they differ.
    """
    try:
        asked = read(text, ODK)
    except ExpressionError as error:
        raise NotExpressible(text[error.at :] or text) from None
    reader = _Reader(names, {**known_as, **({".": own} if own else {})})
    return reader.condition(asked) if is_condition(asked) else reader.value(asked)


def is_condition(tree: Tree) -> bool:
    """Whether its value is true or false there."""
    if not isinstance(tree, Operation):
        return False
    if tree.name == "if" and len(tree.operands) == 3:
        return all(map(is_condition, tree.operands[1:]))
    return tree.name in _CONDITIONS


def _op(name: str, *operands: Tree) -> Operation:
    return Operation(name, operands)


class _Reader:
    def __init__(self, names: Names, known_as: Mapping[str, str]) -> None:
        self.names, self.known_as = names, known_as
        self.writer = Writer(names)

    def no(self, tree: Tree) -> NotExpressible:
        return NotExpressible(write(tree, ODK))

    def type(self, tree: Tree, asked: Tree) -> Type:
        """The type of ours. Raises NotExpressible for `asked`, which it comes from."""
        try:
            return type_of(tree, self.names)
        except ExpressionError:
            raise self.no(asked) from None

    def was_written(self, asked: Tree, guess: Callable[[], Tree]) -> Tree | None:
        """Our own tree when the guess is written just as what is asked."""
        try:
            found = guess()
            type_of(found, self.names)
            ways = (self.writer.whole(found), self.writer.value(found))
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

    # Conditions

    def condition(self, asked: Tree) -> Tree:
        """True, in our language, exactly where `asked` is true."""
        if not isinstance(asked, Operation) or not is_condition(asked):
            raise self.no(asked)
        name, operands = asked.name, asked.operands
        if name in {"true", "false"}:
            return Flag(name == "true")
        if name in {"and", "or", "not", "if"}:
            written = self.was_written(asked, lambda: self.unguarded(asked))
            return written or Operation(name, tuple(map(self.condition, operands)))
        if name in {"selected", "contains"} and len(operands) == 2:
            return self.question(asked)
        if name in COMPARISONS:
            return _without_yes(self.comparison(asked))
        raise self.no(asked)

    def unguarded(self, asked: Operation) -> Tree:
        """The comparison that ends a row of conditions, as if the others only guarded it."""
        last = asked.operands[-1]
        if asked.name != "and" or not isinstance(last, Operation) or last.name not in COMPARISONS:
            raise self.no(asked)
        return self.compared(last)

    def question(self, asked: Operation) -> Tree:
        field, text = asked.operands
        if not isinstance(text, Text):
            raise self.no(asked)
        if asked.name == "contains":
            found = _op("contains", self.value(field), text)
        elif isinstance(field, Operation) and field.name == "join" and len(field.operands) == 2:
            found = _op("any", self.column(field.operands[1], asked), text)
        else:
            question = self.value(field)
            flag = self.type(question, asked).kind is Kind.FLAG
            if flag and text == Text("yes"):
                return question
            found = _op("=", question, _flag(text)) if flag else _op("chosen", question, text)
        if asked.name == "contains" and not caseless(text.value):
            raise self.no(asked)
        self.type(found, asked)
        return found

    def comparison(self, asked: Operation) -> Tree:
        left, right = asked.operands
        if _NOTHING in {left, right}:
            return self.emptiness(asked)
        if is_condition(left) and is_condition(right):
            found = _op(asked.name, self.condition(left), self.condition(right))
            self.type(found, asked)
            return found
        if written := self.was_written(asked, lambda: self.compared(asked)):
            return written
        return self.with_empty(asked, self.compared(asked))

    def emptiness(self, asked: Operation) -> Tree:
        field = next((one for one in asked.operands if isinstance(one, Field)), None)
        if field is None or asked.name not in {"=", "!="}:
            raise self.no(asked)
        answered = _op("answered", self.value(field))
        self.type(answered, asked)
        return answered if asked.name == "!=" else _op("not", answered)

    def compared(self, asked: Operation) -> Operation:
        """The two sides compared, as long as both are there."""
        left, right = map(self.value, asked.operands)
        types = [self.type(one, asked) for one in (left, right)]
        found = _op(asked.name, _suited(left, types[1]), _suited(right, types[0]))
        self.type(found, asked)
        return found

    def with_empty(self, asked: Operation, ours: Operation) -> Tree:
        """The same where a side is empty, too."""
        if any(map(_may_be_infinite, ours.operands)):
            raise self.no(asked)
        if ours.name not in {"=", "!="}:
            return ours
        equal = _op("=", *ours.operands)
        bounded = any(self.writer.given(one) is None for one in ours.operands)
        if bounded or not all(map(_may_be_blank, ours.operands)):
            return equal if ours.name == "=" else _op("not", equal)
        if not all(isinstance(one, Field) for one in ours.operands):
            raise self.no(asked)
        # Two unanswered questions are equal there.
        some = _op("or", *(_op("answered", one) for one in ours.operands))
        if ours.name == "=":
            return _op("or", equal, _op("not", some))
        return _op("and", _op("not", equal), some)

    # Values

    def value(self, asked: Tree) -> Tree:
        """The same value in our language; where it is '' or NaN there, empty."""
        if isinstance(asked, Field):
            return self.field(asked)
        if not isinstance(asked, Operation):
            return asked
        guesses = {"if": self.unwrapped, "-": self.years, "div": self.mean}
        guess = guesses.get(asked.name)
        written = self.was_written(asked, lambda: guess(asked)) if guess else None
        found = written or self.operation(asked)
        self.type(found, asked)
        return found

    def operation(self, asked: Operation) -> Tree:
        name, operands = asked.name, asked.operands
        if name == "if" and len(operands) == 3:
            return _op("if", self.condition(operands[0]), *self.values(operands[1:], asked))
        if name in {"sum", "min", "max"} and len(operands) == 1:
            return _op(name, self.column(operands[0], asked))
        if name in {"date", "number", "round", "decimal-date-time", "-"}:
            return self.converted(asked)
        if name in {"count", "count-selected"}:
            return _op("count", *map(self.value, operands))
        if name not in _SAME and name not in _RENAMED:
            raise self.no(asked)
        return Operation(_RENAMED.get(name, name), self.values(operands, asked))

    def values(self, asked: tuple[Tree, ...], within: Tree) -> tuple[Tree, ...]:
        """Values of one kind: texts as what the others are."""
        found = tuple(map(self.value, asked))
        types = [self.type(one, within) for one in found]
        kind = next((one for one in types if one.kind is not Kind.TEXT), None)
        return tuple(_suited(one, kind) for one in found) if kind else found

    def converted(self, asked: Operation) -> Tree:
        """What goes from one kind to another, or only seems to."""
        name, operands = asked.name, asked.operands
        inside = tuple(map(self.value, map(_bare, operands) if name == "-" else operands))
        kinds = [self.type(one, asked).kind for one in inside]
        if name == "-" and len(inside) == 2 and {Kind.DATE, Kind.TEXT}.issuperset(kinds):
            return _op("days_between", *reversed(inside))
        if name in {"-", "round"}:
            days = isinstance(inside[0], Operation) and inside[0].name == "days_between"
            return inside[0] if name == "round" and days else Operation(name, inside)
        read = {"date": (Kind.DATE, Kind.TEXT), "number": (Kind.NUMBER,)}.get(name, ())
        if len(inside) != 1 or kinds[0] not in read:
            raise self.no(asked)
        if name == "date":
            self.type(_op("days_between", inside[0], inside[0]), asked)
        return inside[0]

    def unwrapped(self, asked: Operation) -> Tree:
        """What stands in an `if`, as if it only guarded it: if(given, value, '')."""
        if len(asked.operands) != 3:
            raise self.no(asked)
        condition, value, otherwise = asked.operands
        if otherwise == _NOTHING:
            return self.value(value)
        if not isinstance(condition, Operation) or not condition.operands:
            raise self.no(asked)
        return _op("first_of", self.value(value), self.value(otherwise))

    def years(self, asked: Operation) -> Tree:
        """years_between: the first year that is mentioned is the end's, the second the start's."""
        dates = [
            one.operands[0]
            for one in walk(asked)
            if isinstance(one, Operation) and one.name == "format-date" and len(one.operands) == 2
        ]
        if len(dates) != 4:
            raise self.no(asked)
        return _op("years_between", self.value(dates[1]), self.value(dates[0]))

    def mean(self, asked: Operation) -> Tree:
        total = asked.operands[0]
        if not isinstance(total, Operation) or total.name != "sum" or len(total.operands) != 1:
            raise self.no(asked)
        return _op("mean", self.column(total.operands[0], asked))

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


def _bare(asked: Tree) -> Tree:
    """A date as such, where it was turned into days to be subtracted."""
    match asked:
        case Operation("decimal-date-time", (date,)):
            return date
    return asked


def _without_yes(condition: Tree) -> Tree:
    """A flag alone where it is compared with yes: as a condition, the same."""
    match condition:
        case Operation("=", (flag, Flag(True))):
            return flag
    return condition


def _flag(text: Text) -> Tree:
    return Flag(text.value == "yes") if text.value in {"yes", "no"} else text


def _suited(tree: Tree, other: Type) -> Tree:
    """A literal as the kind of what it stands beside; there, texts and numbers mix."""
    if isinstance(tree, Text) and other.kind is Kind.FLAG:
        return _flag(tree)
    if isinstance(tree, Text) and other.kind is Kind.NUMBER and tree.value.isdecimal():
        return Number(float(tree.value))
    if isinstance(tree, Number) and other.kind is Kind.CHOICE and tree.value.is_integer():
        return Text(str(int(tree.value)))
    if isinstance(tree, Operation) and tree.name in {"if", "first_of"}:
        return _suited_branches(tree, other)
    return tree


def _suited_branches(tree: Operation, other: Type) -> Tree:
    first = 1 if tree.name == "if" else 0
    branches = (_suited(one, other) for one in tree.operands[first:])
    found = Operation(tree.name, (*tree.operands[:first], *branches))
    condition = found.operands[0]
    is_condition = isinstance(condition, Operation) and condition.name not in {"if", "first_of"}
    whole = is_condition and found.operands[1:] == (Flag(True), Flag(False))
    return condition if whole else found


def _may_be_infinite(tree: Tree) -> bool:
    """A division by what may be zero: infinite there, empty here."""
    divisors = [
        one.operands[1] for one in walk(tree) if isinstance(one, Operation) and one.name == "/"
    ]
    return any(not isinstance(one, Number) or not one.value for one in divisors)


def _may_be_blank(tree: Tree) -> bool:
    """Whether it can be '' there, which equals itself; NaN doesn't."""
    if isinstance(tree, Operation):
        return tree.name in {"first_of", "if"}
    return isinstance(tree, Field)
