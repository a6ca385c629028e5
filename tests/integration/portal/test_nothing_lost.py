"""A form that arrives at a bad moment comes back whole: its key too old, or one too many."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.web.bridge import REFUSED
from tests.factories import Town, report, small_town
from tests.factories.sessions import session_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return small_town()


def strict(town: Town, **cookies: str) -> Client:
    client = Client(HTTP_HOST=town.host, enforce_csrf_checks=True)
    client.cookies.load(cookies)
    return client


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_a_form_whose_key_is_too_old_comes_back_with_a_new_one(town: Town) -> None:
    client = strict(town)
    here = {"HTTP_ORIGIN": f"http://{town.host}"}
    typed = {"email": "camille@", "csrfmiddlewaretoken": "x" * 64, "password": "secret-1234"}
    refused = client.post("/compte/", typed, **here)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "Rien n’est perdu" in page
    assert "secret-1234" not in page
    again = client.post("/compte/", hidden(page), **here)
    assert again.status_code == 422
    assert 'value="camille@"' in again.content.decode()


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "null"])
def test_what_a_strangers_page_sends_is_not_offered_again(town: Town, origin: str) -> None:
    refused = strict(town).post("/compte/", {"email": "camille@"}, HTTP_ORIGIN=origin)
    assert refused.status_code == 403
    assert hidden(refused.content.decode()) == {}


def test_a_form_too_many_comes_back_to_be_sent_later(town: Town, settings: Settings) -> None:
    settings.PARVIS_RATE_WRITE = "1/hour"
    client = strict(town)
    here = {"HTTP_ORIGIN": f"http://{town.host}"}
    begun = client.post("/signaler/", {"service": "hole"})
    path = begun["Location"]
    kept = hidden(client.get(path).content.decode())["kept"]
    typed = {"kept": kept, "address": "12 rue « Haute »", "place_words": "Au <coin>"}
    refused = client.post(path, typed, **here)
    page = refused.content.decode()
    assert refused.status_code == 429
    assert "ce que vous avez écrit est gardé dans cette page" in page
    assert hidden(page) == typed
    assert f'action="{path}"' in page
    assert "no-store" in refused["Cache-Control"]


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "null"])
def test_a_form_too_many_of_a_stranger_promises_nothing(
    town: Town, settings: Settings, origin: str
) -> None:
    settings.PARVIS_RATE_WRITE = "1/hour"
    client = strict(town)
    client.post("/compte/", {})
    refused = client.post("/compte/", {"email": "camille@"}, HTTP_ORIGIN=origin)
    assert refused.status_code == 429
    assert hidden(refused.content.decode()) == {}
    assert "gardé" not in refused.content.decode()


def test_a_page_too_many_promises_nothing(town: Town, settings: Settings) -> None:
    settings.PARVIS_RATE_READ = "1/hour"
    client = strict(town)
    client.get("/")
    refused = client.get("/")
    assert refused.status_code == 429
    assert "gardé" not in refused.content.decode()


@pytest.mark.parametrize(
    ("status", "said"), [(413, "envoyez moins de photos à la fois"), (408, "Rien n’a été reçu")]
)
def test_what_was_refused_before_it_was_received_promises_nothing(
    town: Town, status: int, said: str
) -> None:
    refused = strict(town).post("/signaler/", {}, **{REFUSED: status})
    page = refused.content.decode()
    assert refused.status_code == status
    assert said in page
    assert "gardé" not in page
    assert "Content-Security-Policy" in refused


def test_a_report_goes_into_the_space_of_whoever_is_logged_in(town: Town) -> None:
    with town.open():
        receipt = report(town)
        account = people.create_account(email="camille@essai.example", by=SYSTEM)
        holder = SimpleNamespace(account=account, account_id=account.pk)
        client = strict(town, **{settings.SESSION_COOKIE_NAME: session_of(holder)})
    path = f"/suivi/{receipt.report.pk}/{receipt.token}/"
    page = client.get(path)
    assert page["Referrer-Policy"] == "same-origin"
    form = re.search(r'action="(/compte/rassembler/)">(.*?)</form>', page.content.decode(), re.S)
    assert form is not None
    answer = client.post(form[1], hidden(form[2]), HTTP_ORIGIN=f"http://{town.host}")
    assert answer.status_code == 302
    assert "1 rue Haute" in client.get("/compte/").content.decode()
    assert "/compte/rassembler/" not in client.get(path).content.decode()
    assert "/compte/rassembler/" not in strict(town).get(path).content.decode()
