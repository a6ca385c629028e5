"""An agent types somebody's answers in."""

import json

import pytest

from parvis.capture.answers.models import Answer, SealedAnswer
from tests.factories import agent, small_town
from tests.factories.log_in import log_in
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def someone(town):
    with town.open():
        survey(town)
        survey(town, code="nommee", is_anonymous=False)
        return agent(town, "counter", name="Claire Morel")


@pytest.fixture
def client(client, town, someone):
    return log_in(client, town, someone)


def test_the_channel_and_who_typed_are_kept_where_it_is_signed(client, town, someone):
    visit = Visit(client, town, "/agents/enquetes/nommee/?par=phone")
    assert "Au téléphone" in visit.text
    visit.send(q__comes="no")
    visit.send(q__words="Trop tôt.")
    visit.send()
    assert visit.answer.url == "/agents/enquetes/nommee/recu/?par=phone"
    with town.open():
        given = Answer.objects.get()
    assert (given.channel, given.typed_by_id) == ("phone", someone.pk)
    taken = Visit(client, town, visit.answer.url)
    assert 'href="/agents/enquetes/nommee/?par=phone" autofocus' in taken.text


def test_an_anonymous_one_says_nothing_of_who_typed_it(client, town, someone):
    visit = Visit(client, town, "/agents/enquetes/marche/?par=paper")
    visit.send(q__comes="no")
    visit.send()
    visit.send()
    with town.open():
        content = json.loads(SealedAnswer.objects.get().content)
    assert content["channel"] == "paper"
    assert "typed_by" not in content


def test_only_those_who_type_in(client, town):
    client.logout()
    assert "/connexion/" in client.get("/agents/enquetes/").url
