"""Single letters of the keyboard are each agent's own choice, made without scripts."""

import pytest
from django.test import Client

from parvis.journal.models import Entry
from parvis.people.models import Agent
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.integration.desk.desks import QUEUE, inside

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

KEYS, SECURITY = "/compte/touches/", "/compte/securite/"
OFF = 'data-letters="off"'


def test_they_are_turned_off_and_on_again_for_oneself_alone():
    town, someone, client = inside()
    with town.open():
        colleague = logged_in(Client(), town, agent(town))
    assert OFF not in client.get(QUEUE).content.decode()
    assert f'action="{KEYS}"' in client.get(SECURITY).content.decode()
    assert client.post(KEYS, {"on": "0"})["Location"] == SECURITY
    assert OFF in client.get(QUEUE).content.decode()
    assert OFF not in colleague.get(QUEUE).content.decode()
    with town.open():
        assert Agent.objects.get(pk=someone.pk).letter_keys is False
        entry = Entry.objects.get(action="agent.letter_keys_set")
        assert (entry.actor_id, entry.data) == (someone.pk, {"on": False})
    client.post(KEYS, {"on": "1"})
    assert OFF not in client.get(QUEUE).content.decode()


def test_from_the_list_of_keys_one_comes_back_to_where_one_was():
    _, _, client = inside()
    assert f'action="{KEYS}"' in client.get(f"{QUEUE}?vue=all").content.decode()
    given = {"on": "0", "next": f"{QUEUE}?vue=all"}
    assert client.post(KEYS, given)["Location"] == f"{QUEUE}?vue=all"
    elsewhere = given | {"next": "https://ailleurs.example/"}
    assert client.post(KEYS, elsewhere)["Location"] == SECURITY


def test_nobody_else_has_a_choice_to_make():
    town, _, _ = inside()
    answer = Client(HTTP_HOST=town.host).post(KEYS, {"on": "0"})
    assert answer["Location"].startswith("/compte/connexion/")
