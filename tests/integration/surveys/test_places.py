"""Lines and areas given with an answer: read, refused in words, kept, whatever the door."""

import csv
import io
import json

import pytest
from django.test import Client

from parvis.capture.answer_imports.queries import wrong_lines
from parvis.capture.answers.models import Answer
from parvis.flows import import_answers
from parvis.foundation.tokens import new_token
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    "pages": [
        {
            "key": "p",
            "items": [
                {"kind": "place", "key": "way", "shape": "line", "label": {"fr": "Par où ?"}},
                {"kind": "place", "key": "shade", "shape": "area", "label": {"fr": "Où ?"}},
            ],
        }
    ]
}
LINE = [[1.001, 47.001], [1.002, 47.002]]
OUTLINE = [[1.001, 47.001], [1.002, 47.001], [1.002, 47.002], [1.001, 47.001]]
BOW = [[1.001, 47.001], [1.002, 47.002], [1.002, 47.001], [1.001, 47.002], [1.001, 47.001]]


def line(coordinates):
    return {"type": "LineString", "coordinates": coordinates}


def area(outline):
    return {"type": "Polygon", "coordinates": [outline]}


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, ASKED, code="chemins", is_anonymous=False)
    return made


@pytest.fixture
def visit(client, town):
    return Visit(client, town, "/enquetes/chemins/repondre/")


def given(town):
    with town.open():
        return Answer.objects.get().answers


def test_what_was_drawn_is_kept_as_geojson(visit, town):
    visit.send(**{
        "q__way-geometry": json.dumps(line(LINE)), "q__shade-geometry": json.dumps(area(OUTLINE)),
        "q__shade-address": "Devant l’école",
    })  # fmt: skip
    assert visit.answer.url == "/enquetes/chemins/merci/"
    assert given(town) == {
        "way": {"geometry": line(LINE)},
        "shade": {"geometry": area(OUTLINE), "address": "Devant l’école"},
    }


def test_words_alone_are_an_answer(visit, town):
    visit.send(**{"q__way-address": "Rue des Tanneurs, puis le pont"})
    assert given(town) == {"way": {"address": "Rue des Tanneurs, puis le pont"}}


def test_what_is_no_drawing_comes_back_with_the_reason(visit):
    visit.send(**{
        "q__way-geometry": json.dumps(line(LINE[:1])),
        "q__shade-geometry": json.dumps(area(BOW)),
    })  # fmt: skip
    assert "2 points" in visit.mistakes["q-way"]
    assert "se croise" in visit.mistakes["q-shade"]
    assert f'name="q-shade-geometry" value="{json.dumps(area(BOW))}"' in visit.text


def test_a_drawing_elsewhere_is_refused_by_page_and_by_program(visit, town):
    far = line([LINE[0], [2.5, 47.0]])
    visit.send(**{"q__way-geometry": json.dumps(far)})
    assert "hors de notre territoire" in visit.mistakes["q-way"]
    body = {"answers": {"way": {"geometry": far}}, "send_key": new_token(), "has_agreed": True}
    answer = Client(HTTP_HOST=town.host).post(
        "/api/v1/surveys/chemins/answers", body, content_type="application/json"
    )
    assert answer.status_code == 422
    assert [(one["where"], one["code"]) for one in answer.json()["wrong"]] == [("way", "elsewhere")]


def test_a_drawing_elsewhere_is_refused_in_a_sheet(town):
    far = json.dumps(line([LINE[0], [2.5, 47.0]]))
    here = json.dumps(line(LINE))
    file = io.StringIO()
    csv.writer(file).writerows([["way__geojson"], [here], [far]])
    with town.open():
        batch = import_answers.begin(
            survey=Survey.objects.get(), content=file.getvalue().encode(), by=SYSTEM
        )
        [wrong] = wrong_lines(batch)
    assert batch.right == 1
    assert [one.code for one in wrong.problems] == ["elsewhere"]
