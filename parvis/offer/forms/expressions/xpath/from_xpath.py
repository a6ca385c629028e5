"""Reads an expression from the XPath of ODK's forms (XLSForm), keeping what it means there.

What our writer wrote comes back as it was: of a longer pattern (a comparison behind its guards, a
number of years), the expression that it may come from is tried, and taken when it is written
exactly so. Anything else is said in our words, with ODK's meaning of the unanswered.
"""

from collections.abc import Mapping
from types import MappingProxyType

from parvis.offer.forms.expressions.dialects import ODK
from parvis.offer.forms.expressions.syntax import read
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    DEEPEST,
    LONGEST,
    ExpressionError,
    Field,
    Flag,
    Number,
    Operation,
    Text,
    Tree,
    depth,
    walk,
)
from parvis.offer.forms.expressions.types import Kind, Names
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.pieces import NOTHING, NotExpressible, caseless, op
from parvis.offer.forms.expressions.xpath.reading import ValueReader, is_condition, remembered
from parvis.offer.forms.expressions.xpath.suiting import suited, to_flag
from parvis.offer.forms.expressions.xpath.to_xpath import Writer

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
    found = reader.condition(asked) if is_condition(asked) else reader.value(asked)
    if depth(found) > DEEPEST or len(write(found)) > LONGEST:
        raise NotExpressible(text)
    return found


class _Reader(ValueReader):
    """Reads conditions, too."""

    @remembered
    def condition(self, asked: Tree) -> Tree:
        """True, in our language, exactly where `asked` is true."""
        if not isinstance(asked, Operation) or not is_condition(asked):
            raise self.no(asked)
        name, operands = asked.name, asked.operands
        if name in {"true", "false"} and not operands:
            return Flag(name == "true")
        if name in {"and", "or", "not", "if"}:
            written = self.was_written(asked, lambda: self.unguarded(asked))
            return written or self.made(name, tuple(map(self.condition, operands)), asked)
        if name in {"selected", "contains"} and len(operands) == 2:
            return self.question(asked)
        if name in COMPARISONS:
            return _without_yes(self.comparison(asked))
        raise self.no(asked)

    def unguarded(self, asked: Operation) -> Tree:
        """The comparison that ends a row of conditions, as if the others only guarded it."""
        last = asked.operands[-1] if asked.name == "and" else None
        if not isinstance(last, Operation) or last.name not in COMPARISONS:
            raise self.no(asked)
        return self.compared(last)

    def question(self, asked: Operation) -> Tree:
        field, text = asked.operands
        if not isinstance(text, Text):
            raise self.no(asked)
        if asked.name == "contains":
            found = op("contains", self.value(field), text)
        elif isinstance(field, Operation) and field.name == "join" and len(field.operands) == 2:
            found = op("any", self.column(field.operands[1], asked), text)
        else:
            question = self.value(field)
            flag = self.type(question, asked).kind is Kind.FLAG
            if flag and text == Text("yes"):
                return question
            found = op("=", question, to_flag(text)) if flag else op("chosen", question, text)
        if asked.name == "contains" and not caseless(text.value):
            raise self.no(asked)
        self.type(found, asked)
        return found

    def comparison(self, asked: Operation) -> Tree:
        left, right = asked.operands
        if NOTHING in {left, right}:
            return self.emptiness(asked)
        if is_condition(left) and is_condition(right):
            return self.made(asked.name, (self.condition(left), self.condition(right)), asked)
        if written := self.was_written(asked, lambda: self.compared(asked)):
            return written
        return self.with_empty(asked, self.compared(asked))

    def emptiness(self, asked: Operation) -> Tree:
        field = next((one for one in asked.operands if isinstance(one, Field)), None)
        if field is None or asked.name not in {"=", "!="}:
            raise self.no(asked)
        answered = self.made("answered", (self.value(field),), asked)
        return answered if asked.name == "!=" else op("not", answered)

    def compared(self, asked: Operation) -> Operation:
        """The two sides compared, as long as both are there."""
        left, right = map(self.value, asked.operands)
        types = [self.type(one, asked) for one in (left, right)]
        found = op(asked.name, suited(left, types[1]), suited(right, types[0]))
        self.type(found, asked)
        return found

    def with_empty(self, asked: Operation, ours: Operation) -> Tree:
        """The same where a side is empty, too."""
        if any(map(_may_be_infinite, ours.operands)):
            raise self.no(asked)
        if ours.name not in {"=", "!="}:
            return ours
        equal = op("=", *ours.operands)
        bounded = any(Writer(self.names).guards.given(one) is None for one in ours.operands)
        if bounded or not all(map(_may_be_blank, ours.operands)):
            return equal if ours.name == "=" else op("not", equal)
        if not all(isinstance(one, Field) for one in ours.operands):
            raise self.no(asked)
        # Two unanswered questions are equal there.
        some = op("or", *(op("answered", one) for one in ours.operands))
        if ours.name == "=":
            return op("or", equal, op("not", some))
        return op("and", op("not", equal), some)


def _without_yes(condition: Tree) -> Tree:
    """A flag alone where it is compared with yes: as a condition, the same."""
    match condition:
        case Operation("=", (flag, Flag(True))):
            return flag
    return condition


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
