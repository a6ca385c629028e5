"""Well-typed expressions and answers, made up by Hypothesis."""

from functools import cache

from hypothesis import strategies as st

from parvis.offer.forms.expressions import types
from parvis.offer.forms.expressions.tree import Field, Flag, Number, Operation, Text
from parvis.offer.forms.expressions.types import Kind, Names

BLOCK = {"n": types.NUMBER, "ok": types.FLAG, "c": types.choice("a", "b"), "q": types.NUMBER}
NAMES = Names(
    fields={
        "n": types.NUMBER,
        "m": types.NUMBER,
        "t": types.TEXT,
        "u": types.TEXT,
        "ok": types.FLAG,
        "sure": types.FLAG,
        "d": types.DATE,
        "e": types.DATE,
        "h": types.TIME,
        "c": types.choice("a", "b", "long_key"),
        "cs": types.choices("a", "b", "d"),
        "f": types.OTHER,
    },
    blocks={"rows": BLOCK},
)

numbers = st.one_of(
    st.integers(0, 20), st.sampled_from([0.1, 0.5, 1.005, 2.5, 1e15, 1e308]), st.floats(0, 1e6)
).map(float)
texts = st.sampled_from(["x", "Été", "ÉTÉ", 'a "b"', "it's", "été 🙂", "Σας", "12"])
dates = st.one_of(
    st.sampled_from(["2024-02-29", "2023-02-28", "2026-11-23", "0001-01-01"]),
    st.dates().map(str),
)
times = st.sampled_from(["00:00", "09:30", "23:59"])
LITERALS = {
    Kind.NUMBER: numbers.map(Number),
    Kind.TEXT: texts.map(Text),
    Kind.FLAG: st.booleans().map(Flag),
    Kind.DATE: st.one_of(dates.map(Text), st.just(Operation("today"))),
    Kind.TIME: times.map(Text),
    Kind.CHOICE: st.sampled_from(["a", "b", "long_key"]).map(Text),
}


def fields(kind):
    return st.sampled_from([Field(key) for key, one in NAMES.fields.items() if one.kind == kind])


def leaves(kind):
    return st.one_of(fields(kind), LITERALS[kind])


def _op(name, *operands):
    return st.tuples(*operands).map(lambda found: Operation(name, found))


def _row(names, operands, longest=3):
    several = st.lists(operands, min_size=2, max_size=longest).map(tuple)
    return st.builds(Operation, st.sampled_from(names), several)


@cache
def trees(kind, depth=3):
    """Expressions of that kind which `type_of` accepts."""
    if depth == 0:
        return leaves(kind)
    below = {one: trees(one, depth - 1) for one in LITERALS}
    of_any_kind = [
        leaves(kind),
        _op("if", below[Kind.FLAG], below[kind], below[kind]),
        _op("first_of", below[kind], below[kind]),
    ]
    return st.one_of(*of_any_kind, *_OF.get(kind, lambda below: [])(below))


def _numbers(below):
    number, date = below[Kind.NUMBER], below[Kind.DATE]
    column = st.sampled_from([Field("n", "rows"), Field("q", "rows")])
    return [
        _row(["+", "*"], number),
        _op("-", number, number),
        _op("-", number),
        _op("/", number, number),
        st.builds(
            lambda name, found: Operation(name, tuple(found)),
            st.sampled_from(["sum", "min", "max", "mean"]),
            st.lists(st.one_of(column, number), min_size=1, max_size=3),
        ),
        _op("count", st.sampled_from([Field("rows"), Field("cs")])),
        _op("length", below[Kind.TEXT]),
        _op("round", number, st.integers(0, 10).map(float).map(Number)),
        _op("days_between", date, date),
        _op("years_between", date, date),
    ]


def comparisons(below):
    """Of two values of one kind."""
    equal, ordered = ["=", "!="], ["=", "!=", "<", "<=", ">", ">="]
    found = []
    for kind, operands in below.items():
        both = kind in {Kind.NUMBER, Kind.DATE, Kind.TIME}
        names = st.sampled_from(ordered if both else equal)
        # Two texts that look like dates are only texts: one side is a field.
        left = fields(kind) if kind in {Kind.DATE, Kind.TIME} else operands
        found.append(st.builds(Operation, names, st.tuples(left, operands)))
    return found


def _flags(below):
    key = st.sampled_from(["a", "b"]).map(Text)
    return [
        *comparisons(below),
        _row(["and", "or"], below[Kind.FLAG]),
        _op("not", below[Kind.FLAG]),
        _op("chosen", st.sampled_from([Field("c"), Field("cs")]), key),
        _op("answered", st.sampled_from([*map(Field, NAMES.fields), Field("rows")])),
        _op("contains", below[Kind.TEXT], below[Kind.TEXT]),
        _op("any", st.just(Field("c", "rows")), key),
        _op("any", st.just(Field("n", "rows")), below[Kind.NUMBER]),
    ]


_OF = {Kind.NUMBER: _numbers, Kind.FLAG: _flags}
_VALUES = {
    Kind.NUMBER: st.one_of(numbers, numbers.map(lambda number: -number)),
    Kind.TEXT: texts,
    Kind.DATE: dates,
    Kind.TIME: times,
    Kind.OTHER: st.just({"id": 1}),
}


def _answer(one):
    found = _VALUES.get(one.kind, st.sampled_from(["yes", "no", True, False]))
    if one.kind is Kind.CHOICE:
        found = st.sampled_from(sorted(one.known))
    if one.kind is Kind.CHOICES:
        found = st.lists(st.sampled_from(sorted(one.known)), unique=True)
    return st.one_of(found, found, st.sampled_from([None, ""]))


def _answers(fields):
    return st.fixed_dictionaries({}, optional={key: _answer(one) for key, one in fields.items()})


_rows = st.lists(_answers(BLOCK), max_size=3)
answers = st.builds(lambda found, rows: {**found, "rows": rows}, _answers(NAMES.fields), _rows)
any_tree = st.one_of(*map(trees, LITERALS))
