"""What may be written, how it is written back, and where what may not be is wrong."""

import pytest
from hypothesis import HealthCheck, given, settings

from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import (
    DEEPEST,
    LONGEST,
    RESERVED,
    ExpressionError,
    Field,
    Number,
    Operation,
    Problem,
    Text,
    depth,
    from_json,
    references,
    to_json,
)
from parvis.offer.forms.expressions.write import write
from tests.unit.forms.expressions import made


def problem(act, *given):
    with pytest.raises(ExpressionError) as refused:
        act(*given)
    return (refused.value.code, refused.value.at, *refused.value.names)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(made.any_tree)
def test_what_is_written_is_read_back(tree):
    text = write(tree)
    assert parse(text) == tree
    assert write(parse(text)) == text
    assert from_json(to_json(tree)) == tree


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("( age>=18 )and(not(x))", "age >= 18 and not x"),
        ("((a or b)) and c", "(a or b) and c"),
        ("a and (b and c)", "a and (b and c)"),
        ("(a+b)+c", "(a + b) + c"),
        ("(a-b)-c", "a - b - c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a*b)/c", "a * b / c"),
        ("-(a+b)", "-(a + b)"),
        ("not(a=b)", "not a = b"),
        ("(not a)=b", "(not a) = b"),
        ("0.10", "0.1"),
        ("1000000000000000000000.5", "1000000000000000000000"),
        ('"a""b"', '"a""b"'),
        ("if(a,b,\n\tc)", "if(a, b, c)"),
        ("a\u00a0+\u202fb", "a + b"),
    ],
)
def test_canonical_text(written, canonical):
    assert write(parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", (Problem.SYNTAX, 0, "")),
        ("age >", (Problem.SYNTAX, 5, "")),
        ("age > > 3", (Problem.SYNTAX, 6, ">")),
        ("1 < age < 9", (Problem.SYNTAX, 8, "<")),
        ("age == 3", (Problem.SYNTAX, 5, "=")),
        ("Age = 3", (Problem.SYNTAX, 0, "A")),
        ("age = 'x'", (Problem.SYNTAX, 6, "'")),
        ('age = "x', (Problem.SYNTAX, 6, '"')),
        ("(age", (Problem.SYNTAX, 4, "")),
        ("age)", (Problem.SYNTAX, 3, ")")),
        ("age 3", (Problem.SYNTAX, 4, "3")),
        ("a = not b", (Problem.SYNTAX, 4, "not")),
        ("sum", (Problem.SYNTAX, 0, "sum")),
        ("children.count", (Problem.SYNTAX, 0, "children.count")),
        ("a.b.c", (Problem.SYNTAX, 3, ".")),
        ("1e3", (Problem.SYNTAX, 1, "e3")),
        ("9" * 400, (Problem.SYNTAX, 0, "9" * 400)),
        ("max(1,)", (Problem.SYNTAX, 6, ")")),
        ("3 + median(a)", (Problem.UNKNOWN_FUNCTION, 4, "median")),
        ("a and today(1)", (Problem.WRONG_COUNT, 6, "today")),
        ("if(a, b)", (Problem.WRONG_COUNT, 0, "if")),
        ("max()", (Problem.WRONG_COUNT, 0, "max")),
        ("a" * (LONGEST + 1), (Problem.TOO_LONG, 0)),
        ("(" * 200 + "a" + ")" * 200, (Problem.TOO_DEEP, 102)),
        ("a" + " - b" * DEEPEST, (Problem.TOO_DEEP, 0)),
    ],
)
def test_what_is_refused_says_where(written, expected):
    assert problem(parse, written) == expected


def test_the_deepest_and_the_longest_are_read():
    deepest = "not (" * (DEEPEST - 1) + "a" + ")" * (DEEPEST - 1)
    assert depth(parse(deepest)) == DEEPEST
    assert write(parse(deepest)) == "not " * (DEEPEST - 1) + "a"
    right = "a - (" * (DEEPEST - 2) + "a - a" + ")" * (DEEPEST - 2)
    assert write(parse(right)) == right
    long = "a or " * 300 + "a"
    assert depth(parse(long)) == 2
    assert len(parse("a" * LONGEST).key) == LONGEST


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_reserved_words_are_no_fields(word):
    assert problem(parse, f"{word} + 1" if word not in {"yes", "no"} else f"{word}.x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, Problem.SYNTAX),
        ([], Problem.SYNTAX),
        (["field"], Problem.UNKNOWN_FUNCTION),
        ([["and"], 1], Problem.SYNTAX),
        (-1, Problem.SYNTAX),
        (float("inf"), Problem.SYNTAX),
        ({"and": []}, Problem.SYNTAX),
        (["median", 1], Problem.UNKNOWN_FUNCTION),
        (["and", True], Problem.WRONG_COUNT),
    ],
)
def test_stored_trees_are_checked(data, code):
    assert problem(from_json, data)[0] == code


def test_stored_trees_that_are_too_deep():
    data = 1
    for _ in range(DEEPEST):
        data = ["-", data]
    assert problem(from_json, data)[0] == Problem.TOO_DEEP
    assert depth(from_json(data[1])) == DEEPEST


def test_references_name_blocks():
    tree = parse("sum(children.age) > limit and count(children) > 0 and limit > 0")
    assert references(tree) == {("children", "age"), (None, "limit"), (None, "children")}


def test_positions_say_where_but_don_t_make_a_difference():
    tree = parse("a  =  3")
    assert tree == Operation("=", (Field("a"), Number(3.0)))
    assert [tree.at, *(one.at for one in tree.operands)] == [3, 0, 6]
    assert Text("yes") != parse("yes")
