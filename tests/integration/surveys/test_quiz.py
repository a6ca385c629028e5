"""A quiz says at once what one scored, and why."""

import pytest
from django.test import Client

from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.journal.models import Entry
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.ready import ready_form
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

QUIZ = write_definition(ready_form("quiz"))
GIVEN = {"q__glass": "bank", "q__battery": "bin"}


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, QUIZ, code="tri", kind="quiz")
        survey(made, QUIZ, code="tri-signe", kind="quiz", is_anonymous=False)
    return made


def test_the_score_and_each_question_are_said_in_words(town):
    visit = Visit(Client(), town, "/enquetes/tri/repondre/").send(**GIVEN)
    assert visit.answer.status_code == 200
    assert visit.heading == "1 point sur 2"
    text = visit.text
    assert ("Bonne réponse" in text, "Ce n’est pas celle-ci" in text) == (True, True)
    # What is right is named where one was wrong, and why in both cases.
    assert "Au magasin, dans la boîte à piles" in text
    assert "Le verre se recycle sans fin" in text
    assert "reprennent les vieilles" in text


def test_it_is_kept_nowhere_and_sent_twice_it_is_one_answer(town):
    visit = Visit(Client(), town, "/enquetes/tri/repondre/")
    kept = {"kept": visit.holds("kept"), "seen": visit.holds("seen"), "q-glass": "bank"}
    with town.open():
        before = Entry.objects.count()
    for _ in range(2):
        again = visit.client.post(visit.address, kept)
        assert "1 point sur 2" in again.content.decode()
        assert "private" in again.headers["Cache-Control"]
    assert not visit.client.cookies
    with town.open():
        assert SealedAnswer.objects.count() == 1
        assert Entry.objects.count() == before


def test_what_was_passed_over_has_its_right_answer_too(town):
    visit = Visit(Client(), town, "/enquetes/tri-signe/repondre/").send(q__compost="yes")
    assert visit.heading == "0 point sur 2"
    assert visit.text.count("Sans réponse") == 2
    assert "Dans le bac à verre" in visit.text
    with town.open():
        assert Answer.objects.count() == 1


def test_it_is_said_in_the_language_that_was_chosen(town):
    visit = Visit(Client(), town, "/enquetes/tri/repondre/")
    visit.send(do="language-en", **GIVEN)
    visit.send(**GIVEN)
    assert visit.heading == "1 point of 2"
    assert "Glass is recycled for ever" in visit.text


WASTE = {
    "title": {"fr": "Le bac jaune"},
    "pages": [{"key": "quiz", "items": [
        {"kind": "choices", "key": "yellow", "label": {"fr": "Qu’y met-on ?"},
         "choices": [{"key": "can", "label": {"fr": "Une canette"}, "points": 1},
                     {"key": "box", "label": {"fr": "Un carton"}, "points": 1},
                     {"key": "jar", "label": {"fr": "Un pot en verre"}}]},
    ]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("ticked", "heading", "verdict"),
    [
        (["can", "box"], "2 points sur 2", "Bonne réponse"),
        (["can", "jar"], "0 point sur 2", "Pas exactement celles-ci"),
    ],
)
def test_of_several_choices_all_that_is_right_scores(town, ticked, heading, verdict):
    with town.open():
        survey(town, WASTE, code="jaune", kind="quiz")
    visit = Visit(Client(), town, "/enquetes/jaune/repondre/").send(q__yellow=ticked)
    assert visit.heading == heading
    assert verdict in visit.text
    if heading.startswith("0"):
        assert "Une canette, Un pot en verre" in visit.text
        assert "Tout ce qui est juste" in visit.text
        assert "Une canette, Un carton" in visit.text
