"""Whatever is written in ODK's language, or read from it, means there what it means here."""

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.dialects import ODK
from parvis.offer.forms.expressions.evaluate import Scope, evaluate, is_met
from parvis.offer.forms.expressions.syntax import parse, read
from parvis.offer.forms.expressions.tree import Field, Number, Operation, Text, walk
from parvis.offer.forms.expressions.types import Kind, Names
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.from_xpath import from_xpath
from parvis.offer.forms.expressions.xpath.pieces import NotExpressible
from parvis.offer.forms.expressions.xpath.to_xpath import to_xpath
from tests.unit.forms.expressions import made
from tests.unit.forms.expressions.odk import Engine, Repeated

TODAY = date(2026, 11, 23)


def their_names(names):
    """A key is the name of one question: those of the block get names of their own."""
    block = {f"row_{key}": one for key, one in made.BLOCK.items()}
    return Names(names.fields, {"rows": block})


WITH_ROWS = their_names(made.NAMES)


def renamed(tree):
    if isinstance(tree, Operation):
        return Operation(tree.name, tuple(map(renamed, tree.operands)))
    if isinstance(tree, Field) and tree.block:
        return Field(f"row_{tree.key}", tree.block)
    return tree


def renamed_answers(answers):
    rows = [{f"row_{key}": value for key, value in row.items()} for row in answers["rows"]]
    return {**answers, "rows": rows}


def read_back(written):
    """Our tree again; None where guards stand in guards, which nobody writes by hand."""
    try:
        return from_xpath(written, WITH_ROWS)
    except NotExpressible:
        return None


def apart(tree):
    """ODK rounds a negative half the other way, and takes numbers within 1e-12 for equal."""
    return all(
        not (isinstance(one, Operation) and one.name in {"round", "/", "mean"})
        and not (isinstance(one, Number) and (one.value > 1e6 or one.value * 8 % 1))
        for one in walk(tree)
    )


def tame(answers):
    values = [*answers.values(), *(one for row in answers["rows"] for one in row.values())]
    return all(not isinstance(one, float) or (abs(one) < 1e6 and not one * 8 % 1) for one in values)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(made.trees(Kind.FLAG).map(renamed), made.answers.filter(tame).map(renamed_answers))
def test_odk_means_the_same(tree, answers):
    assume(apart(tree))
    try:
        written = to_xpath(tree, WITH_ROWS)
    except NotExpressible:
        return
    here = is_met(tree, Scope(answers), TODAY)
    assert Engine(answers, WITH_ROWS.blocks, TODAY).run(read(written, ODK)) is here
    if again := read_back(written):
        assert is_met(again, Scope(answers), TODAY) is here


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(made.trees(Kind.NUMBER).map(renamed), made.answers.filter(tame).map(renamed_answers))
def test_calculations_too(tree, answers):
    assume(apart(tree))
    try:
        written = to_xpath(tree, WITH_ROWS)
    except NotExpressible:
        return
    here = evaluate(tree, Scope(answers), TODAY)
    there = Engine(answers, WITH_ROWS.blocks, TODAY).run(read(written, ODK))
    assert there == ("" if here is None else here)
    if again := read_back(written):
        assert evaluate(again, Scope(answers), TODAY) == here


def raw(depth=2):
    """Conditions as people write them there, without a guard."""
    number = st.one_of(
        st.sampled_from([Field("n"), Field("m")]), st.sampled_from([0.0, 3.0, 12.0]).map(Number)
    )
    sums = st.builds(Operation, st.sampled_from(["+", "-", "*"]), st.tuples(number, number))
    sums |= st.builds(lambda one: Operation("string-length", (one,)), st.just(Field("t")))
    sums |= st.builds(lambda a, b: Operation("coalesce", (a, b)), number, number)
    sign = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    equal = st.sampled_from(["=", "!="])
    text = st.one_of(
        st.sampled_from([Field("t"), Field("u")]), st.sampled_from(["", "x"]).map(Text)
    )
    choice = st.tuples(st.just(Field("c")), st.sampled_from(["a", "b", ""]).map(Text))
    date = st.one_of(st.sampled_from([Field("d"), Field("e")]), st.just(Operation("today")))
    atom = st.one_of(
        st.builds(Operation, sign, st.tuples(number | sums, number | sums)),
        st.builds(Operation, equal, st.tuples(text, text)),
        st.builds(Operation, equal, choice),
        st.builds(Operation, sign, st.tuples(date, date)),
        st.builds(
            lambda key: Operation("selected", (Field("cs"), Text(key))), st.sampled_from("ab")
        ),
    )
    for _ in range(depth):
        atom = st.one_of(
            atom,
            st.builds(Operation, st.sampled_from(["and", "or"]), st.tuples(atom, atom)),
            st.builds(lambda one: Operation("not", (one,)), atom),
        )
    return atom


CALLED = ["and", "not", "=", "<", "+", "-", "div", "if", "coalesce", "sum", "count", "max", "round"]
CALLED += ["date", "number", "decimal-date-time", "format-date", "selected", "contains", "join"]
CALLED += ["string-length", "count-selected", "count-non-empty", "true", "today", "days", "mod"]
anything = st.recursive(
    st.one_of(
        st.sampled_from(["n", "t", "ok", "d", "c", "cs", "f", "rows", "row_n", "x"]).map(Field),
        st.sampled_from(["", "yes", "a", "2024-01-01", "%Y"]).map(Text),
        st.sampled_from([0.0, 2.0]).map(Number),
    ),
    lambda below: st.builds(
        Operation, st.sampled_from(CALLED), st.lists(below, max_size=3).map(tuple)
    ),
    max_leaves=12,
)


def as_text(asked):
    """With parentheses after every name but those of operators: any count of operands."""
    if not isinstance(asked, Operation):
        return write(asked, ODK)
    parts = [as_text(one) for one in asked.operands]
    if asked.name in ODK.levels and len(parts) > 1:
        return f"({f' {asked.name} '.join(parts)})"
    return f"{asked.name if asked.name not in ODK.levels else 'number'}({', '.join(parts)})"


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything.map(as_text))
def test_whatever_is_asked_is_read_or_refused(asked):
    try:
        tree = from_xpath(asked, WITH_ROWS)
    except NotExpressible:
        return
    type_of(tree, WITH_ROWS)
    assert parse(write(tree)) == tree


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw(), made.answers.filter(tame))
def test_what_is_read_means_the_same(asked, answers):
    text = write(asked, ODK)
    assert read(text, ODK) == asked
    try:
        tree = from_xpath(text, made.NAMES)
        there = Engine(answers, {}, TODAY).run(asked)
    except (NotExpressible, Repeated):
        return
    type_of(tree, made.NAMES)
    assert is_met(tree, Scope(answers), TODAY) is there
