"""Any form's pages, without scripts, take and refuse the same answers and files as reading does."""

from copy import deepcopy
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from parvis.offer.forms.answers import Answers, Reading
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.fields.files import files_in, stored_in
from parvis.offer.forms.later import asked_later
from parvis.offer.forms.reading import read_answers, read_strictly
from parvis.web.answering import drawing, steps
from parvis.web.answering.steps import Finished, Shown, Sitting
from tests.factories.form_fields import KINDS
from tests.factories.forms import answers, forms
from tests.support.papers import KINDS as PAPERS
from tests.support.papers import Paper, kept_in_memory
from tests.support.plain_browser import Form
from tests.unit.answering.walking import Walker, mind_of, papers_of

TODAY = date(2026, 11, 23)
_QUICK = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
_LONG = settings(max_examples=2_000, suppress_health_check=list(HealthCheck), deadline=None)


def _agrees(data: st.DataObject, kinds: tuple[str, ...] = tuple(KINDS)) -> None:
    form = data.draw(forms(kinds=kinds))
    assume(not list(asked_later(form)))
    mind = mind_of(form, data.draw(answers(form)))
    papers = _at_hand(data, form, mind)
    note(f"{write_definition(form.definition)}\n{papers}")
    walker = Walker(form, mind, papers, today=TODAY, looks_back=data.draw(st.booleans()))
    with kept_in_memory() as storage:
        end = walker.end()
    expected = _asked(form, read_answers(form, walker.mind, today=TODAY))
    if isinstance(end, Finished):
        assert not expected.wrong
        read = _asked(form, read_answers(form, end.given, today=TODAY))
        assert set(files_in(read.answers)) <= set(storage.files)
        assert _wherever(read.answers) == expected.answers
    else:
        assert isinstance(end, Shown)
        assert end.wrong
        assert end.wrong == {where: expected.wrong.get(where) for where in end.wrong}


def _at_hand(data: st.DataObject, form: CompiledForm, mind: Answers) -> dict[str, list[Paper]]:
    """Files that the person would give; in mind, those that reading takes, as many as it does."""
    given, numbers = {}, count()
    for where, field, row in papers_of(form, mind):
        most = min(field.most, 3)
        known = st.sampled_from(field.accept) | st.sampled_from([*field.accept, *PAPERS])
        heavy = st.booleans() if field.largest_mb == 1 else st.just(False)
        one = st.builds(Paper, known, st.builds(lambda: next(numbers)), heavy)
        many = data.draw(st.sampled_from((0, 1, most, most + 1)))
        given[where] = data.draw(st.lists(one, min_size=many, max_size=many))
        row.pop(field.key, None)
        kept = [paper.kept(field) for paper in given[where]]
        taken = [one for one in kept if field.check([one]) is None][: field.most]
        if taken:
            row[field.key] = taken
    return given


def _wherever(answers: Answers) -> Answers:
    """The same answers, but for where their files lie."""
    same = deepcopy(answers)
    for one in stored_in(same):
        one["file"] = "-"
    return same


def _asked(form: CompiledForm, read: Reading) -> Reading:
    """The same read as from a program: what is hidden was not answered."""
    given = {key: value for key, value in read.given.items() if key in read.shown}
    for block in form.blocks:
        rows = given.get(block.key, ())
        shown = [{k: v for k, v in row.items() if f"{block.key}.{at}.{k}" in read.shown}
                 for at, row in enumerate(rows)]  # fmt: skip
        given |= {block.key: shown} if shown else {}
    return read_strictly(form, given, today=TODAY)


@_QUICK
@given(st.data())
def test_its_pages_take_what_reading_takes(data: st.DataObject) -> None:
    _agrees(data)


@_QUICK
@given(st.data())
def test_files_are_taken_as_reading_takes_them(data: st.DataObject) -> None:
    _agrees(data, ("file", "photo", "yes_no"))


@pytest.mark.long
@_LONG
@given(st.data())
def test_its_pages_take_what_reading_takes_whatever_the_form(data: st.DataObject) -> None:
    _agrees(data)


def _form(*items: dict[str, Any]) -> CompiledForm:
    page = {"key": "page", "items": list(items)}
    return compile_form(read_definition({"title": {"fr": "Titre"}, "pages": [page]}))


def _block(**more: Any) -> dict[str, Any]:
    name = {"kind": "text", "key": "name", "label": {"fr": "Prénom"}}
    return {
        "kind": "repeat",
        "key": "children",
        "title": {"fr": "Enfants"},
        "items": [name],
        **more,
    }


def _ends(form: CompiledForm, mind: dict[str, Any]) -> dict[str, Any]:
    walker = Walker(form, mind_of(form, mind), today=TODAY)
    end = walker.end()
    assert isinstance(end, Finished)
    return end.given


def test_a_block_that_an_answer_brings_up_is_shown_before_one_goes_on() -> None:
    form = _form({"kind": "yes_no", "key": "has"}, _block(show="has"))
    mind = {"has": "yes", "children": [{"name": "Ana"}]}
    assert _ends(form, mind) == mind


def test_a_hidden_value_that_is_worked_out_holds_nobody_up() -> None:
    double = {"kind": "computed", "key": "double", "compute": "age * 2", "hidden": True}
    assert _ends(_form({"kind": "number", "key": "age"}, double), {"age": 4}) == {"age": "4"}


def test_the_fewest_rows_can_be_filled_in_at_once() -> None:
    form = _form(_block(fewest=2))
    page = Form(render_to_string("answering/page.html", drawing.context(begun(form))))
    assert page.write("q-children-0-name", "Ana")
    assert page.write("q-children-1-name", "Ben")


def begun(form: CompiledForm) -> Shown:
    return steps.begin(Sitting(form, "any form", TODAY, is_watched=False))
