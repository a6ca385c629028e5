"""A list too long to be unrolled is completed while one types, in a report as in a survey."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories import agent
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import portal_town, republish
from tests.factories.sessions import logged_in
from tests.factories.towns import Town
from tests.integration.portal.report.journey import HERE, begin

STREETS = {
    "kind": "choice", "key": "street", "label": {"fr": "Dans quelle rue ?"},
    "choices": [{"key": f"s{n}", "label": {"fr": f"Rue {n}", "en": f"Street {n}"}}
                for n in range(250)],
}  # fmt: skip


@pytest.fixture
def town(db: None) -> Town:
    made = portal_town()
    with made.open():
        republish(made, "hole", asks=asking([STREETS]))
    return made


def completed(client: Client, page: str, words: str, **others: str) -> list[str]:
    """What the page's list proposes for these words."""
    found = re.search(r'data-combo="([^"]*)" data-value="#q-street-key"', page)
    assert found is not None
    answer = client.get(unescape(found[1]), {"langue": "fr", "q": words, **others})
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    return [one["label"] for one in answer.json()["results"]]


def test_on_the_portal(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    page = resident.get(f"{draft}/details/").content.decode()
    assert completed(resident, page, "rue 24")[:2] == ["Rue 24", "Rue 240"]
    assert completed(resident, page, "street 249", langue="en") == ["Street 249"]
    assert resident.get(f"{draft}/choix/words.json?q=a").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_at_the_counter(town: Town) -> None:
    with town.open():
        client = logged_in(Client(), town, agent(town, "counter"))
    asked = {"service": town.services["hole"].pk, "send_key": "clef-du-formulaire"}
    page = client.get("/agents/accueil/questions/", asked).content.decode()
    assert completed(client, page, "rue 24")[:2] == ["Rue 24", "Rue 240"]
    assert client.get("/agents/accueil/choix/999999/street.json?q=a").status_code == 404
    address = "/agents/accueil/choix/1/street.json?q=a"
    assert Client(HTTP_HOST=town.host).get(address).status_code in {302, 403}
