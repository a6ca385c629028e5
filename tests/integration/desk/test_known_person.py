"""What the town knows of whoever stands at the counter is filled in when the agent asks for it."""

from html import unescape

import pytest
from django.test import Client

from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.people.models import IdentityReading
from tests.factories import agent, small_town
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True)

COUNTER = "/agents/accueil/"
ASKED = [
    {"kind": "text", "key": "who", "label": {"fr": "Votre nom"}, "prefill": "name",
     "privacy": "personal"},
    {"kind": "email", "key": "mail", "label": {"fr": "Votre courriel"}, "prefill": "email"},
    {"kind": "text", "key": "health", "label": {"fr": "Votre santé"}, "prefill": "name",
     "privacy": "sensitive"},
    {"kind": "text", "key": "depth", "label": {"fr": "Profondeur"}},
]  # fmt: skip


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        republish(made, "hole", asks=asking(ASKED))
    return made


@pytest.fixture
def client(town):
    with town.open():
        return logged_in(Client(), town, agent(town, "counter"))


@pytest.fixture
def somebody(town):
    """An account of the town."""
    with town.open():
        return people.create_account(email="fatou@exemple.fr", full_name="Fatou Diallo", by=SYSTEM)


def ask(client, town, **typed):
    """The counter's page once the button was pressed."""
    sent = {
        "service": town.services["hole"].pk, "words": "Un trou.", "send_key": "clef-du-formulaire",
        "do": "known", **typed,
    }  # fmt: skip
    answer = client.post(COUNTER, sent)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def looks(town):
    with town.open():
        return list(IdentityReading.objects.values_list("object_kind", "object_id", "purpose"))


def test_it_is_filled_in_told_and_written_down(client, town, somebody):
    page = ask(client, town, email=somebody.email.upper(), **{"q-depth": "40"})
    assert f'name="q-mail" type="email" value="{somebody.email}"' in page
    assert f'value="{somebody.full_name}"' in page.split('name="q-who"')[1][:200]
    assert "déjà dit\u00a0: Votre nom, Votre courriel." in page
    assert 'value="40"' in page
    assert looks(town) == [("account", somebody.pk, "counter")]


def test_nothing_sensitive_is_and_nothing_typed_is_changed(client, town, somebody):
    page = ask(client, town, email=somebody.email, **{"q-who": "Awa"})
    assert 'value=""' in page.split('name="q-health"')[1][:200]
    assert 'value="Awa"' in page
    assert "déjà dit\u00a0: Votre courriel." in page


def test_whoever_is_not_known_is_asked(client, town):
    assert "Rien n’est connu" in ask(client, town, email="personne@exemple.fr")
    assert "d’abord son adresse" in ask(client, town)
    assert looks(town) == []


def test_the_button_stands_only_where_something_may_be_known(client, town):
    here = f"{COUNTER}questions/?service="
    assert 'value="known"' in client.get(f"{here}{town.services['hole'].pk}").content.decode()
    assert 'value="known"' not in client.get(f"{here}{town.services['lamp'].pk}").content.decode()
