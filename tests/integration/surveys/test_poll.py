"""A poll shows its result at once, to everybody or to whoever answered, and tells of nobody."""

import pytest
from django.test import Client

from parvis.flows.publish_results import release_due
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.remember import forget
from parvis.inform.releases.operations import withdraw
from parvis.journal.rules import SYSTEM
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.ready import ready_form
from parvis.offer.surveys.operations import close_survey
from tests.factories.survey_answers import answered
from tests.factories.surveys import MARKET, survey
from tests.factories.towns import Town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

POLL = write_definition(ready_form("poll"))
FEW, COUNTED = "Trop peu de réponses", "réponses, comptées jusqu’au"


def poll(town: Town, results: str, **settings):
    with town.open():
        return survey(town, POLL, code="parc", kind="poll", results=results, **settings)


def seen(town: Town, path: str) -> tuple[int, str]:
    forget()
    answer = Client(HTTP_HOST=town.host).get(path)
    return answer.status_code, answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def some_answer(town: Town, asked) -> None:
    with town.open():
        answered(asked, [{"name": "first"}] * 12 + [{"name": "second"}] * 8)
    release_due(town.authority.pk, asked.pk)


def vote(town: Town) -> Visit:
    visit = Visit(Client(), town, "/enquetes/parc/repondre/")
    return visit.send(q__name="second")


def test_everybody_sees_the_result_once_enough_have_answered(town):
    asked = poll(town, "at_once")
    visit = vote(town)
    assert visit.answer.url == "/enquetes/parc/merci/"
    for path in ("/enquetes/parc/", visit.answer.url):
        assert FEW in seen(town, path)[1]
    some_answer(town, asked)
    for path in ("/enquetes/parc/", visit.answer.url, "/enquetes/parc/resultats/"):
        status, text = seen(town, path)
        assert (status, "Le parc des Tilleuls" in text, "60 %" in text) == (200, True, True)
    # The sealed answer is in no count yet, and the page says so.
    text = seen(town, "/enquetes/parc/")[1]
    assert (f"20 {COUNTED}" in text, "n’y sont peut-être pas encore" in text) == (True, True)


def test_what_would_tell_of_a_few_is_hidden(town):
    asked = poll(town, "at_once")
    with town.open():
        answered(asked, [{"name": "first"}] * 17 + [{"name": "second"}] * 3)
    release_due(town.authority.pk, asked.pk)
    text = seen(town, "/enquetes/parc/")[1]
    assert ("masqué" in text, '<td class="num">3' in text) == (True, False)


def test_until_it_is_over_only_those_who_answered_see_it(town):
    asked = poll(town, "answered")
    there = vote(town).answer.url
    assert there.startswith("/enquetes/parc/merci/?preuve=")
    assert vote(town).answer.url == there, "it tells neither who nor when"
    some_answer(town, asked)
    assert f"20 {COUNTED}" in seen(town, there)[1]
    assert seen(town, there.replace("merci", "resultats"))[0] == 200
    for path in ("/enquetes/parc/", "/enquetes/parc/merci/", "/enquetes/parc/merci/?preuve=x"):
        text = seen(town, path)[1]
        assert (COUNTED in text, FEW in text) == (False, False)
    assert seen(town, "/enquetes/parc/resultats/")[0] == 404
    with town.open():
        close_survey(survey=asked, by=SYSTEM)
    assert COUNTED in seen(town, "/enquetes/parc/")[1]
    assert seen(town, "/enquetes/parc/resultats/")[0] == 200


def test_what_was_withdrawn_is_no_matter_of_too_few(town):
    asked = poll(town, "at_once")
    some_answer(town, asked)
    with town.open():
        withdraw(survey=asked, by=SYSTEM)
    text = seen(town, "/enquetes/parc/")[1]
    assert (COUNTED in text, FEW in text) == (False, False)


def test_a_survey_of_several_questions_leads_to_its_results(town):
    with town.open():
        asked = survey(town, results="at_once")
    assert FEW not in seen(town, "/enquetes/marche/merci/")[1]
    with town.open():
        answered(asked, [{"comes": "no"}] * 20)
    release_due(town.authority.pk, asked.pk)
    assert 'href="/enquetes/marche/resultats/' in seen(town, "/enquetes/marche/merci/")[1]


def test_a_poll_of_two_questions_does_not_open(town):
    with town.open(), pytest.raises(Refusal, match="not_its_form"):
        survey(town, MARKET, kind="poll")
