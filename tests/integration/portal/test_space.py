"""A report goes into somebody's own space: from its page, and by way of the log-in."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from parvis.capture.reports.models import Follower
from parvis.flows.submit_report import Receipt
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.web.account.mine import WANTED
from tests.factories import Town, report, small_town
from tests.factories.sessions import session_of

pytestmark = pytest.mark.django_db
ADD, THERE = "Ajouter à mon espace", "est maintenant dans votre espace"


@pytest.fixture
def town() -> Town:
    return small_town()


@pytest.fixture
def mine(town: Town) -> Receipt:
    with town.open():
        return report(town)


@pytest.fixture
def client(town: Town) -> Client:
    return Client(HTTP_HOST=town.host)


@pytest.fixture
def resident(town: Town) -> Client:
    """The browser of somebody who is in their space."""
    inside = Client(HTTP_HOST=town.host)
    with town.open():
        account = people.create_account(email="camille@essai.example", by=SYSTEM)
        key = session_of(SimpleNamespace(account=account, account_id=account.pk))  # type: ignore[arg-type]
    inside.cookies[settings.SESSION_COOKIE_NAME] = key
    return inside


def page_of(receipt: Receipt) -> str:
    return f"/suivi/{receipt.report.pk}/{receipt.token}/"


def keep(client: Client, receipt: Receipt) -> str:
    """Where adding the report leads."""
    sent = {"report": receipt.report.pk, "token": receipt.token}
    answer = client.post("/compte/rassembler/", sent)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_once_added_its_page_says_so_and_leads_there(resident: Client, mine: Receipt) -> None:
    back = keep(resident, mine)
    assert back == f"{page_of(mine)}?dit=espace"
    page = resident.get(back).content.decode()
    assert THERE in page
    assert 'class="link" href="/compte/"' in page
    later = resident.get(page_of(mine)).content.decode()
    assert THERE not in later
    assert "Le retrouver dans mon espace" in later
    assert ADD not in later


def test_nothing_is_claimed_by_an_address_alone(
    resident: Client, client: Client, mine: Receipt
) -> None:
    for visitor in (resident, client):
        assert THERE not in visitor.get(f"{page_of(mine)}?dit=espace").content.decode()


def test_who_is_not_logged_in_finds_the_way_and_the_report_again(
    client: Client, resident: Client, town: Town, mine: Receipt
) -> None:
    way = f"/compte/?suivi={mine.report.pk}%2F{mine.token}"
    assert way in client.get(page_of(mine)).content.decode()
    answer = client.get(way)
    assert answer["Location"] == "/compte/"
    assert answer["Cache-Control"] == "no-store, private"
    cookie = answer.cookies[WANTED]
    assert cookie["httponly"]
    assert cookie["path"] == "/compte/"
    assert "vous y attendra" in client.get("/compte/").content.decode()
    resident.cookies[WANTED] = cookie.value
    space = resident.get("/compte/").content.decode()
    assert "Ajouter ce signalement à votre espace" in space
    assert mine.token in space
    with town.open():
        assert not Follower.objects.filter(account__isnull=False).exists(), "a look adds nothing"
    keep(resident, mine)
    space = resident.get("/compte/").content.decode()
    assert "Ajouter ce signalement" not in space
    assert "1 rue Haute" in space


@pytest.mark.parametrize(
    "link", ["", "x", "1/", "1/wrong", "0/" + "a" * 65, "é/é", "9" * 30 + "/a"]
)
def test_a_link_that_opens_nothing_is_not_offered(resident: Client, link: str) -> None:
    answer = resident.get("/compte/", {"suivi": link}, follow=True)
    assert answer.status_code == 200
    assert "Ajouter ce signalement" not in answer.content.decode()


def test_a_cookie_that_we_did_not_sign_says_nothing(resident: Client, mine: Receipt) -> None:
    resident.cookies[WANTED] = f"{mine.report.pk}/{mine.token}:forged"
    assert "Ajouter ce signalement" not in resident.get("/compte/").content.decode()


def test_an_ended_link_says_so(resident: Client, mine: Receipt) -> None:
    sent = {"report": mine.report.pk, "token": "wrong"}
    answer = resident.post("/compte/rassembler/", sent, follow=True)
    assert "n’ouvre plus ce signalement" in answer.content.decode()
