"""Expressions that make sense of given questions, in every piece that the language has."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce

from hypothesis import strategies as st

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    ExpressionError,
    Field,
    Flag,
    Number,
    Operation,
    Text,
    Tree,
)
from parvis.offer.forms.expressions.types import FLAG, Kind, Names, Type
from parvis.offer.forms.expressions.write import write

Trees = st.SearchStrategy[Tree]
_ORDER = st.sampled_from(COMPARISONS)
_SAME = st.sampled_from(("=", "!="))
_WORDS = st.sampled_from(("a", "Lyon", "à l’école", 'dit "oui"', "it's"))
_DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat)
_HOURS = st.sampled_from(("00:00", "08:30", "23:59"))


def conditions(names: Names) -> st.SearchStrategy[str]:
    """Texts of expressions that are yes or no, for the questions of `names`."""
    return _texts(_Maker(names).flags(2), names, FLAG)


def computations(names: Names, result: Type) -> st.SearchStrategy[str]:
    """Texts of expressions whose value is of the type `result`."""
    maker = _Maker(names)
    kinds: dict[Kind, Callable[[int], Trees]] = {
        Kind.NUMBER: maker.numbers,
        Kind.TEXT: maker.words,
        Kind.FLAG: maker.flags,
        Kind.DATE: maker.days,
    }
    return _texts(kinds[result.kind](2), names, result)


def _texts(trees: Trees, names: Names, result: Type) -> st.SearchStrategy[str]:
    return trees.filter(lambda tree: _makes_sense(tree, names, result)).map(write)


def _makes_sense(tree: Tree, names: Names, result: Type) -> bool:
    try:
        return type_of(tree, names).kind == result.kind
    except ExpressionError:
        return False


def _operation(name: str, *operands: Trees) -> Trees:
    return st.tuples(*operands).map(lambda found: Operation(name, found))


def _any_of(strategies: Iterable[Trees]) -> Trees:
    return reduce(lambda left, right: left | right, strategies)


class _Maker:
    """Trees by the kind of their value, at most `deep` operations deep."""

    def __init__(self, names: Names) -> None:
        here = dict(names.fields)
        if names.inside:
            here |= names.blocks[names.inside]
        self.here = here
        self.rows = {
            (block, key): type_
            for block, keys in names.blocks.items()
            for key, type_ in keys.items()
        }
        self.blocks = list(names.blocks)

    def fields(self, *kinds: Kind) -> list[Tree]:
        return [Field(key) for key, type_ in self.here.items() if type_.kind in kinds]

    def inside(self, *kinds: Kind) -> list[Tree]:
        found = self.rows.items()
        return [Field(key, block) for (block, key), type_ in found if type_.kind in kinds]

    def numbers(self, deep: int) -> Trees:
        whole = st.integers(0, 20).map(float)
        made: list[Trees] = [(whole | st.sampled_from((0.5, 2.25, 18.0))).map(Number)]
        made += _sampled(self.fields(Kind.NUMBER)) * 3
        if counted := self.fields(Kind.CHOICES) + [Field(block) for block in self.blocks]:
            made.append(_operation("count", st.sampled_from(counted)))
        if words := self.fields(Kind.TEXT):
            made.append(_operation("length", st.sampled_from(words)))
        if numbers := self.inside(Kind.NUMBER):
            found = st.sampled_from(numbers)
            made += [_operation(name, found) for name in ("sum", "min", "max", "mean")]
        if deep:
            made += self._deep_numbers(deep - 1)
        return _any_of(made)

    def _deep_numbers(self, deep: int) -> list[Trees]:
        one = self.numbers(deep)
        made = [_operation(sign, one, one) for sign in "+-*/"]
        made += [_operation("sum", one, one), _operation("max", one, one), _operation("-", one)]
        made += [_operation("round", one), _operation("first_of", one, one)]
        made.append(_operation("if", self.flags(deep), one, one))
        day = self.days(0)
        return [*made, _operation("years_between", day, day), _operation("days_between", day, day)]

    def words(self, deep: int) -> Trees:
        made: list[Trees] = [_WORDS.map(Text), *_sampled(self.fields(Kind.TEXT))]
        if deep:
            one = self.words(deep - 1)
            made += [_operation("if", self.flags(deep - 1), one, one)]
            made += [_operation("first_of", one, one)]
        return _any_of(made)

    def days(self, deep: int) -> Trees:
        made: list[Trees] = [st.just(Operation("today")), *_sampled(self.fields(Kind.DATE))]
        if deep:
            one = self.days(deep - 1)
            made += [_operation("first_of", one, one)]
        return _any_of(made)

    def flags(self, deep: int) -> Trees:
        made = [*_sampled(self.fields(Kind.FLAG)) * 2, *self._comparisons(), *self._choices()]
        if self.here:
            made.append(_operation("answered", st.sampled_from([Field(key) for key in self.here])))
        if words := self.fields(Kind.TEXT):
            made.append(_operation("contains", st.sampled_from(words), _WORDS.map(Text)))
        if not made:
            made = [st.booleans().map(Flag)]
        if deep:
            one = self.flags(deep - 1)
            made += [
                _operation("not", one),
                _operation("and", one, one),
                _operation("or", one, one),
            ]
            made += [_order_of(self.numbers(deep - 1))]
        return _any_of(made)

    def _comparisons(self) -> list[Trees]:
        """A question beside a value of its kind."""
        beside = (
            (Kind.NUMBER, _ORDER, st.integers(0, 20).map(lambda one: Number(float(one)))),
            (Kind.DATE, _ORDER, _DAYS.map(Text) | st.just(Operation("today"))),
            (Kind.TIME, _ORDER, _HOURS.map(Text)),
            (Kind.TEXT, _SAME, _WORDS.map(Text)),
            (Kind.FLAG, _SAME, st.booleans().map(Flag)),
        )
        return [
            st.builds(
                lambda sign, left, right: Operation(sign, (left, right)),
                signs,
                st.sampled_from(fields),
                values,
            )
            for kind, signs, values in beside
            if (fields := self.fields(kind))
        ]

    def _choices(self) -> list[Trees]:
        made = []
        for key, type_ in self.here.items():
            if type_.kind in {Kind.CHOICE, Kind.CHOICES} and type_.known:
                offered = st.sampled_from(sorted(type_.known)).map(Text)
                made.append(_operation("chosen", st.just(Field(key)), offered))
                if type_.kind is Kind.CHOICE:
                    made.append(_operation("=", st.just(Field(key)), offered))
        for (block, key), type_ in self.rows.items():
            asked = st.just(Field(key, block))
            if type_.known and type_.kind in {Kind.CHOICE, Kind.CHOICES}:
                offered = st.sampled_from(sorted(type_.known)).map(Text)
                made.append(_operation("any", asked, offered))
            elif type_.kind is Kind.NUMBER:
                some = st.integers(0, 20).map(lambda one: Number(float(one)))
                made.append(_operation("any", asked, some))
        return made


def _sampled(trees: list[Tree]) -> list[Trees]:
    return [st.sampled_from(trees)] if trees else []


def _order_of(numbers: Trees) -> Trees:
    return st.builds(
        lambda sign, left, right: Operation(sign, (left, right)), _ORDER, numbers, numbers
    )
