"""What was erased is said to be, where an agent reads the request."""

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.capture.reports.models import Follower
from parvis.flows.forget import erase_person
from parvis.flows.resident_says import resident_says
from parvis.foundation.clock import at, now
from parvis.inform.tracking import rules
from parvis.journal.rules import SYSTEM, Actor
from tests.factories import report
from tests.integration.desk.desks import QUEUE, inside, page_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

EMAIL = "zibeline@essai.example"
DAY = now().replace(year=2026, month=3, day=12, hour=12)


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("\u00a0", " ")


@pytest.fixture
def erased():
    """A request whose author wrote twice, with an answer and a note, then was erased."""
    town, someone, client = inside()
    by = Actor("agent", someone.pk)
    with town.open():
        receipt = report(town, email=EMAIL)
        cases.answer(case=receipt.case.pk, words="Bonjour", by=by)
        cases.note(case=receipt.case.pk, words="Il a rappelé.", by=by)
        author = Follower.objects.get()
        resident_says(follower=author, kind=rules.REPLY, words="Et alors ?")
    assert "La personne a écrit" in read(client, page_of(receipt.case))
    with at(DAY):
        erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    return client, receipt


def test_the_page_says_when_and_shows_no_empty_words(erased):
    client, receipt = erased
    body = read(client, page_of(receipt.case))
    assert "Effacé le jeudi 12 mars 2026 : ce que la personne avait dit n’est plus gardé." in body
    assert "Pas de mots" not in body
    assert "a écrit ; c’est effacé depuis." in body
    assert "a écrit :" not in body
    assert "a répondu ; les mots ont été effacés depuis." in body
    assert "a noté quelque chose ; les mots ont été effacés depuis." in body


def test_nobody_is_asked_to_read_what_is_gone(erased):
    client, receipt = erased
    assert "La personne a écrit" not in read(client, page_of(receipt.case))
    assert "la personne a écrit" not in read(client, f"{QUEUE}?vue=all")


def test_a_request_without_words_is_still_one_without_words():
    town, _, client = inside()
    with town.open():
        receipt = report(town, words="")
    body = read(client, page_of(receipt.case))
    assert "Pas de mots" in body
    assert "Effacé" not in body
