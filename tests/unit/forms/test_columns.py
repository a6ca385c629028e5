"""A form as columns, and back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.columns import answers_of, columns, open_columns, open_row, row
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.reading import read_answers
from tests.factories.forms import answers, forms

TODAY = date(2026, 11, 23)
_QUICK = settings(max_examples=150, suppress_health_check=list(HealthCheck))
_LONG = settings(max_examples=3_000, suppress_health_check=list(HealthCheck))


def _form(*items: dict[str, Any]) -> CompiledForm:
    return compile_form(read_definition({"pages": [{"key": "page", "items": list(items)}]}))


def _comes_back(data: st.DataObject) -> None:
    form = data.draw(forms())
    read = read_answers(form, data.draw(answers(form)), today=TODAY)
    kept = _without_files(form, read.answers)
    names = [column.name for column in columns(form)]
    cells = row(form, kept)
    assert len(set(names)) == len(names) == len(cells)
    again = read_answers(form, answers_of(form, dict(zip(names, cells, strict=True))), today=TODAY)
    assert _typed(form, again.given) == _typed(form, kept)
    open_names = [column.name for column in open_columns(form)]
    assert len(set(open_names)) == len(open_names) == len(open_row(form, kept))


def _typed(form: CompiledForm, answers: dict[str, Any]) -> dict[str, Any]:
    """What was typed: what is worked out depends on the files, which no sheet carries."""
    untyped = {node.key for node in form.fields if node.field and not node.field.is_typed}
    return _without(untyped, answers)


def _without_files(form: CompiledForm, answers: dict[str, Any]) -> dict[str, Any]:
    return _without({n.key for n in form.fields if isinstance(n.field, StoredField)}, answers)


def _without(keys: set[str], answers: dict[str, Any]) -> dict[str, Any]:
    return {
        key: [_without(keys, one) if isinstance(one, dict) else one for one in value]
        if isinstance(value, list)
        else value
        for key, value in answers.items()
        if key not in keys
    }


@_QUICK
@given(st.data())
def test_what_was_read_comes_back_from_its_cells(data: st.DataObject) -> None:
    _comes_back(data)


@pytest.mark.long
@_LONG
@given(st.data())
def test_what_was_read_comes_back_from_its_cells_whatever_the_form(data: st.DataObject) -> None:
    _comes_back(data)


def test_a_block_is_counted_and_numbered() -> None:
    age = {"kind": "number", "key": "age", "label": {"fr": "Âge"}}
    form = _form(
        {"kind": "repeat", "key": "children", "each": {"fr": "Enfant"}, "most": 2, "items": [age]}
    )
    assert [column.name for column in columns(form)] == [
        "children",
        "children_1_age",
        "children_2_age",
    ]
    assert columns(form)[2].label == {"fr": "Enfant 2 · Âge"}
    assert row(form, {"children": [{"age": 4}]}) == [1, 4, None]
    # Nobody counts in a sheet that was filled in by hand.
    assert answers_of(form, {"children_2_age": "7"}) == {"children": [{}, {"age": "7"}]}


def test_names_that_would_be_the_same_are_told_apart() -> None:
    form = _form(
        {"kind": "number", "key": "children_1_age"},
        {
            "kind": "repeat",
            "key": "children",
            "most": 1,
            "items": [{"kind": "number", "key": "age"}],
        },
    )
    names = [column.name for column in columns(form)]
    assert names == ["children_1_age", "children", "children_1_age_2"]


def test_nothing_personal_leaves_openly_nor_what_is_worked_out_from_it() -> None:
    form = _form(
        {"kind": "number", "key": "persons"},
        {"kind": "number", "key": "income", "privacy": "sensitive"},
        {"kind": "text", "key": "words"},
        {"kind": "date", "key": "born"},
        {"kind": "person", "key": "who", "privacy": "public"},
        {"kind": "address", "key": "where", "privacy": "public"},
        {"kind": "scale", "key": "mark"},
        {"kind": "time", "key": "up"},
        {"kind": "computed", "key": "double", "compute": "mark * 2"},
        {"kind": "computed", "key": "share", "compute": "income / double"},
        {"kind": "computed", "key": "each", "compute": "persons * 2"},
        {"kind": "computed", "key": "said", "compute": 'first_of(words, "-")', "result": "text"},
        {"kind": "computed", "key": "day", "compute": "born", "result": "date"},
        {
            "kind": "repeat",
            "key": "children",
            "items": [{"kind": "number", "key": "age", "privacy": "personal"}],
        },
    )
    leaving = open_columns(form)
    assert [column.name for column in leaving] == [
        "persons", "born__month", "mark", "up__hour", "double",
    ]  # fmt: skip
    assert [column.name for column in leaving if column.in_classes] == ["persons"]
    assert open_row(form, {"up": "08:13"})[3] == 8


def test_a_sheet_s_own_days_and_hours_are_read() -> None:
    from datetime import datetime, time

    form = _form({"kind": "date", "key": "day"}, {"kind": "time", "key": "hour"})
    cells = {"day": datetime(2026, 11, 23), "hour": time(8, 30)}
    assert answers_of(form, cells) == {"day": "2026-11-23", "hour": "08:30"}


def test_a_rank_that_is_no_number_is_refused_not_a_failure() -> None:
    choices = [{"key": "a"}, {"key": "b"}]
    form = _form({"kind": "ranking", "key": "order", "choices": choices})
    read = read_answers(form, answers_of(form, {"order__a": "premier", "order__b": 2}), today=TODAY)
    assert read.wrong["order"].code == "not_in_order"


def test_columns_are_worked_out_once_for_a_form() -> None:
    one, other = (_form({"kind": "text", "key": "said"}) for _ in range(2))
    assert columns(one) is columns(one)
    assert columns(one) == columns(other)
    assert columns(one) is not columns(other)
