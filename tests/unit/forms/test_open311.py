"""Questions as attributes of an Open311 service."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.open311 import LeftOut, attributes, given_of
from parvis.offer.forms.reading import read_answers
from tests.factories.forms import answers, forms

TODAY = date(2026, 11, 23)
_DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}
_QUICK = settings(max_examples=100, suppress_health_check=list(HealthCheck))


def _form(*items: dict[str, Any], **page: Any) -> CompiledForm:
    return compile_form(read_definition({"pages": [{"key": "page", "items": items, **page}]}))


def _posted(codes: list[str], answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Answers as somebody would post them."""
    found = []
    for code in codes:
        key, _, part = code.partition(".")
        value = answers.get(key)
        value = value.get(part) if part and isinstance(value, dict) else value
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                text = "yes" if one is True else str(one)
                found.append((f"attribute[{code}]", text))
    return found


@_QUICK
@given(st.data())
def test_what_is_posted_to_the_attributes_is_what_was_answered(data: st.DataObject) -> None:
    form = data.draw(forms())
    made, left = attributes(form, "fr")
    codes = [one["code"] for one in made]
    assert len(set(codes)) == len(codes)
    assert {one["datatype"] for one in made} <= _DATATYPES
    assert [one["order"] for one in made] == list(range(1, len(made) + 1))
    read = read_answers(form, data.draw(answers(form)), today=TODAY)
    asked = [node for node in form.fields if node.field and node.field.is_typed]
    lost = {node.key for node in asked if node.block} | {one.key for one in left}
    told = {node.key for node in asked} - lost
    kept = {key: value for key, value in read.answers.items() if key in told}
    again = given_of(form, _posted(codes, kept))
    assert read_answers(form, again, today=TODAY).given == kept


def test_a_list_says_its_values_and_what_may_be_hidden_is_not_required() -> None:
    choices = [{"key": "hole", "label": {"fr": "Un trou"}}]
    form = _form(
        {"kind": "choice", "key": "what", "choices": choices, "required": True},
        {"kind": "text", "key": "more", "required": True, "show": 'what = "hole"'},
        {"kind": "information", "key": "note", "label": {"fr": "Lisez ceci"}},
    )
    what, more, note = attributes(form, "fr")[0]
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
    made, left = attributes(form, "fr")
    assert [one["code"] for one in made] == ["grades.park", "grades.pool"]
    assert left == []
    assert given_of(form, [("attribute[grades.pool]", "good")]) == {"grades": {"pool": "good"}}


def test_what_the_flat_list_can_t_ask_is_named() -> None:
    form = _form(
        {"kind": "place", "key": "where"},
        {"kind": "ranking", "key": "order"},
        {"kind": "file", "key": "paper"},
        {"kind": "repeat", "key": "children", "items": [{"kind": "number", "key": "age"}]},
    )
    made, left = attributes(form, "fr")
    assert made == []
    assert left == [
        LeftOut("children", "block"),
        LeftOut("where", "kind"),
        LeftOut("order", "kind"),
        LeftOut("paper", "kind"),
    ]


def test_a_moment_is_read_as_its_day_and_an_unknown_code_is_refused() -> None:
    form = _form({"kind": "date", "key": "day"})
    posted = [
        ("attribute[day]", "2026-11-23T00:00:00+01:00"),
        ("attribute[other]", "1"),
        ("lat", "4"),
    ]
    given_ = given_of(form, posted)
    assert given_ == {"day": "2026-11-23", "other": "1"}
    assert read_answers(form, given_, today=TODAY).wrong["other"].code == "unknown"


def test_a_part_of_a_person_or_of_an_address_is_named_in_words():
    form = _form(
        {"kind": "person", "key": "who", "label": {"fr": "Qui êtes-vous ?", "en": "Who are you?"}},
        {"kind": "address", "key": "home", "label": {"fr": "Où vous écrire ?"}},
    )
    titles = {one["code"]: one["description"] for one in attributes(form, "fr")[0]}
    assert titles["who.first_name"] == "Qui êtes-vous ? · Prénom"
    assert titles["home.postcode"] == "Où vous écrire ? · Code postal"
    assert attributes(form, "en")[0][0]["description"] == "Who are you? · First name"
