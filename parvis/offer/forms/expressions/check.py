"""Whether an expression makes sense: the type of its value, or why it has none."""

from collections.abc import Callable
from functools import reduce

from parvis.offer.forms.expressions.agree import common, offered, stands_for, wrong
from parvis.offer.forms.expressions.tree import (
    AGGREGATES,
    COMPARISONS,
    ExpressionError,
    Field,
    Flag,
    Number,
    Operation,
    Problem,
    Text,
    Tree,
)
from parvis.offer.forms.expressions.types import DATE, EMPTY, FLAG, NUMBER, Kind, Names, Type

_EQUAL = {Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.DATE, Kind.TIME, Kind.CHOICE}
_ORDERED = {Kind.NUMBER, Kind.DATE, Kind.TIME}
_MOST_DECIMALS = 10


def type_of(tree: Tree, names: Names) -> Type:
    """The type of its value, for the questions of `names`. Raises ExpressionError."""
    match tree:
        case Number():
            return NUMBER
        case Flag():
            return FLAG
        case Text(value):
            return Type(Kind.TEXT, frozenset({value})) if value else EMPTY
        case Field():
            return _outside_aggregates(tree, names)
    if tree.name in COMPARISONS:
        common_kind(tree, names)
        return FLAG
    return _OPERATIONS[tree.name](tree, names)


def _outside_aggregates(asked: Field, names: Names) -> Type:
    found = names.find(asked)
    if asked.block:
        raise ExpressionError(Problem.OUTSIDE_BLOCK, asked.at, asked.name)
    return found


def _each(tree: Operation, names: Names, kind: Kind) -> None:
    """Every operand is of that kind, or empty."""
    for operand in tree.operands:
        _one(operand, names, kind, tree)


def _one(operand: Tree, names: Names, kind: Kind, within: Operation) -> None:
    found = type_of(operand, names)
    if found.kind == kind or found.kind is Kind.EMPTY:
        return
    if not stands_for(found, kind):
        raise wrong(operand, within)


def common_kind(tree: Operation, names: Names) -> Kind:
    """What kind of values a comparison compares. Raises ExpressionError."""
    found = []
    for operand in tree.operands:
        found.append(type_of(operand, names))
        if found[-1].kind is Kind.EMPTY:
            raise ExpressionError(Problem.EMPTY_TEXT, operand.at, tree.name)
    both = common(found[0], found[1], tree.operands[1], tree)
    if both.kind not in (_EQUAL if tree.name in {"=", "!="} else _ORDERED):
        raise wrong(tree.operands[0], tree)
    return both.kind


def _either(operands: tuple[Tree, ...], names: Names, within: Operation) -> Type:
    types = [(type_of(one, names), one) for one in operands]
    start = types[0][0]
    found = reduce(lambda so_far, one: common(so_far, one[0], one[1], within), types[1:], start)
    if found.kind in {Kind.ROWS, Kind.OTHER}:
        raise wrong(operands[0], within)
    return found


def _if(tree: Operation, names: Names) -> Type:
    _one(tree.operands[0], names, Kind.FLAG, tree)
    return _either(tree.operands[1:], names, tree)


def _answered(tree: Operation, names: Names) -> Type:
    if not isinstance(tree.operands[0], Field):
        raise wrong(tree.operands[0], tree)
    type_of(tree.operands[0], names)
    return FLAG


def _count(tree: Operation, names: Names) -> Type:
    counted = tree.operands[0]
    if type_of(counted, names).kind not in {Kind.ROWS, Kind.CHOICES}:
        raise wrong(counted, tree)
    return NUMBER


def _chosen(tree: Operation, names: Names) -> Type:
    question, key = tree.operands
    found = type_of(question, names)
    if found.kind not in {Kind.CHOICE, Kind.CHOICES} or not isinstance(question, Field):
        raise wrong(question, tree)
    if not isinstance(key, Text):
        raise wrong(key, tree)
    offered([key.value], found, key)
    return FLAG


def _any(tree: Operation, names: Names) -> Type:
    question, value = tree.operands
    if not isinstance(question, Field) or not question.block:
        raise wrong(question, tree)
    found = names.find(question)
    alone = Type(Kind.CHOICE, found.known) if found.kind is Kind.CHOICES else found
    wanted = type_of(value, names)
    if wanted.kind is Kind.EMPTY:
        raise ExpressionError(Problem.EMPTY_TEXT, value.at, tree.name)
    if common(alone, wanted, value, tree).kind not in _EQUAL:
        raise wrong(question, tree)
    return FLAG


def _aggregate(tree: Operation, names: Names) -> Type:
    for operand in tree.operands:
        if isinstance(operand, Field) and operand.block:
            if names.find(operand).kind is not Kind.NUMBER:
                raise wrong(operand, tree)
        else:
            _one(operand, names, Kind.NUMBER, tree)
    return NUMBER


def _round(tree: Operation, names: Names) -> Type:
    _one(tree.operands[0], names, Kind.NUMBER, tree)
    for decimals in tree.operands[1:]:
        if not isinstance(decimals, Number) or decimals.value not in range(_MOST_DECIMALS + 1):
            raise wrong(decimals, tree)
    return NUMBER


def _of(kind: Kind, result: Type) -> Callable[[Operation, Names], Type]:
    """Operands of one kind; what comes of them."""

    def check(tree: Operation, names: Names) -> Type:
        _each(tree, names, kind)
        return result

    return check


_OPERATIONS: dict[str, Callable[[Operation, Names], Type]] = {
    **dict.fromkeys(("and", "or", "not"), _of(Kind.FLAG, FLAG)),
    **dict.fromkeys(("+", "-", "*", "/"), _of(Kind.NUMBER, NUMBER)),
    **dict.fromkeys(("days_between", "years_between"), _of(Kind.DATE, NUMBER)),
    **dict.fromkeys(AGGREGATES, _aggregate),
    "length": _of(Kind.TEXT, NUMBER),
    "contains": _of(Kind.TEXT, FLAG),
    "today": lambda tree, names: DATE,
    "first_of": lambda tree, names: _either(tree.operands, names, tree),
    "if": _if,
    "answered": _answered,
    "count": _count,
    "chosen": _chosen,
    "any": _any,
    "round": _round,
}
