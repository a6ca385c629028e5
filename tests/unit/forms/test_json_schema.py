"""The JSON Schema of a form's answers accepts what `read_strictly` does."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.json_schema import answers_schema
from parvis.offer.forms.reading import read_strictly
from tests.factories.forms import answers, forms
from tests.support.json_schema import accepts

TODAY = date(2026, 11, 23)
_QUICK = settings(max_examples=150, suppress_health_check=list(HealthCheck))
_LONG = settings(max_examples=3_000, suppress_health_check=list(HealthCheck))


def _agrees(data: st.DataObject) -> None:
    form = data.draw(forms())
    schema = answers_schema(form)
    json.dumps(schema)
    for given_ in data.draw(st.lists(answers(form), min_size=1, max_size=3)):
        wrong = read_strictly(form, given_, today=TODAY).wrong
        assert accepts(schema, given_, today=TODAY) == (not wrong), wrong


@_QUICK
@given(st.data())
def test_it_accepts_what_reading_accepts(data: st.DataObject) -> None:
    _agrees(data)


@pytest.mark.long
@_LONG
@given(st.data())
def test_it_accepts_what_reading_accepts_whatever_the_form(data: st.DataObject) -> None:
    _agrees(data)


def _form(*pages: dict[str, Any], **more: Any) -> CompiledForm:
    return compile_form(read_definition({"pages": list(pages), **more}))


def _page(key: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "items": list(items), **more}


def test_what_is_hidden_is_refused_and_what_is_shown_needed() -> None:
    form = _form(
        _page(
            "page",
            {"kind": "yes_no", "key": "moves", "label": {"fr": "Vous partez ?"}},
            {"kind": "text", "key": "where", "show": "moves", "required": True},
        )
    )
    schema = answers_schema(form)
    assert schema["properties"]["moves"] == {"title": "Vous partez ?", "enum": ["yes", "no"]}
    assert "x-parvis" not in schema
    assert accepts(schema, {"moves": "no"}, today=TODAY)
    assert accepts(schema, {"moves": "yes", "where": "Lyon"}, today=TODAY)
    assert not accepts(schema, {"moves": "yes"}, today=TODAY)
    assert not accepts(schema, {"moves": "no", "where": "Lyon"}, today=TODAY)


def test_a_page_that_a_leap_passes_over_is_not_asked() -> None:
    form = _form(
        _page("one", {"kind": "yes_no", "key": "short"}, skip=[{"when": "short", "to": "three"}]),
        _page("two", {"kind": "text", "key": "more"}),
        _page("three", {"kind": "text", "key": "end"}),
    )
    schema = answers_schema(form)
    assert "x-parvis" not in schema
    assert accepts(schema, {"short": "yes", "end": "a"}, today=TODAY)
    assert not accepts(schema, {"short": "yes", "more": "a"}, today=TODAY)
    assert accepts(schema, {"short": "no", "more": "a"}, today=TODAY)


def test_what_plain_schema_can_t_say_stands_under_our_keyword() -> None:
    form = _form(
        _page(
            "page",
            {"kind": "number", "key": "first"},
            {"kind": "number", "key": "second"},
            {"kind": "computed", "key": "both", "compute": "first + second"},
            {"kind": "text", "key": "why", "show": "both > 10"},
        )
    )
    schema = answers_schema(form)
    assert [rule["about"] for rule in schema["x-parvis"]["rules"]] == ["why"]
    assert accepts(schema, {"first": 6, "second": 6, "why": "a"}, today=TODAY)
    assert not accepts(schema, {"first": 6, "second": 4, "why": "a"}, today=TODAY)


def test_a_list_that_questions_share_is_written_once() -> None:
    lists = {"towns": [{"key": "lyon"}, {"key": "bron"}]}
    asks = [{"kind": "choice", "key": key, "choices_from": "towns"} for key in ("a", "b")]
    schema = answers_schema(_form(_page("page", *asks), lists=lists))
    assert schema["$defs"] == {"list-towns": {"enum": ["lyon", "bron"]}}
    assert schema["properties"]["b"] == {"$ref": "#/$defs/list-towns"}


def test_a_block_without_rows_is_not_answered() -> None:
    block = {"kind": "repeat", "key": "children", "show": "has", "items": []}
    form = _form(_page("page", {"kind": "yes_no", "key": "has"}, block))
    given_ = {"has": "no", "children": []}
    read = read_strictly(form, given_, today=TODAY)
    assert read.given == {"has": "no"}
    assert not read.wrong


def test_rows_that_are_none_are_refused_even_where_the_block_is_hidden() -> None:
    block = {"kind": "repeat", "key": "children", "show": "no", "items": []}
    read = read_strictly(_form(_page("page", block)), {"children": 0}, today=TODAY)
    assert read.wrong["children"].code == "not_asked"


def test_a_choice_is_one_of_those_under_the_choice_above() -> None:
    towns = [{"key": "lyon", "under": "rhone"}, {"key": "bourg", "under": "ain"}]
    form = _form(
        _page(
            "page",
            {"kind": "choice", "key": "dept", "choices": [{"key": "rhone"}, {"key": "ain"}]},
            {"kind": "choice", "key": "town", "choices": towns, "depends_on": "dept"},
        )
    )
    schema = answers_schema(form)
    assert accepts(schema, {"dept": "ain", "town": "bourg"}, today=TODAY)
    assert not accepts(schema, {"dept": "ain", "town": "lyon"}, today=TODAY)
    assert not accepts(schema, {"town": "lyon"}, today=TODAY)
