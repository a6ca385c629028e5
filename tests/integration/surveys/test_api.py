"""Programs read what a survey asks and answer it, under the same rules as anybody."""

from datetime import date

import pytest
from django.test import Client

from parvis.capture.answers import operations as answers
from parvis.capture.answers import queries
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.operations import Invited, token_of
from parvis.foundation.tokens import new_token
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey
from tests.factories.surveys import survey
from tests.support.json_schema import accepts

pytestmark = pytest.mark.django_db(transaction=True)

COMES = {"comes": "yes", "buys": ["fruit"], "mood": 4}
TODAY = date(2026, 11, 23)
BASE = "/api/v1/surveys"


@pytest.fixture
def client(town):
    return Client(HTTP_HOST=town.host)


def post(client, given, *, code="marche", key="", **more):
    body = {"answers": given, "send_key": key or new_token(), "has_agreed": True} | more
    return client.post(f"{BASE}/{code}/answers", body, content_type="application/json")


def test_a_survey_says_what_it_asks(town, client):
    with town.open():
        survey(town)
    assert [one["code"] for one in client.get(BASE).json()] == ["marche"]
    assert client.get(f"{BASE}/marche").json()["is_anonymous"] is True
    schema = client.get(f"{BASE}/marche/schema").json()
    assert accepts(schema, COMES, today=TODAY)
    assert not accepts(schema, {"comes": "perhaps"}, today=TODAY)
    assert client.get(f"{BASE}/marche/definition").json()["pages"][0]["key"] == "market"
    assert client.get(f"{BASE}/rien/schema").status_code == 404


def test_an_answer_is_taken_once(town, client):
    with town.open():
        survey(town, is_anonymous=False)
    key = new_token()
    assert post(client, COMES, key=key).json() == {"is_new": True}
    again = post(client, {"comes": "no"}, key=key)
    assert (again.status_code, again.json()) == (201, {"is_new": False})
    with town.open():
        assert [row.channel for row in Answer.objects.all()] == ["api"]


def test_one_key_is_one_answer_to_each_survey(town, client):
    with town.open():
        survey(town, is_anonymous=False)
        survey(town, code="gare", is_anonymous=False, most_answers=1)
    key = new_token()
    assert post(client, COMES, key=key).json() == {"is_new": True}
    assert post(client, COMES, code="gare", key=key).json() == {"is_new": True}
    assert post(client, COMES, code="gare", key=key).json() == {"is_new": False}
    assert post(client, COMES, code="gare").status_code == 409
    with town.open():
        survey(town, code="port", is_anonymous=False, most_answers=1)
        assert Answer.objects.count() == 2
        port = Survey.objects.get(code="port")
        assert not queries.was_taken(port, key, None)


def test_a_signed_answer_says_that_its_author_agreed(town, client):
    with town.open():
        survey(town, is_anonymous=False)
    refused = post(client, COMES, has_agreed=False)
    assert (refused.status_code, refused.json()["wrong"]) == (422, [])
    assert "has_agreed" in refused.json()["detail"]
    assert post(client, COMES).status_code == 201


def test_what_is_wrong_or_not_asked_is_named(town, client):
    with town.open():
        survey(town)
    refused = post(client, {"comes": "no", "mood": 9, "colour": "red"})
    assert refused.status_code == 422
    assert {one["where"]: one["code"] for one in refused.json()["wrong"]} == {
        "mood": "not_asked",
        "colour": "unknown",
    }
    with town.open():
        assert not SealedAnswer.objects.exists()


def test_its_language_is_one_of_the_form_s(town, client):
    with town.open():
        survey(town, is_anonymous=False)
    assert post(client, COMES, language="xx").status_code == 422
    assert post(client, COMES).status_code == 201
    assert post(client, COMES, language="en").status_code == 201
    with town.open():
        assert sorted(Answer.objects.values_list("language", flat=True)) == ["en", "fr"]


def test_a_program_names_no_file(town, client):
    """Erasing its answer would erase somebody else's."""
    with town.open():
        survey(town, {"pages": [{"key": "p", "items": [{"kind": "file", "key": "paper"}]}]},
               is_anonymous=False)  # fmt: skip
    named = {"file": "x", "name": "x.pdf", "media_type": "application/pdf", "size": 1}
    refused = post(client, {"paper": [named]})
    assert refused.status_code == 422
    assert [(one["where"], one["code"]) for one in refused.json()["wrong"]] == [
        ("paper", "no_files")
    ]
    with town.open():
        assert not Answer.objects.exists()


def test_a_forged_or_replayed_token_is_refused(town, client):
    with town.open():
        asked = survey(town, door="invited")
        people = [Invited(email="a@exemple.fr")]
        (invitation,) = answers.invite(survey=asked, people=people, by=SYSTEM)
        token = token_of(invitation)
    assert post(client, COMES).status_code == 403
    assert post(client, COMES, token=new_token()).status_code == 403
    assert post(client, COMES, token=token).status_code == 201
    assert post(client, COMES, token=token).status_code == 409
    with town.open():
        assert queries.response(asked).given == 1


def test_five_megabytes_are_refused_and_nothing_is_written(town, client):
    with town.open():
        survey(town)
    refused = post(client, {"comes": "no", "words": "x" * 5_000_000})
    assert refused.status_code in {400, 413}
    with town.open():
        assert not SealedAnswer.objects.exists()


def test_a_flood_from_one_address_is_refused_and_others_are_heard(town, client, settings):
    settings.PARVIS_RATE_ANSWER = "20/hour"
    with town.open():
        survey(town)
    flood = [post(client, COMES).status_code for _ in range(100)]
    assert flood.count(429) == 80
    honest = Client(HTTP_HOST=town.host, REMOTE_ADDR="198.51.100.7")
    assert post(honest, COMES).status_code == 201
    with town.open():
        assert queries.response(survey_of(town)).given == 21


def test_a_number_of_hundreds_of_digits_is_refused(town, client):
    with town.open():
        survey(town)
    answer = post(client, COMES | {"mood": 10**400})
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["wrong"]] == ["mood"]


def survey_of(town):
    from parvis.offer.surveys.models import Survey

    return Survey.objects.get()
