"""Any form's paper asks what reading may ask, with room for exactly what it takes."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from parvis.inform.papers.form_paper import form_pdf
from parvis.inform.papers.sheet import Item, Sheet, said
from parvis.offer.forms.answers import Answers, Reading
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.expressions.tree import Flag
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.places import PlaceField
from parvis.offer.forms.reading import read_answers
from tests.factories.forms import answers, forms
from tests.unit.papers import reading_pdf
from tests.unit.papers.filled_in import answers_on, printed
from tests.unit.papers.paper_forms import CODE, TOWN

TODAY = date(2026, 11, 23)
_QUICK = settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
_LONG = settings(max_examples=3_000, suppress_health_check=list(HealthCheck), deadline=None)
_PRINTED = settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
_MANY_PRINTED = settings(_PRINTED, max_examples=200)


def _items(form: CompiledForm, filled: Answers) -> list[Item]:
    with override("fr"):
        return Sheet(form, "fr", filled=filled).items()


def _comes_back(data: st.DataObject) -> None:
    form = data.draw(forms())
    note(f"{write_definition(form.definition)}")
    read = read_answers(form, data.draw(answers(form)), today=TODAY)
    items = _items(form, read.answers)
    copies = {node.block: at + 1 for node, at, _item in printed(form, items) if node.block}
    assert answers_on(form, items) == _on_paper(form, read.answers, copies)
    _asks_all(form, read, items)


def _on_paper(form: CompiledForm, given_: Answers, copies: dict[str, int]) -> Answers:
    """Of answers, what can be written by hand: no file, no map, nothing that is worked out, and of
    a block as many rows as are printed."""
    fields = {node.key: node.field for node in form.fields if node.field}
    found = {key: _by_hand(fields[key], one) for key, one in given_.items() if key in fields}
    for block in form.blocks:
        rows = [
            {key: by_hand for key, one in row.items() if (by_hand := _by_hand(fields[key], one))
             not in (None, "")}
            for row in given_.get(block.key, ())[: copies.get(block.key, 0)]
        ]  # fmt: skip
        while rows and not rows[-1]:
            rows.pop()
        found[block.key] = rows or None
    return {key: one for key, one in found.items() if one is not None}


def _by_hand(field: FieldBase, value: Any) -> Any:
    if not field.is_typed or isinstance(field, StoredField):
        return None
    if isinstance(field, PlaceField):
        return {"address": field.words(value, "fr")}
    return value


def _asks_all(form: CompiledForm, read: Reading, items: list[Item]) -> None:
    """Every question that reading asked is printed with its words, its choices, whether it must be
    answered; and when, where that depends."""
    found = {node.key: item for node, _at, item in printed(form, items)}
    for node in form.fields:
        is_asked = any(path.rsplit(".", 1)[-1] == node.key for path in read.shown)
        if not is_asked or node.field is None or not node.field.is_typed:
            continue
        item = found[node.key]
        assert item["label"] == said(node.field.label, "fr")
        assert bool(item["needed"]) == bool(node.field.required or node.required_when is not None)
        if node.show not in (None, Flag(True)):
            assert item["condition"]
        assert all(bound in item["space"]["hint"] for bound in _bounds(node.field))
        if isinstance(node.field, ChoosingField):
            assert all(choice in str(item["space"]) for choice in _shown_choices(node))


def _bounds(field: FieldBase) -> list[str]:
    """The first and the last day or hour that is taken, in words."""
    if not isinstance(field, (DateField, TimeField)):
        return []
    return [field.words(one, "fr") for one in (field.earliest, field.latest) if one]


def _shown_choices(node: Node) -> list[str]:
    assert isinstance(node.field, ChoosingField)
    return [repr(node.field.said(key, "fr"))[1:-1] for key in node.field.keys]


@_QUICK
@given(st.data())
def test_what_is_written_on_its_paper_comes_back(data: st.DataObject) -> None:
    _comes_back(data)


@pytest.mark.long
@_LONG
@given(st.data())
def test_what_is_written_on_its_paper_comes_back_whatever_the_form(data: st.DataObject) -> None:
    _comes_back(data)


def _is_printed(form: CompiledForm) -> None:
    pdf = form_pdf(
        form, "fr", code=CODE, town=TOWN, where_to_return="", anonymous=False, made=TODAY
    )
    assert CODE in reading_pdf.words(pdf)
    assert reading_pdf.headings(pdf)[0] == 1


@_PRINTED
@given(forms())
def test_it_can_be_printed(form: CompiledForm) -> None:
    _is_printed(form)


@pytest.mark.long
@_MANY_PRINTED
@given(forms())
def test_it_can_be_printed_whatever_the_form(form: CompiledForm) -> None:
    _is_printed(form)
