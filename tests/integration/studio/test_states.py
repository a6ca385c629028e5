"""The town's own words for the states of a request, and for how long it is reopened: set in the
studio, read wherever a state is said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from parvis.act.cases.operations import change_state
from parvis.act.cases.rules import Change
from parvis.authorities.models import Authority
from parvis.authorities.queries import calendar
from parvis.capture.reports.models import Follower
from parvis.flows.resident_says import NotTaken, resident_says
from parvis.foundation.clock import now
from parvis.inform.tracking import facts
from parvis.inform.tracking import words as told
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.workflows.rules import STATES
from parvis.offer.workflows.words import LONGEST, SENTENCE, WORD
from tests.factories import agent, log_in, report
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HANDLER = frozenset({"handler"})
OWN = {
    "word_fr": "Travaux lancés",
    "sentence_fr": "Les équipes de {direction} sont sur place.",
    "word_en": "",
    "sentence_en": "",
}


@pytest.fixture
def begun(town):
    """A report on which work has begun."""
    with town.open():
        made = report(town, service="lamp", email="camille@exemple.fr")
        change = Change("in_progress")
        change_state(case=made.case.pk, change=change, by=SYSTEM, roles=HANDLER)
    return made


def follow_page(town, made, **headers):
    client = Client(HTTP_HOST=town.host, **headers)
    return client.get(f"/suivi/{made.report.pk}/{made.token}/").content.decode()


def test_own_words_are_read_on_the_follow_up_page_the_list_and_the_desk(town, studio, begun):
    assert studio.post("/reglages/etats/in_progress/", OWN).status_code == 302
    page = follow_page(town, begun)
    assert page.count("Travaux lancés") == 2  # the label, and the step
    assert "Les équipes de Voirie sont sur place." in page
    with town.open():
        handler = agent(town, "handler")
    catch_up()
    assert "Travaux lancés" in Client(HTTP_HOST=town.host).get("/signalements/").content.decode()
    desk = Client(HTTP_HOST=town.host)
    log_in(desk, town, handler)
    assert "Travaux lancés" in desk.get("/agents/?onglet=all").content.decode()
    assert "travaux lancés" in desk.get(f"/agents/demandes/{begun.case.pk}/").content.decode()
    with town.open():
        entry = Entry.objects.get(action="state_words.set")
        assert entry.data == {"state": "in_progress"}


def test_a_language_without_words_of_its_own_keeps_the_usual_ones(town, studio, begun):
    studio.post("/reglages/etats/in_progress/", OWN)
    page = follow_page(town, begun, HTTP_ACCEPT_LANGUAGE="en")
    assert "Travaux" not in page
    assert "Voirie is working on it." in page


def test_they_cost_no_statement(town, studio, begun):
    def cheapest():
        """Small answers are remembered for seconds: the cheapest of three looks counts."""
        counts = []
        for _ in range(3):
            with CaptureQueriesContext(connection) as statements:
                follow_page(town, begun)
            counts.append(len(statements))
        return min(counts)

    before = cheapest()
    studio.post("/reglages/etats/in_progress/", OWN)
    assert cheapest() == before


def test_a_sentence_that_lacks_what_it_names_gives_way_to_the_usual_one(town, studio):
    given = {**OWN, "word_fr": "", "sentence_fr": "Passage prévu : {jour}."}
    assert studio.post("/reglages/etats/planned/", given).status_code == 302
    with town.open(), override("fr"):
        made = report(town, service="lamp")
        zone = calendar().zone
        found = replace(facts.facts(made.report.pk), state="planned", planned_on=None)
        assert told.standing(found, now(), zone).startswith("Voirie")
        dated = replace(found, planned_on=now().date())
        assert told.standing(dated, now(), zone).startswith("Passage prévu : ")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"word_fr": "x" * (LONGEST[WORD] + 1)}, "28"),
        ({"sentence_fr": "x" * (LONGEST[SENTENCE] + 1)}, "160"),
        ({"sentence_fr": "Pour {prénom}."}, "{prénom}"),
        ({"sentence_fr": "Le {jour}."}, "{jour}"),
        ({"word_fr": "{direction}"}, "variable"),
        ({"word_fr": "retire"}, "si c’est terminé"),
        ({"word_en": "Withdrawn"}, "si c’est terminé"),
    ],
)
def test_words_that_would_mislead_come_back_as_typed(town, studio, changed, words):
    response = studio.post("/reglages/etats/in_progress/", OWN | changed)
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert next(iter(changed.values())) in page
    with town.open():
        assert Authority.objects.get().state_words == {}


def test_a_usual_word_given_up_is_no_other_kinds(town, studio):
    studio.post("/reglages/etats/in_progress/", OWN)
    for word in ("En cours", "travaux lances"):
        response = studio.post("/reglages/etats/resolved/", {"word_fr": word})
        assert response.status_code == 422, word


def test_a_preview_keeps_nothing_and_shows_both_languages(town, studio):
    given = OWN | {"preview": "yes", "word_en": "Work begun"}
    page = studio.post("/reglages/etats/in_progress/", given)
    assert [one.label for one, _fields in page.context["languages"]] == [
        "Travaux lancés",
        "Work begun",
    ]
    assert "Les équipes de Voirie sont sur place." in page.content.decode()
    with town.open():
        assert Authority.objects.get().state_words == {}


def test_the_usual_words_come_back(town, studio, begun):
    studio.post("/reglages/etats/in_progress/", OWN)
    studio.post("/reglages/etats/in_progress/usuels/")
    assert "Travaux lancés" not in follow_page(town, begun)
    with town.open():
        assert Authority.objects.get().state_words == {}
        assert Entry.objects.get(action="state_words.usual").data == {"state": "in_progress"}


def test_an_unknown_state_has_no_page(studio):
    assert studio.get("/reglages/etats/parti/").status_code == 404
    assert studio.post("/reglages/etats/parti/usuels/").status_code == 404


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_page_and_its_usual_words(studio, state):
    page = studio.get(f"/reglages/etats/{state}/")
    assert page.status_code == 200
    for one, _fields in page.context["languages"]:
        assert one.label
        assert "{" not in one.sentence


def closed_for(town, days):
    with town.open():
        made = report(town, service="lamp")
        moment = now() - timedelta(days=days)
        change_state(
            case=made.case.pk, change=Change("resolved"), by=SYSTEM, roles=HANDLER, at=moment
        )
    return made


def test_how_long_a_request_is_reopened_is_the_towns_own(town, studio):
    made = closed_for(town, 20)
    assert "jusqu’au" in follow_page(town, made)
    assert studio.post("/reglages/etats/", {"days": "14"}).status_code == 302
    page = follow_page(town, made)
    assert "On pouvait demander de le reprendre jusqu’au" in page
    assert "/rouvrir/" not in page
    with town.open():
        person = Follower.objects.get(report=made.report)
        with pytest.raises(NotTaken):
            resident_says(follower=person, kind="reopening", words="Encore éteint.")
        assert Entry.objects.get(action="reopening.set").data == {"days": 14}
    studio.post("/reglages/etats/", {"days": ""})
    assert "/rouvrir/" in follow_page(town, made)


@pytest.mark.parametrize("days", ["6", "731", "deux"])
def test_a_time_outside_its_limits_comes_back(town, studio, days):
    response = studio.post("/reglages/etats/", {"days": days})
    assert response.status_code == 422
    assert f'value="{days}"' in response.content.decode()
