"""A survey whose end is set to a day is told to end on that day, by whoever tells it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.capture.answers.operations import Invited, invite
from parvis.foundation import clock
from parvis.inform.invitations import resume_letter
from parvis.inform.invitations.letter import letter
from parvis.inform.papers.handed_out import of_survey
from parvis.journal.rules import SYSTEM
from parvis.web.desk import papers
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

# "Closes after 29 November", as the studio keeps it.
ENDS = datetime(2030, 11, 30, tzinfo=ZoneInfo("Europe/Paris"))
BEFORE, AFTER = ENDS - timedelta(days=9), ENDS + timedelta(days=40)
LAST = "29 novembre"


@pytest.fixture
def asked(town):
    with town.open(), clock.at(BEFORE):
        return survey(town, closes_at=ENDS, is_in_portal=True, is_anonymous=False)


def says_it(text: str) -> None:
    assert LAST in text
    assert "30 novembre" not in text
    assert "00:00" not in text


@pytest.mark.parametrize("address", ["/enquetes/", "/enquetes/marche/", "/enquetes/marche/merci/"])
def test_before_it(client, town, asked, address):
    with clock.at(BEFORE):
        says_it(Visit(client, town, address).text)


def test_after_it(client, town, asked):
    with clock.at(AFTER):
        says_it(Visit(client, town, "/enquetes/marche/repondre/").text)


def test_the_link_to_go_on(client, town, asked):
    with clock.at(BEFORE):
        visit = Visit(client, town, "/enquetes/marche/repondre/")
        says_it(visit.send(q__comes="no", do="later").text)


def test_the_letter_with_that_link(town, asked):
    wanted = {"to": "a@exemple.fr", "language": "fr", "path": "/suite/"}
    with town.open(), clock.at(BEFORE):
        says_it(resume_letter.message(asked, wanted, number=1, ends=ENDS).text)


def test_the_invitation(town):
    with town.open(), clock.at(BEFORE):
        asked = survey(town, door="invited", closes_at=ENDS)
        (person,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        says_it(" ".join(letter(person, "https://exemple.fr/", 0).lines))


def test_the_desk(client, town, asked):
    with clock.at(BEFORE):
        with town.open():
            logged_in(client, town, agent(town, "counter"))
        says_it(Visit(client, town, "/agents/enquetes/").text)


def test_a_paper_that_comes_too_late(town, asked):
    with town.open(), clock.at(AFTER):
        says_it(papers.find(str(of_survey(asked).code)).problem)


def test_an_end_within_a_day_says_its_hour(client, town):
    with town.open(), clock.at(BEFORE):
        survey(town, closes_at=ENDS + timedelta(hours=15))
    with clock.at(BEFORE):
        assert "samedi 30 novembre 2030, 15:00" in Visit(client, town, "/enquetes/marche/").text
