"""What somebody writes after the end of their request is not lost: the queue leads to it."""

import re

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.operations import change_state
from parvis.act.cases.rules import Change
from parvis.capture.reports.models import Follower
from parvis.flows.resident_says import resident_says
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

DOOR = "1 demande close a un message que personne n’a lu"
HANDLER = frozenset({"handler"})


@pytest.fixture
def town():
    return small_town()


def closed_then(town, **said):
    """A request that was resolved, and what its author said then."""
    with town.open():
        made = report(town, "hole", email="camille@essai.example")
        change_state(case=made.case.pk, change=Change("resolved"), by=SYSTEM, roles=HANDLER)
        resident_says(follower=Follower.objects.get(pk=made.follower), **said)
    return made


def desk_of(town, *, teams):
    with town.open():
        return logged_in(Client(), town, agent(town, "handler", teams=[team.pk for team in teams]))


def press_read(client, made, page):
    (said,) = re.findall(r'name="said" value="(\d+)"', page)
    pressed = client.post(f"/agents/demandes/{made.case.pk}/lu/", {"said": said})
    assert pressed.status_code == 302


def test_what_was_written_meanwhile_is_not_read(town):
    made = closed_then(town, kind="reply", words="Le trou est revenu à côté.")
    client = desk_of(town, teams=[town.north])
    page = client.get(f"/agents/demandes/{made.case.pk}/").content.decode()
    with town.open():
        resident_says(
            follower=Follower.objects.get(pk=made.follower), kind="reply", words="Et au 14."
        )
    press_read(client, made, page)
    assert DOOR in client.get("/agents/").content.decode()
    press_read(client, made, client.get(f"/agents/demandes/{made.case.pk}/").content.decode())
    assert DOOR not in client.get("/agents/").content.decode()


def test_the_queue_leads_to_it_until_it_is_read(town):
    made = closed_then(town, kind="reply", words="Le trou est revenu à côté.")
    client = desk_of(town, teams=[town.north])
    queue = client.get("/agents/")
    assert DOOR in queue.content.decode()
    address = queue.context["unread"][1]
    found = client.get(f"/agents/{address}").content.decode()
    assert made.case.reference in found or made.case.title in found
    assert DOOR not in found, "no door to where one is"
    page = client.get(f"/agents/demandes/{made.case.pk}/").content.decode()
    assert "Le trou est revenu à côté." in page
    assert "C’est lu" in page
    press_read(client, made, page)
    assert DOOR not in client.get("/agents/").content.decode()
    with town.open():
        assert Entry.objects.filter(action="case.news_read").count() == 1
        assert Case.objects.get(pk=made.case.pk).revision == 1, "nobody is refused for it"


def test_it_is_shown_to_the_team_that_had_it_and_to_who_is_in_none(town):
    closed_then(town, kind="reply", words="Merci.")
    assert DOOR not in desk_of(town, teams=[town.south]).get("/agents/").content.decode()
    assert DOOR in desk_of(town, teams=[]).get("/agents/").content.decode()


@pytest.mark.parametrize(
    ("words", "settled", "is_shown"),
    [("", True, False), ("Bravo.", True, True), ("", False, True)],
)
def test_a_face_alone_waits_for_nobody(town, words, settled, is_shown):
    made = closed_then(town, kind="satisfaction", words=words, score=4, settled=settled)
    with town.open():
        case = Case.objects.get(pk=made.case.pk)
        assert case.has_news is is_shown
        assert case.satisfaction == (3 if settled is False else 4)
