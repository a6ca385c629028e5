"""Expressions that make sense of given questions, in every piece that the language has."""

from collections.abc import Callable
from datetime import date

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
from tests.factories.form_fields import Draw

Making = Callable[[], Tree]
_ORDER = st.sampled_from(COMPARISONS)
_SAME = st.sampled_from(("=", "!="))
_WORDS = st.sampled_from(("a", "Lyon", "à l’école", 'dit "oui"', "it's")).map(Text)
_DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat).map(Text)
_HOURS = st.sampled_from(("00:00", "08:30", "23:59")).map(Text)
_WHOLE = st.integers(0, 20).map(float).map(Number)
_NUMBERS = _WHOLE | st.sampled_from((0.5, 2.25, 18.0)).map(Number)
_FLAGS = st.booleans().map(Flag)
_TODAY = Operation("today")
# How often one that makes no sense is made again before a constant takes its place.
_TRIES = 3
_CONSTANTS: dict[Kind, Tree] = {
    Kind.NUMBER: Number(1.0),
    Kind.TEXT: Text("a"),
    Kind.FLAG: Flag(True),
    Kind.DATE: _TODAY,
}


def condition(draw: Draw, names: Names) -> str:
    """The text of an expression that is yes or no, for the questions of `names`."""
    return computation(draw, names, FLAG)


def computation(draw: Draw, names: Names, result: Type) -> str:
    """The text of an expression whose value is of the type `result`."""
    maker = _Maker(draw, names)
    kinds: dict[Kind, Callable[[int], Tree]] = {
        Kind.NUMBER: maker.number,
        Kind.TEXT: maker.words,
        Kind.FLAG: maker.flag,
        Kind.DATE: maker.day,
    }
    for _ in range(_TRIES):
        tree = kinds[result.kind](2)
        if _makes_sense(tree, names, result):
            return write(tree)
    return write(_CONSTANTS[result.kind])


def _makes_sense(tree: Tree, names: Names, result: Type) -> bool:
    try:
        return type_of(tree, names).kind == result.kind
    except ExpressionError:
        return False


class _Maker:
    """Trees by the kind of their value, at most `deep` operations deep."""

    def __init__(self, draw: Draw, names: Names) -> None:
        self.draw = draw
        self.here = dict(names.fields)
        if names.inside:
            self.here |= names.blocks[names.inside]
        self.rows = {
            (block, key): type_
            for block, keys in names.blocks.items()
            for key, type_ in keys.items()
        }
        self.blocks = list(names.blocks)

    def one(self, makings: list[Making]) -> Tree:
        return makings[self.draw(st.integers(0, len(makings) - 1))]()

    def drawn(self, strategy: st.SearchStrategy[Tree]) -> Making:
        return lambda: self.draw(strategy)

    def fields(self, *kinds: Kind) -> list[Tree]:
        return [Field(key) for key, type_ in self.here.items() if type_.kind in kinds]

    def asked(self, *kinds: Kind) -> list[Making]:
        found = self.fields(*kinds)
        return [lambda: self.draw(st.sampled_from(found))] if found else []

    def of(self, name: str, *operands: Making) -> Making:
        return lambda: Operation(name, tuple(make() for make in operands))

    def number(self, deep: int) -> Tree:
        made = [self.drawn(_NUMBERS), *self.asked(Kind.NUMBER) * 3]
        if counted := self.fields(Kind.CHOICES) + [Field(block) for block in self.blocks]:
            made.append(self.of("count", self.drawn(st.sampled_from(counted))))
        made += [self.of("length", words) for words in self.asked(Kind.TEXT)]
        columns = [Field(k, b) for (b, k), type_ in self.rows.items() if type_.kind is Kind.NUMBER]
        if columns:
            column = self.drawn(st.sampled_from(columns))
            made += [self.of(name, column) for name in ("sum", "min", "max", "mean")]
        if deep:
            made += self._deep_numbers(deep - 1)
        return self.one(made)

    def _deep_numbers(self, deep: int) -> list[Making]:
        def one() -> Tree:
            return self.number(deep)

        def day() -> Tree:
            return self.day(deep)

        names = ("+", "-", "*", "/", "sum", "min", "max", "mean", "first_of")
        return [
            *(self.of(name, one, one) for name in names),
            self.of("-", one),
            self.of("round", one),
            self.of("if", lambda: self.flag(deep), one, one),
            self.of("years_between", day, day),
            self.of("days_between", day, day),
        ]

    def words(self, deep: int) -> Tree:
        made = [self.drawn(_WORDS), *self.asked(Kind.TEXT)]
        return self.one(made + self._either(self.words, deep))

    def day(self, deep: int) -> Tree:
        made: list[Making] = [lambda: _TODAY, *self.asked(Kind.DATE)]
        return self.one(made + self._either(self.day, deep))

    def _either(self, make: Callable[[int], Tree], deep: int) -> list[Making]:
        def one() -> Tree:
            return make(deep - 1)

        if not deep:
            return []
        return [self.of("if", lambda: self.flag(deep - 1), one, one), self.of("first_of", one, one)]

    def flag(self, deep: int) -> Tree:
        made = [*self.asked(Kind.FLAG) * 2, *self._comparisons(), *self._choices()]
        if self.here:
            some = self.drawn(st.sampled_from([Field(key) for key in self.here]))
            made.append(self.of("answered", some))
        made += [self.of("contains", words, self.drawn(_WORDS)) for words in self.asked(Kind.TEXT)]
        made = made or [self.drawn(_FLAGS)]
        if deep:
            made += self._deep_flags(deep - 1)
        return self.one(made)

    def _deep_flags(self, deep: int) -> list[Making]:
        def one() -> Tree:
            return self.flag(deep)

        def number() -> Tree:
            return self.number(deep)

        return [
            self.of("not", one),
            self.of("and", one, one),
            self.of("or", one, one),
            lambda: Operation(self.draw(_ORDER), (number(), number())),
        ]

    def _comparisons(self) -> list[Making]:
        """A question beside a value of its kind."""
        beside = (
            (Kind.NUMBER, _ORDER, _WHOLE),
            (Kind.DATE, _ORDER, _DAYS | st.just(_TODAY)),
            (Kind.TIME, _ORDER, _HOURS),
            (Kind.TEXT, _SAME, _WORDS),
            (Kind.FLAG, _SAME, _FLAGS),
        )
        return [
            self._comparison(asked, signs, values)
            for kind, signs, values in beside
            for asked in self.asked(kind)
        ]

    def _comparison(
        self, asked: Making, signs: st.SearchStrategy[str], values: st.SearchStrategy[Tree]
    ) -> Making:
        return lambda: Operation(self.draw(signs), (asked(), self.draw(values)))

    def _choices(self) -> list[Making]:
        made = []
        for key, type_ in self.here.items():
            if type_.kind in {Kind.CHOICE, Kind.CHOICES} and type_.known:
                made.append(self._of_choice("chosen", Field(key), type_))
                if type_.kind is Kind.CHOICE:
                    made.append(self._of_choice("=", Field(key), type_))
        for (block, key), type_ in self.rows.items():
            if type_.known and type_.kind in {Kind.CHOICE, Kind.CHOICES}:
                made.append(self._of_choice("any", Field(key, block), type_))
            elif type_.kind is Kind.NUMBER:
                field = Field(key, block)
                made.append(self.of("any", self.drawn(st.just(field)), self.drawn(_WHOLE)))
        return made

    def _of_choice(self, name: str, field: Field, type_: Type) -> Making:
        keys = st.sampled_from(sorted(type_.known or ())).map(Text)
        return lambda: Operation(name, (field, self.draw(keys)))
