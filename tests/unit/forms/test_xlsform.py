"""A definition as an XLSForm, and back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.xlsform.checking import check_compiles
from parvis.offer.forms.xlsform.reading import definition_of, read_xlsform
from parvis.offer.forms.xlsform.sheets import read_workbook, write_workbook
from parvis.offer.forms.xlsform.writing import sheets_of, write_xlsform
from tests.factories.forms import forms

_QUICK = settings(max_examples=100, suppress_health_check=list(HealthCheck))
_LONG = settings(max_examples=2_000, suppress_health_check=list(HealthCheck))


def _goes_and_comes_back(form: CompiledForm) -> None:
    sheets, notes = sheets_of(form)
    check_compiles(sheets)
    again, others = definition_of(read_workbook(write_workbook(sheets)))
    compile_form(again)
    if not notes:
        assert write_definition(again) == write_definition(form.definition)
        assert others == []


@_QUICK
@given(forms())
def test_it_compiles_and_comes_back_the_same(form: CompiledForm) -> None:
    _goes_and_comes_back(form)


@pytest.mark.long
@_LONG
@given(forms())
def test_it_compiles_and_comes_back_the_same_whatever_the_form(form: CompiledForm) -> None:
    _goes_and_comes_back(form)


def _form(*items: dict[str, Any], **more: Any) -> CompiledForm:
    page = {"key": "page", "title": {"fr": "Page"}, "items": list(items)}
    return compile_form(read_definition({"title": {"fr": "Fête"}, "pages": [page], **more}))


def _row(form: CompiledForm, name: str) -> dict[str, str]:
    survey = sheets_of(form)[0]["survey"]
    return next(row for row in survey if row.get("name") == name)


def test_a_file_is_written_and_read() -> None:
    label = {"fr": "Votre âge", "en": "Your age"}
    form = _form(
        {"kind": "number", "key": "age", "label": label, "most": 120, "privacy": "personal"},
        languages=["fr", "en"],
    )
    content, notes = write_xlsform(form)
    assert notes == []
    assert read_xlsform(content) == (form.definition, [])
    row = _row(form, "age")
    assert (row["type"], row["constraint"]) == ("integer", ". <= 120")
    assert row["label::Français (fr)"] == "Votre âge"
    assert row["parvis_privacy"] == "personal"


def test_pages_that_a_leap_passes_over_are_not_relevant() -> None:
    ask = {"kind": "yes_no", "key": "short", "label": {"fr": "Court ?"}}
    pages = [
        {"key": "one", "items": [ask], "skip": [{"when": "short", "to": "end"}]},
        {"key": "two"},
    ]
    form = compile_form(read_definition({"pages": pages}))
    assert _row(form, "two")["relevant"] == "not(${short} = 'yes')"


def test_what_is_changed_in_a_spreadsheet_is_changed_here() -> None:
    form = _form(
        {"kind": "number", "key": "age", "label": {"fr": "Âge"}},
        {"kind": "text", "key": "school", "label": {"fr": "École"}, "show": "age < 16"},
    )
    sheets = sheets_of(form)[0]
    row = next(row for row in sheets["survey"] if row.get("name") == "school")
    assert row["parvis_show"] == "age < 16"
    row["relevant"] = "${age} < 18"
    again = definition_of(sheets)[0]
    assert [field.show for field in again.fields()] == ["", "age < 18"]


def test_what_xpath_can_t_say_is_noted_and_kept() -> None:
    form = _form(
        {"kind": "time", "key": "hour", "label": {"fr": "Heure"}},
        {"kind": "text", "key": "why", "label": {"fr": "Pourquoi"}, "show": 'hour < "08:00"'},
    )
    sheets, (note,) = sheets_of(form)
    assert (note.code, note.line, note.column) == ("not_said", 4, "relevant")
    assert sheets["survey"][note.line - 2]["name"] == "why"
    assert definition_of(sheets)[0] == form.definition


def test_a_text_that_looks_like_a_reference_or_a_formula_is_a_text() -> None:
    form = _form({"kind": "text", "key": "a", "label": {"fr": "=1+${b} _x0041_"}})
    content, (note,) = write_xlsform(form)
    assert note.code == "reference_in_text"
    (field,) = read_xlsform(content)[0].fields()
    assert field.label == {"fr": "=1+$ {b} _x0041_"}


def test_a_question_named_as_odk_s_own_goes_under_another_name() -> None:
    form = _form(
        {"kind": "number", "key": "meta", "label": {"fr": "A"}},
        {"kind": "text", "key": "b", "label": {"fr": "B"}, "show": "meta > 1"},
    )
    assert _row(form, "b")["relevant"] == "${meta_} > 1"
    assert read_xlsform(write_xlsform(form)[0])[0] == form.definition


def test_choices_under_others_are_filtered_there() -> None:
    towns = [{"key": "lyon", "label": {"fr": "Lyon"}, "under": "rhone"}]
    depts = [{"key": "rhone", "label": {"fr": "Rhône"}}]
    form = _form(
        {"kind": "choice", "key": "dept", "label": {"fr": "D"}, "choices": depts},
        {
            "kind": "choice",
            "key": "town",
            "label": {"fr": "V"},
            "choices": towns,
            "depends_on": "dept",
        },
    )
    assert _row(form, "town")["choice_filter"] == "under = ${dept}"
    assert read_xlsform(write_xlsform(form)[0]) == (form.definition, [])


def test_a_value_worked_out_keeps_the_class_that_its_author_wrote() -> None:
    asked = [
        {"kind": "number", "key": "income", "label": {"fr": "Revenu"}, "privacy": "sensitive"},
        {"kind": "computed", "key": "double", "label": {"fr": "Double"}, "compute": "income * 2"},
    ]
    definition = read_definition({"title": {"fr": "Aide"}, "pages": [{"key": "p", "items": asked}]})
    form = compile_form(definition)
    assert form.nodes["double"].field.privacy == "sensitive"
    _goes_and_comes_back(form)
