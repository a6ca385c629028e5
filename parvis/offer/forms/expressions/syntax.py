"""Reads expressions: text to tree."""

import math
from dataclasses import dataclass

from parvis.offer.forms.expressions.dialects import HIGHEST, OWN, Dialect
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    DEEPEST,
    LONGEST,
    RESERVED,
    ExpressionError,
    Flag,
    Number,
    Operation,
    Problem,
    Text,
    Tree,
    depth,
    operation,
)

# A tree of DEEPEST levels never needs more parentheses than this.
_NESTED = 2 * DEEPEST + 2


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    written: str
    at: int


def parse(text: str) -> Tree:
    """The tree of an expression in our own language. Raises ExpressionError."""
    return read(text, OWN)


def read(text: str, dialect: Dialect) -> Tree:
    """The tree of `text`, with the dialect's own names of operations. Raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(Problem.TOO_LONG)
    tree = _Reader(_tokens(text, dialect), dialect).whole()
    if depth(tree) > DEEPEST:
        raise ExpressionError(Problem.TOO_DEEP)
    return tree


def _tokens(text: str, dialect: Dialect) -> list[_Token]:
    found, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = dialect.tokens.match(text, at)
        if match is None:
            raise ExpressionError(Problem.SYNTAX, at, text[at])
        found.append(_Token(str(match.lastgroup), match[0], at))
        at = match.end()
    return [*found, _Token("end", "", len(text))]


class _Reader:
    """Operator precedence parsing (Pratt, 1973): each level reads what binds tighter."""

    def __init__(self, tokens: list[_Token], dialect: Dialect) -> None:
        self.tokens, self.dialect = tokens, dialect
        self.next = self.nested = 0

    def whole(self) -> Tree:
        tree = self.expression(0)
        if self.token.kind != "end":
            raise self.unexpected()
        return tree

    @property
    def token(self) -> _Token:
        return self.tokens[self.next]

    def unexpected(self) -> ExpressionError:
        return ExpressionError(Problem.SYNTAX, self.token.at, self.token.written)

    def take(self) -> _Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def takes(self, sign: str) -> bool:
        """True, and past it, when the next token is that sign or operator's word."""
        if self.token.kind not in {"sign", "word"} or self.token.written != sign:
            return False
        self.next += 1
        return True

    def expect(self, sign: str) -> None:
        if not self.takes(sign):
            raise self.unexpected()

    def expression(self, level: int) -> Tree:
        """Everything from here that binds at `level` or tighter."""
        self.nested += 1
        if self.nested > _NESTED:
            raise ExpressionError(Problem.TOO_DEEP, self.token.at)
        left, row = self.operand(level), ""
        while (found := self.operator()) and self.dialect.levels[found] >= level:
            if found in COMPARISONS and row in COMPARISONS:
                raise self.unexpected()
            at = self.take().at
            right = self.expression(self.dialect.levels[found] + 1)
            if row == found and found in self.dialect.joined and isinstance(left, Operation):
                left = Operation(found, (*left.operands, right), left.at)
            else:
                left = Operation(found, (left, right), at)
            row = found
        self.nested -= 1
        return left

    def operator(self) -> str:
        known = self.token.kind in {"sign", "word"} and self.token.written in self.dialect.levels
        return self.token.written if known else ""

    def operand(self, level: int) -> Tree:
        token = self.token
        if token.kind in {"number", "text", "field"}:
            return self.leaf(self.take())
        if self.takes("("):
            inside = self.expression(0)
            self.expect(")")
            return inside
        if self.takes("-"):
            return Operation("-", (self.expression(HIGHEST),), token.at)
        not_level = self.dialect.not_level
        if not_level is not None and level <= not_level and self.takes("not"):
            return Operation("not", (self.expression(not_level),), token.at)
        is_not = token.written == "not" and not_level is not None
        if token.kind == "word" and not is_not and not self.operator():
            return self.word(self.take())
        raise self.unexpected()

    def leaf(self, token: _Token) -> Tree:
        if token.kind == "text":
            return Text(self.dialect.read_text(token.written), token.at)
        if token.kind == "field":
            return self.dialect.read_field(token.written, token.at)
        value = float(token.written)
        if not math.isfinite(value):
            raise ExpressionError(Problem.SYNTAX, token.at, token.written)
        return Number(value, token.at)

    def word(self, token: _Token) -> Tree:
        if self.takes("("):
            operands = self.operands()
            if self.dialect is OWN:
                return operation(token.written, operands, token.at)
            return Operation(token.written, operands, token.at)
        if token.written in self.dialect.flags:
            return Flag(self.dialect.flags[token.written], token.at)
        if not self.dialect.bare_fields or RESERVED.intersection(token.written.split(".")):
            raise ExpressionError(Problem.SYNTAX, token.at, token.written)
        return self.dialect.read_field(token.written, token.at)

    def operands(self) -> tuple[Tree, ...]:
        """What stands between parentheses, the first of which is behind us."""
        if self.takes(")"):
            return ()
        found = [self.expression(0)]
        while self.takes(","):
            found.append(self.expression(0))
        self.expect(")")
        return tuple(found)
