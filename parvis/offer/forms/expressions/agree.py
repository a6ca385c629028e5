"""How values of different kinds go together: what a text may stand for, and what it may not."""

from collections.abc import Callable, Iterable

from parvis.offer.forms.expressions.tree import (
    ExpressionError,
    Field,
    Operation,
    Problem,
    Text,
    Tree,
)
from parvis.offer.forms.expressions.types import Kind, Type
from parvis.offer.forms.expressions.values import is_time, to_date
from parvis.offer.forms.expressions.write import write

# What a text may be read as, and how one sees that it can.
_WRITTEN: dict[Kind, Callable[[str], object]] = {Kind.DATE: to_date, Kind.TIME: is_time}


def stands_for(text: Type, kind: Kind) -> bool:
    """Whether every text that it can be says a date, a time."""
    read = _WRITTEN.get(kind)
    known = text.known if text.kind is Kind.TEXT else None
    return bool(read and known and all(map(read, known)))


def _called(tree: Tree) -> str:
    """What to call it when it is of the wrong type."""
    if isinstance(tree, (Field, Operation)):
        return tree.name
    return tree.value if isinstance(tree, Text) else write(tree)


def wrong(tree: Tree, within: Operation) -> ExpressionError:
    """The refusal of an operand that `within` has no use for."""
    return ExpressionError(Problem.WRONG_TYPE, tree.at, _called(tree), within.name)


def common(first: Type, second: Type, tree: Tree, within: Operation) -> Type:
    """The type of what is either; a text of known content may stand for a date or a choice.

    Raises ExpressionError for `tree`, an operand of `within`.
    """
    if first.kind is Kind.EMPTY or second.kind is Kind.EMPTY:
        return first if second.kind is Kind.EMPTY else second
    if first.kind == second.kind:
        either = first.known and second.known and first.known | second.known
        return Type(first.kind, either or None)
    text, other = (first, second) if first.kind is Kind.TEXT else (second, first)
    if text.kind is not Kind.TEXT or text.known is None:
        raise wrong(tree, within)
    if other.kind is Kind.CHOICE:
        offered(text.known, other, tree)
        return other
    if not stands_for(text, other.kind):
        raise wrong(tree, within)
    return other


def offered(keys: Iterable[str], question: Type, at: Tree) -> None:
    """Raises ExpressionError for the keys that the question doesn't offer."""
    missing = sorted(set(keys) - (question.known or frozenset()))
    if missing:
        raise ExpressionError(Problem.UNKNOWN_CHOICE, at.at, *missing)
