"""What no honest person sends: forged and replayed pages, far too much at once, lists without end.
It is refused in plain words, nothing is written, and who is honest goes on."""

from typing import Any

import pytest

from parvis.capture.answers import queries
from parvis.capture.answers.models import SealedAnswer
from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.foundation.tokens import new_token
from parvis.journal.rules import SYSTEM
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/enquetes/marche/repondre/"


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made)
    return made


def test_a_page_that_was_tampered_with_is_refused_and_says_how_to_begin_again(client, town):
    visit = Visit(client, town, HERE)
    visit.send(q__comes="no")
    signed = visit.holds("kept")
    for forged in ("", "nothing", signed[:-2], signed.swapcase(), signed + signed):
        refused = visit.post({"kept": forged})
        assert refused.status_code == 400
        assert 'href="/enquetes/marche/"' in refused.content.decode()
    with town.open():
        assert not SealedAnswer.objects.exists()


def test_a_page_of_another_survey_is_none_of_this_one(client, town):
    with town.open():
        survey(town, code="autre")
    elsewhere = Visit(client, town, "/enquetes/autre/repondre/").send(q__comes="no").holds("kept")
    assert Visit(client, town, HERE).post({"kept": elsewhere}).status_code == 400


def test_the_last_page_sent_again_is_one_answer(client, town):
    visit = Visit(client, town, HERE)
    visit.send(q__comes="no")
    visit.send(q__words="Trop tôt.")
    last = {"kept": visit.holds("kept")}
    assert [visit.post(last).status_code for _ in range(3)] == [302, 200, 200]
    with town.open():
        assert SealedAnswer.objects.count() == 1


def test_a_forged_invitation_opens_nothing_and_a_used_one_no_more(client, town):
    with town.open():
        asked = survey(town, code="invites", door="invited")
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        link = f"/enquetes/invites/invitation/{token_of(one)}/"
    client.defaults["HTTP_HOST"] = town.host
    for forged in (new_token(), "a" * 5_000):
        path = f"/enquetes/invites/invitation/{forged}/"
        assert client.post(path, {"kept": "x"}).status_code == 404
    visit = Visit(client, town, link)
    visit.answer = client.post(link)
    visit.send(q__comes="no")
    visit.send(q__words="")
    last = {"kept": visit.holds("kept")}
    assert visit.post(last).status_code == 302
    again = visit.post(last)
    assert "déjà répondu" in again.content.decode()
    with town.open():
        assert queries.response(asked).given == 1


def test_five_megabytes_in_a_box_are_refused_in_words(client, town):
    visit = Visit(client, town, HERE)
    visit.send(q__comes="no")
    refused = visit.post({"kept": visit.holds("kept"), "q-words": "x" * 5_000_000})
    assert refused.status_code in {400, 413}
    assert "<h1" in refused.content.decode()
    # The page before is still good.
    visit.send(q__words="Trop tôt.")
    visit.send()
    assert visit.answer.status_code == 302
    with town.open():
        assert SealedAnswer.objects.count() == 1


def test_more_words_than_a_box_takes_come_back_to_be_shortened(client, town):
    visit = Visit(client, town, HERE)
    visit.send(q__comes="no")
    visit.send(q__words="mot " * 20_000)
    assert visit.answer.status_code == 422
    assert "5000" in visit.mistakes["q-words"]
    assert "mot mot" in visit.text


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_ten_thousand_answers_are_searched_on_a_light_page(client, town, kind):
    many = [{"key": f"c{at}", "label": {"fr": f"Commune {at}"}} for at in range(10_000)]
    item: dict[str, Any] = {"kind": kind, "key": "town", "label": {"fr": "Où ?"}, "choices": many}
    page = {"key": "page", "title": {"fr": "Page"}, "items": [item]}
    with town.open():
        asked = survey(town, {"title": {"fr": "Où"}, "pages": [page]}, code="ou")
    visit = Visit(client, town, "/enquetes/ou/repondre/")
    assert len(visit.answer.content) < 100_000
    found = client.get("/enquetes/ou/choix/town.json?q=commune 9999").json()["results"]
    assert [one["id"] for one in found] == ["c9999"]
    refused = visit.send(**{"q__town-words": "Commune"})
    assert refused.answer.status_code == 422
    assert visit.send(**{"q__town-words": "Commune 9999"}).answer.status_code == 302
    assert len(client.get("/api/v1/surveys/ou/schema").content) < 200_000
    with town.open():
        assert queries.response(asked).given == 1
