"""A report's own questions in simple words, in the form's languages, with what is known already."""

import pytest
from django.test import Client

from parvis.offer.forms.definition import read_definition
from tests.factories import agent
from tests.factories.portal_town import republish
from tests.factories.sessions import logged_in
from tests.factories.towns import Town
from tests.integration.portal.report.journey import HERE, begin, send

ASKED = {
    "languages": ["fr", "ar"],
    "title": {"fr": "Un trou"},
    "thanks": {"fr": "Nous passons sous huit jours."},
    "pages": [
        {
            "key": "first", "title": {"fr": "Le trou", "ar": "الحفرة"},
            "items": [
                {"kind": "text", "key": "depth",
                 "label": {"fr": "Quelle profondeur ?", "ar": "العمق"},
                 "easy": {"fr": "Le trou est profond ?"}},
            ],
        },
        {
            "key": "second", "title": {"fr": "Vous"},
            "items": [
                {"kind": "email", "key": "mail", "label": {"fr": "Mél"}, "prefill": "email",
                 "easy": {"fr": "Votre adresse mail"}},
            ],
        },
    ],
}  # fmt: skip
EASY, ARABIC = "Le trou est profond", 'lang="ar" dir="rtl"'


@pytest.fixture
def asking(town: Town) -> Town:
    with town.open():
        republish(town, "hole", asks=read_definition(ASKED))
    return town


def there(client: Client) -> str:
    draft = begin(client)
    client.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    return draft


def test_simple_words_and_another_language_are_kept_from_page_to_page(
    resident: Client, asking: Town
) -> None:
    draft = there(resident)
    page = resident.get(f"{draft}/details/").content.decode()
    assert 'value="easy" aria-pressed="false"' in page
    assert EASY not in page
    typed = {"words": "Un trou.", "q-depth": "Très"}
    page = resident.post(f"{draft}/details/", {**typed, "do": "easy"}).content.decode()
    assert EASY in page
    assert 'value="Très"' in page
    resident.post(f"{draft}/details/", {**typed, "do": "go"})
    assert "Votre adresse mail" in resident.get(f"{draft}/details/second/").content.decode()
    page = resident.post(f"{draft}/details/", {**typed, "do": "language-ar"}).content.decode()
    assert ARABIC in page
    assert "العمق" in page
    page = resident.post(f"{draft}/details/", {**typed, "do": "language-"}).content.decode()
    assert ARABIC not in page
    resident.post(f"{draft}/details/", {**typed, "do": "go"})
    resident.post(f"{draft}/details/second/", {"do": "go"})
    receipt = resident.get(send(resident, draft)).content.decode()
    assert "Nous passons sous huit jours." in receipt


def test_what_is_known_of_who_is_logged_in_stands_there_already(
    resident: Client, asking: Town
) -> None:
    draft = there(resident)
    resident.post(f"{draft}/details/", {"words": "Un trou.", "do": "go"})
    with asking.open():
        somebody = agent(asking, "counter", name="A")
    mine = logged_in(Client(), asking, somebody)
    address = f"{draft}/details/second/"
    assert f'value="{somebody.account.email}"' in mine.get(address).content.decode()
    assert somebody.account.email not in resident.get(address).content.decode()


def test_the_counter_asks_in_simple_words_and_knows_nothing_beforehand(asking: Town) -> None:
    with asking.open():
        somebody = agent(asking, "counter", name="A")
    client = logged_in(Client(), asking, somebody)
    typed = {"service": asking.services["hole"].pk, "words": "Un trou.", "send_key": "clef"}
    page = client.post("/agents/accueil/", {**typed, "do": "easy"}).content.decode()
    assert EASY in page
    assert 'name="easy" value="1"' in page
    assert f'name="q-mail" value="{somebody.account.email}"' not in page
    page = client.post("/agents/accueil/", {**typed, "easy": "1", "do": "update"}).content.decode()
    assert EASY in page
    page = client.post("/agents/accueil/", {**typed, "easy": "1", "do": "easy"}).content.decode()
    assert EASY not in page
    page = client.post("/agents/accueil/", {**typed, "do": "language-ar"}).content.decode()
    assert ARABIC in page
