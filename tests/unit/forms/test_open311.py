"""Questions as attributes of an Open311 service."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.open311 import attributes
from parvis.offer.forms.reading import read_answers
from parvis.offer.forms.xlsform.writing import node_kind
from tests.factories.forms import answers, forms

TODAY = date(2026, 11, 23)
_DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}
_QUICK = settings(max_examples=100, suppress_health_check=list(HealthCheck))


def _form(*items: dict[str, Any], **page: Any) -> CompiledForm:
    return compile_form(read_definition({"pages": [{"key": "page", "items": items, **page}]}))


# What the flat list has no datatype for.
_ELSEWHERE = {"place", "ranking", "file", "photo"}


def _told(codes: list[str], answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as somebody would write them, texts by the codes of attributes."""
    found: dict[str, Any] = {}
    for code in codes:
        key, _, part = code.partition(".")
        value = answers.get(key)
        if part and isinstance(value, dict) and part in value:
            found.setdefault(key, {})[part] = str(value[part])
        elif value is not None and not part:
            found[key] = (
                value if isinstance(value, list) else "yes" if value is True else str(value)
            )
    return found


@_QUICK
@given(st.data())
def test_what_is_told_attribute_by_attribute_is_what_was_answered(data: st.DataObject) -> None:
    form = data.draw(forms())
    made = attributes(form, "fr")
    codes = [one["code"] for one in made]
    assert len(set(codes)) == len(codes)
    assert {one["datatype"] for one in made} <= _DATATYPES
    assert [one["order"] for one in made] == list(range(1, len(made) + 1))
    read = read_answers(form, data.draw(answers(form)), today=TODAY)
    asked = {
        node.key for node in form.fields
        if node.field and node.field.is_typed and not node.block
        and node_kind(node.field) not in _ELSEWHERE
    }  # fmt: skip
    assert asked <= {code.partition(".")[0] for code in codes}
    kept = {key: value for key, value in read.answers.items() if key in asked}
    again = read_answers(form, _told(codes, kept), today=TODAY)
    assert again.given == kept


def test_a_list_says_its_values_and_what_may_be_hidden_is_not_required() -> None:
    choices = [{"key": "hole", "label": {"fr": "Un trou"}}]
    form = _form(
        {"kind": "choice", "key": "what", "choices": choices, "required": True},
        {"kind": "text", "key": "more", "required": True, "show": 'what = "hole"'},
        {"kind": "information", "key": "note", "label": {"fr": "Lisez ceci"}},
    )
    what, more, note = attributes(form, "fr")
    assert what["values"] == [{"key": "hole", "name": "Un trou"}]
    assert what["required"]
    assert not more["required"]
    assert (note["variable"], note["description"]) == (False, "Lisez ceci")


def test_a_matrix_is_a_list_a_row() -> None:
    form = _form(
        {
            "kind": "matrix",
            "key": "grades",
            "rows": [{"key": "park"}, {"key": "pool"}],
            "choices": [{"key": "good"}],
        }
    )
    made = attributes(form, "fr")
    assert [one["code"] for one in made] == ["grades.park", "grades.pool"]


def test_what_the_flat_list_can_t_ask_is_left_out() -> None:
    form = _form(
        {"kind": "place", "key": "where"},
        {"kind": "ranking", "key": "order"},
        {"kind": "file", "key": "paper"},
        {"kind": "repeat", "key": "children", "items": [{"kind": "number", "key": "age"}]},
    )
    assert attributes(form, "fr") == []


def test_a_part_of_a_person_or_of_an_address_is_named_in_words():
    form = _form(
        {"kind": "person", "key": "who", "label": {"fr": "Qui êtes-vous ?", "en": "Who are you?"}},
        {"kind": "address", "key": "home", "label": {"fr": "Où vous écrire ?"}},
    )
    titles = {one["code"]: one["description"] for one in attributes(form, "fr")}
    assert titles["who.first_name"] == "Qui êtes-vous ? · Prénom"
    assert titles["home.postcode"] == "Où vous écrire ? · Code postal"
    assert attributes(form, "en")[0]["description"] == "Who are you? · First name"
