"""What is said of conditions before anybody answers: constants, JSON Schema, witnesses."""

import math
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.constants import Constant, constant
from parvis.offer.forms.expressions.evaluate import Scope, evaluate, is_met
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.to_schema import to_schema
from parvis.offer.forms.expressions.tree import Operation
from parvis.offer.forms.expressions.types import Kind
from parvis.offer.forms.expressions.witnesses import witnesses
from tests.unit.forms.expressions import made

TODAY = date(2026, 11, 23)
QUIET = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ('"a"', "a"),
        ("1 / 0", None),
        ("n > 3 and no", False),
        ("ok or 1 < 2", True),
        ("ok and yes", ...),
        ("if(yes, 1, n)", 1),
        ("if(no, 1, n)", ...),
        ("first_of(1 / 0, 2, n)", 2),
        ("first_of(n, 2)", ...),
        ("today()", ...),
        ('days_between("2024-02-28", "2024-03-01")', 2),
        ("n * 0", ...),
        ("count(rows)", ...),
    ],
)
def test_constants(text, value):
    assert constant(parse(text)) == (None if value is ... else Constant(value))


@QUIET
@given(made.any_tree, made.answers)
def test_a_constant_is_never_changed(tree, answers):
    fixed = constant(tree)
    assume(fixed)
    found = evaluate(tree, Scope(answers), TODAY)
    assert found == fixed.value and type(found) is type(fixed.value)


@pytest.mark.parametrize(
    ("text", "schema"),
    [
        ("n >= 18", {"type": "number", "minimum": 18}),
        ("18 > n", {"type": "number", "exclusiveMaximum": 18}),
        ("n != 2 + 1", {"type": "number", "not": {"enum": [3]}}),
        ('t = "x"', {"const": "x"}),
        ("ok", {"enum": ["yes", True]}),
        ("ok != yes", {"enum": ["no", False]}),
        ('chosen(cs, "a")', {"type": "array", "contains": {"const": "a"}}),
        ('chosen(c, "a")', {"const": "a"}),
        ('d != "2024-01-01"', {"type": "string", "not": {"enum": ["2024-01-01", ""]}}),
        ("answered(f)", {"not": {"enum": [None, "", [], {}]}}),
    ],
)
def test_one_question_in_json_schema(text, schema):
    found = to_schema(parse(text), made.NAMES)
    (key,) = found["required"]
    assert found == {"required": [key], "properties": {key: schema}}


@pytest.mark.parametrize(
    "text",
    ["n + 1 > 3", "n > m", 'd < "2024-01-01"', "length(t) > 3", "d = today()", "count(rows) = 1",
     'any(rows.c, "a")', "not (ok and n > m)", "if(ok, sure, no)"],
)  # fmt: skip
def test_what_json_schema_cannot_say(text):
    assert to_schema(parse(text), made.NAMES) is None


def test_a_row_is_an_object_of_its_own():
    row = made.NAMES.within("rows")
    assert to_schema(parse("q > 3"), row)["required"] == ["q"]
    assert to_schema(parse("q > 3 and m > 3"), row) is None


def asked():
    """Conditions on one field each, and what joins them."""
    one = made.trees(Kind.FLAG, depth=1)
    for _ in range(2):
        one = st.one_of(
            one,
            st.builds(Operation, st.sampled_from(["and", "or"]), st.tuples(one, one)),
            st.builds(lambda below: Operation("not", (below,)), one),
        )
    return one


@QUIET
@given(asked(), made.answers)
def test_json_schema_means_the_same(tree, answers):
    schema = to_schema(tree, made.NAMES)
    assume(schema is not None)
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema).is_valid(answers)
    assert valid is is_met(tree, Scope(answers), TODAY)


def combinations(found):
    for values in product(*found.values()):
        yield Scope(dict(zip(found, values, strict=True)))


@QUIET
@given(st.lists(asked(), min_size=1, max_size=3), made.answers)
def test_some_witness_says_what_any_answers_say(trees, answers):
    found = witnesses(trees, made.NAMES)
    assume(found is not None and math.prod(map(len, found.values())) < 3000)
    said = [is_met(tree, Scope(answers), TODAY) for tree in trees]
    assert any(
        [is_met(tree, scope, TODAY) for tree in trees] == said for scope in combinations(found)
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("n > 3 or n = 5", (None, 2, 3, 4, 5, 6)),
        ("answered(n)", (None, 0)),
        ('c = "a"', (None, "a", "b", "long_key")),
        ("ok", (None, "yes", "no")),
        ('t = "x"', (None, "x", "xx")),
        ('d < "2024-03-01"', (None, "2024-02-29", "2024-03-01", "2024-03-02")),
        ('d < "0001-01-01"', (None, "0001-01-01", "0001-01-02")),
        ('h >= "23:59"', (None, "23:58", "23:59")),
        ('chosen(cs, "a") and chosen(cs, "b")', (None, ["d"], ["a"], ["b"], ["a", "b"])),
        ("answered(f)", (None, True)),
    ],
)
def test_witnesses(text, values):
    tree = parse(text)
    assert type_of(tree, made.NAMES).kind is Kind.FLAG
    (found,) = witnesses([tree], made.NAMES).values()
    assert found == values


@pytest.mark.parametrize(
    "text", ["n > m", "n * 2 > 3", 'd > today()', "sum(rows.n) > 2", "count(cs) > 1",
             'contains(t, "x")', "answered(rows)", 'today() > "2027-01-01"']
)  # fmt: skip
def test_what_no_witness_can_promise(text):
    assert witnesses([parse("n > 3"), parse(text)], made.NAMES) is None


def test_a_page_that_nobody_reaches():
    trees = [parse('c = "a" and n > 3 and not n > 2')]
    found = witnesses(trees, made.NAMES)
    assert set(found) == {"c", "n"}
    assert not any(is_met(trees[0], scope, TODAY) for scope in combinations(found))
