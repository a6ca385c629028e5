"""Conditions built by rows say the same as the expression that they write."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parvis.offer.forms.conditions import TESTS, WITHOUT_VALUE, Row, Rows, rows_of, written
from parvis.offer.forms.expressions.types import Kind

KINDS = {f"q_{kind.value}": kind for kind in TESTS}


@pytest.mark.parametrize(
    ("expression", "row"),
    [
        ("q_flag", Row("q_flag", "yes")),
        ("not q_flag", Row("q_flag", "no")),
        ('chosen(q_choice, "a")', Row("q_choice", "chosen", "a")),
        ('not chosen(q_choices, "a")', Row("q_choices", "not_chosen", "a")),
        ("q_number >= 3.5", Row("q_number", ">=", "3.5")),
        ("q_number = -2", Row("q_number", "=", "-2")),
        ('q_date < "2026-01-31"', Row("q_date", "<", "2026-01-31")),
        ('contains(q_text, "vélo")', Row("q_text", "contains", "vélo")),
        ("not answered(q_other)", Row("q_other", "unanswered")),
    ],
)
def test_a_row_and_its_expression(expression, row):
    assert rows_of(expression, KINDS) == Rows((row,))
    assert written(Rows((row,)), KINDS) == expression


def test_several_rows_are_joined_one_way():
    text = 'q_flag or chosen(q_choice, "a") or not answered(q_text)'
    found = rows_of(text, KINDS)
    assert found is not None
    assert (found.joined, len(found.rows)) == ("or", 3)
    assert written(found, KINDS) == text


@pytest.mark.parametrize(
    "beyond",
    ["q_flag and (q_number > 1 or q_number < 0)", "q_number + 1 > 2", "sum(b.q) > 1", "q_flag and",
     "q_number > q_number", "unknown > 2"],
)  # fmt: skip
def test_what_is_beyond_rows_stays_an_expression(beyond):
    assert rows_of(beyond, KINDS) is None


def test_a_row_without_its_value_yet_asks_whether_there_is_an_answer():
    assert written(Rows((Row("q_number", ">", "beaucoup"),)), KINDS) == "answered(q_number)"
    assert written(Rows((Row("q_choice", "chosen"),)), KINDS) == "answered(q_choice)"
    assert written(Rows((Row("q_text", "<", "2"),)), KINDS) == "answered(q_text)"
    assert written(Rows(), KINDS) == ""


@some.composite
def rows(draw):
    found = []
    for _ in range(draw(some.integers(1, 5))):
        kind = draw(some.sampled_from(list(TESTS)))
        test = draw(some.sampled_from(TESTS[kind]))
        value = ""
        if test not in WITHOUT_VALUE:
            value = str(draw(some.integers(-99, 99))) if kind is Kind.NUMBER else "2026-01-02"
        found.append(Row(f"q_{kind.value}", test, value))
    joined = "and" if len(found) == 1 else draw(some.sampled_from(["and", "or"]))
    return Rows(tuple(found), joined)


@given(rows())
def test_rows_come_back_as_they_were_written(built):
    assert rows_of(written(built, KINDS), KINDS) == built
