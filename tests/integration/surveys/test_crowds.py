"""Many answers behind one network address: a class is heard, a flood is told to wait, and whoever
was invited passes it by."""

from itertools import count

import pytest
from django.test import Client

from parvis.capture.answers import queries
from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.capture.drafts.models import Draft
from parvis.foundation.tokens import new_token
from parvis.journal.rules import SYSTEM
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

_addresses = count(1)
HERE = "/enquetes/marche/repondre/"


@pytest.fixture
def school(town):
    """Everybody behind one address, on the site as it is set up for production."""
    here = {"REMOTE_ADDR": f"192.0.2.{next(_addresses)}", "HTTP_ORIGIN": f"http://{town.host}"}
    return Client(HTTP_HOST=town.host, **here)


def answered(client, town, address=HERE):
    """One person's way, with a look back; what the site says in the end."""
    visit = Visit(client, town, address)
    if "repondre" not in address:
        visit.answer = client.post(address)
    visit.send(q__comes="no")
    visit.send(do="back", q__words="Trop")
    visit.send(q__comes="no")
    visit.send(q__words="Trop tôt.")
    visit.send()
    return visit


def sent_by_program(client, **more):
    body = {"answers": {"comes": "no"}, "send_key": new_token()} | more
    where = "/api/v1/surveys/marche/answers"
    return client.post(where, body, content_type="application/json")


def test_a_class_of_thirty_answers_in_one_minute(town, school):
    with town.open():
        asked = survey(town)
    assert {answered(school, town).answer.status_code for _ in range(30)} == {302}
    with town.open():
        assert queries.response(asked).given == 30


def test_a_flood_of_pages_is_told_to_wait(town, school, settings):
    settings.PARVIS_RATE_READ = "20/minute"
    with town.open():
        survey(town)
    visit = Visit(school, town, HERE)
    pages = [visit.send(q__comes="no", do="update").answer for _ in range(25)]
    assert [page.status_code for page in pages].count(429) == 6
    assert 0 < int(pages[-1]["Retry-After"]) <= 60
    assert "Attendez une minute." in pages[-1].content.decode()


def test_files_count_as_what_is_sent(town, school, settings):
    settings.PARVIS_RATE_WRITE = "2/minute"
    with town.open():
        survey(town)
    visit = Visit(school, town, HERE)
    # With a dictionary the test client sends what a form with files would.
    kept = {"kept": visit.holds("kept")}
    sent = [school.post(HERE, kept).status_code for _ in range(3)]
    assert sent == [422, 422, 429]


def test_a_flood_on_one_survey_leaves_the_others_open(town, school, settings):
    settings.PARVIS_RATE_ANSWER = "1/hour"
    with town.open():
        survey(town)
        survey(town, code="autre")
    assert answered(school, town).answer.status_code == 302
    refused = answered(school, town)
    assert refused.answer.status_code == 429
    assert 3500 < int(refused.answer["Retry-After"]) <= 3600
    assert "Attendez 60 minutes." in refused.text
    assert "Trop tôt." not in refused.text, "what was answered travels signed and packed"
    assert refused.holds("kept")
    assert answered(school, town, "/enquetes/autre/repondre/").answer.status_code == 302
    with town.open():
        assert queries.response(survey_of("marche")).given == 1


def test_whoever_was_invited_passes_a_flood_by(town, school, settings):
    settings.PARVIS_RATE_ANSWER = "1/hour"
    with town.open():
        asked = survey(town, door="invited")
        people = [Invited(email=f"{name}@exemple.fr") for name in "abc"]
        tokens = [token_of(one) for one in invite(survey=asked, people=people, by=SYSTEM)]
    forged = [sent_by_program(school, token=new_token()).status_code for _ in range(5)]
    assert forged == [403, 429, 429, 429, 429]
    links = [f"/enquetes/marche/invitation/{token}/" for token in tokens[:2]]
    assert [answered(school, town, link).answer.status_code for link in links] == [302, 302]
    assert sent_by_program(school, token=tokens[2]).status_code == 201
    with town.open():
        assert queries.response(asked).used == 3


def test_drafts_kept_are_counted_even_behind_a_personal_link(town, school, settings):
    settings.PARVIS_RATE_ANSWER = "2/hour"
    with town.open():
        asked = survey(town, door="invited", is_anonymous=False)
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        link = f"/enquetes/marche/invitation/{token_of(one)}/"
    statuses = []
    for _ in range(3):
        visit = Visit(school, town, link)
        visit.answer = school.post(link)
        statuses.append(visit.send(q__comes="no", do="later").answer.status_code)
    assert statuses == [200, 200, 429]
    with town.open():
        assert Draft.objects.count() == 2


def survey_of(code):
    from parvis.offer.surveys.models import Survey

    return Survey.objects.get(code=code)
