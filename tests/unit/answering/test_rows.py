"""Rows of blocks as buttons change them, and what keeps somebody on a page."""

from datetime import date

import pytest
from django.http import QueryDict

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.fields import Wrong
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.judging import judged
from parvis.web.answering.layout import Drawing, Part, seen
from parvis.web.answering.rows import changed, filled
from parvis.web.answering.shapes import Places

TODAY = date(2026, 11, 23)
ITEMS = [
    {"kind": "number", "key": "age", "label": {"fr": "Âge"}, "required": True},
    {"kind": "text", "key": "school", "label": {"fr": "École"}, "required": True,
     "show": "age > 3"},
]  # fmt: skip
BLOCK = {"kind": "repeat", "key": "children", "fewest": 1, "most": 3, "title": {"fr": "Enfants"}}
PAGES = [
    {"key": "p", "items": [{**BLOCK, "items": ITEMS}]},
    {"key": "q", "items": [{"kind": "text", "key": "end", "label": {"fr": "Fin"}}]},
]
FORM = compile_form(read_definition({"pages": PAGES}))
TWO = {"children": [{"age": 1}, {"age": 2}]}


def test_as_many_rows_as_there_must_be_are_asked_at_once():
    assert filled(FORM, {}) == {"children": [{}]}
    assert filled(FORM, TWO) == TWO
    assert filled(FORM, {"children": "what"}) == {"children": "what"}


@pytest.mark.parametrize(
    ("given", "wish", "rows", "focus"),
    [
        ({}, "more-children", [{}, {}], "children.1"),
        (TWO, "more-children", [{"age": 1}, {"age": 2}, {}], "children.2"),
        ({"children": [{}] * 3}, "more-children", [{}] * 3, "children.2"),
        (TWO, "less-children-0", [{"age": 2}], "children"),
        (TWO, "less-children-7", [{"age": 1}, {"age": 2}], "children"),
        (TWO, "less-children-x", [{"age": 1}, {"age": 2}], "children"),
    ],
)
def test_a_button_adds_a_row_or_takes_one(given, wish, rows, focus):
    found = changed(FORM, given, wish)
    assert (found.given["children"], found.focus) == (rows, focus)


@pytest.mark.parametrize("wish", ["", "go", "more-", "more-age", "more-other", "less-age-0"])
def test_any_other_button_changes_no_row(wish):
    assert changed(FORM, TWO, wish) is None


def judge(given, sent, refused=None):
    reading = read_answers(FORM, given, today=TODAY)
    return judged(FORM, ["p"], reading, QueryDict(sent), refused or {})


def test_what_has_just_been_asked_is_no_mistake_yet():
    given = {"children": [{"age": 5}]}
    found = judge(given, "seen=children children.0.age")
    assert (found.wrong, found.new, found.focus) == (
        {}, ("children.0.school",), "children.0.school",
    )  # fmt: skip
    assert not found.is_over
    again = judge(given, "seen=children children.0.age children.0.school")
    assert again.wrong == {"children.0.school": Wrong("missing")}
    assert again.focus == ""


def test_a_block_under_the_heading_of_its_page_is_told_as_shown():
    reading = read_answers(FORM, filled(FORM, {}), today=TODAY)
    items = Drawing(FORM, reading, TODAY, "fr", Places(), {}).page("p")
    page = Part("p", "q-p", "Page", "", is_hidden=False, items=items)
    assert seen([page]) == seen(items) == "children children.0.age"


def test_a_program_without_a_page_is_told_what_is_missing():
    assert judge({"children": [{"age": 5}]}, "").wrong


def test_a_file_that_was_not_taken_keeps_one_there():
    found = judge({"children": [{"age": 1}]}, "", {"paper": Wrong("too_heavy")})
    assert not found.is_over
    assert judge({"children": [{"age": 1}]}, "").is_over
