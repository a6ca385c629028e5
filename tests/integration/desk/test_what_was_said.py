"""All that a resident said stands on the request's page, and on their own."""

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Photo
from parvis.capture.reports.rules import Contact, Place
from parvis.flows.follow_report import follow_report
from parvis.flows.resident_says import resident_says
from parvis.flows.submit_report import StoredPhoto
from parvis.inform.tracking.rules import SATISFACTION
from parvis.journal.rules import RESIDENT, SYSTEM
from tests.factories import report
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish
from tests.integration.desk.desks import inside, page_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

QUESTIONS = [
    {
        "key": "depth",
        "kind": "choice",
        "label": {"fr": "De quelle profondeur ?"},
        "choices": [{"key": "deep", "label": {"fr": "De 5 à 15 cm"}}],
    },
    {"key": "hurt", "kind": "yes_no", "label": {"fr": "Quelqu’un est-il tombé ?"}},
    {"key": "since", "kind": "text", "label": {"fr": "Depuis quand ?"}},
    {"key": "call", "kind": "phone", "label": {"fr": "Qui appeler sur place ?"}},
]


@pytest.fixture
def said():
    """A town, an agent's client, and a request with answers and a place in other words."""
    town, _, client = inside()
    with town.open():
        republish(town, "hole", asks=asking(QUESTIONS))
        receipt = report(
            town,
            words="",
            answers={"depth": "deep", "hurt": "yes", "since": "", "call": "+33612345678"},
            place=Place(lon=1.005, lat=47.005, address="1 rue Haute", words="près du puits"),
            contact=Contact(channel="email", email="sam@exemple.fr"),
            language="en",
        )
    return town, client, receipt


def test_the_agent_reads_each_answer_and_the_place_in_other_words(said):
    _town, client, receipt = said
    body = client.get(page_of(receipt.case)).content.decode()
    assert "<dt>De quelle profondeur ?</dt><dd>De 5 à 15 cm</dd>" in body
    assert "<dt>Quelqu’un est-il tombé ?</dt><dd>Oui</dd>" in body
    assert "Depuis quand" not in body, "it was left empty"
    assert "12345678" not in body, "what is personal is seen with the contact"
    seen = client.post(f"{page_of(receipt.case)}contact/").content.decode()
    assert "Qui appeler sur place" in seen
    assert "12345678" in seen
    assert "« près du puits »" in body
    assert "Nous lit en anglais" in body


def test_so_does_whoever_said_it_and_nobody_else(said):
    town, _client, receipt = said
    resident = Client(HTTP_HOST=town.host)
    body = resident.get(f"/suivi/{receipt.report.pk}/{receipt.token}/").content.decode()
    assert "<dt>De quelle profondeur ?</dt><dd>De 5 à 15 cm</dd>" in body
    assert "près du puits" in body
    by_code = resident.post("/suivi/", {"code": receipt.report.code}, follow=True)
    assert "Nid-de-poule" in by_code.content.decode()
    assert "De 5 à 15 cm" not in by_code.content.decode()


def test_the_agent_reads_whether_it_is_settled(said):
    town, client, receipt = said
    with town.open():
        cases.change_state(
            case=receipt.case.pk, change=Change("resolved"), by=SYSTEM, roles=frozenset({"lead"})
        )
        follower = reports.follower_by_token(receipt.report.pk, receipt.token)
        resident_says(follower=follower, kind=SATISFACTION, score=2, settled=False)
    body = client.get(page_of(receipt.case)).content.decode()
    assert "dit que ce n’est pas réglé, et a donné 2 sur 5." in body


def test_the_agent_sees_who_wrote_and_what_came_with_it(said):
    town, client, receipt = said
    with town.open():
        other = follow_report(case=receipt.case.pk, contact=Contact(), by=RESIDENT).follower
        author = reports.follower_by_token(receipt.report.pk, receipt.token)
        resident_says(follower=author, kind="reply", words="C’est moi.")
        picture = StoredPhoto("photos/a/one.webp", "photos/a/small.webp", (3, 2))
        resident_says(follower=other, kind="reply", words="Moi aussi.", photos=[picture])
        number = Photo.objects.get().pk
    body = client.get(page_of(receipt.case)).content.decode()
    assert body.index("<strong>Une personne</strong> a écrit") < body.index("C’est moi.")
    assert body.index("<strong>Quelqu’un qui suit</strong> a écrit") < body.index("Moi aussi.")
    assert f'<img class="timeline__photo" src="/agents/photos/{number}/?petite=1"' in body


def test_the_composer_says_how_many_a_reply_reaches(said):
    town, client, receipt = said
    assert "Répondre à la personne" in client.get(page_of(receipt.case)).content.decode()
    with town.open():
        silent = report(town, contact=Contact()).case
    body = client.get(page_of(silent)).content.decode()
    assert "Personne n’a demandé de nouvelles" in body
    assert "est prévenue" not in body
