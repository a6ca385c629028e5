"""The browser shows what the server shows: the same forms and answers, read on both sides."""

import json
from datetime import date
from pathlib import Path

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.mirror import of_form
from tests.factories.every_kind import EVERY_KIND

# Read by the browser's code too: frontend/tests/mirror.test.ts. Written anew by
# `python -m tests.unit.answering.vectors`.
VECTORS = json.loads((Path(__file__).parent / "mirror.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("at", range(len(VECTORS["forms"])))
def test_the_browser_is_told_the_form_as_it_is(at):
    one = VECTORS["forms"][at]
    told = of_form(compile_form(read_definition(one["definition"])))
    assert json.loads(json.dumps(told)) == one["mirror"]


@pytest.mark.parametrize("at", range(len(VECTORS["cases"])))
def test_the_server_shows_what_the_vectors_say(at):
    case = VECTORS["cases"][at]
    form = compile_form(read_definition(VECTORS["forms"][case["form"]]["definition"]))
    reading = read_answers(form, case["given"], today=TODAY)
    assert sorted(reading.shown) == case["shown"]
    assert reading.answers == case["answers"]


def test_the_vectors_hold_every_kind():
    assert any(one["definition"] == EVERY_KIND for one in VECTORS["forms"])
    assert len(VECTORS["cases"]) > 20
