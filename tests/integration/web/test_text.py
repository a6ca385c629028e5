"""Characters that PostgreSQL can't keep: nobody sees them, and nothing is refused for them."""

import json

import pytest
from django.conf import settings as given
from django.test import Client
from pytest_django import Settings

from parvis.act.cases.models import Step
from parvis.capture.reports.models import Report
from tests.factories import agent, report
from tests.factories.portal_town import portal_town
from tests.factories.sessions import logged_in
from tests.factories.towns import Town
from tests.integration.portal.report.journey import begin, send, through

pytestmark = pytest.mark.django_db

WORDS, CLEAN = "Toujours\x00 là.", "Toujours là."
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def town() -> Town:
    return portal_town()


@pytest.fixture
def client(town: Town) -> Client:
    return Client(HTTP_HOST=town.host)


def test_a_report_is_sent_without_them(client: Client, town: Town, settings: Settings) -> None:
    settings.PARVIS_SHORTEST_SECONDS = 0
    draft = begin(client)
    through(client, draft, words=WORDS)
    assert client.get(send(client, draft)).status_code == 200
    with town.open():
        assert Report.objects.get().words == CLEAN


def test_an_agents_note_too_whole_or_in_parts(town: Town) -> None:
    with town.open():
        made, someone = report(town), agent(town, "handler")
    client = logged_in(Client(), town, someone)
    address = f"/agents/demandes/{made.case.pk}/noter/"
    assert client.post(address, {"wo\x00rds": WORDS}).status_code == 302
    assert client.post(address, "words=Encore%00+un", content_type=FORM).status_code == 302
    with town.open():
        notes = Step.objects.filter(case_id=made.case.pk, kind="note").order_by("pk")
        assert [one.words for one in notes] == [CLEAN, "Encore un"]


@pytest.mark.parametrize("claimed", ["unicode_escape", "utf-16", "base64", "utf-8"])
def test_whatever_encoding_is_claimed(client: Client, town: Town, claimed: str) -> None:
    with town.open():
        made = report(town)
    address = f"/suivi/{made.report.pk}/{made.token}/repondre/"
    typed = 'Content-Disposition: form-data; name="words"\r\n\r\nHalf \\ud800 \x00and\r\n--b'
    kind = f'multipart/form-data; boundary=b; charset="{claimed}"'
    answer = client.post(address, f"--b\r\n{typed}--\r\n".encode(), content_type=kind)
    assert answer.status_code == 303
    asked = client.get("/signalements/?groupe=%5Cud800%00&apres=%00", content_type=kind)
    assert asked.status_code == 200


def test_searches_cookies_and_addresses(client: Client, town: Town) -> None:
    for path in ("/signaler/?q=trou%00", "/adresses.json?q=rue%00+du"):
        assert client.get(path).status_code == 200
    for path in ("/signalements/\x00/", "/logo/a%00.svg", "/suivi/1/%00/"):
        assert client.get(path).status_code == 404
    client.cookies[given.SESSION_COOKIE_NAME] = "a\x00b"
    assert client.get("/compte/").status_code == 200


@pytest.mark.parametrize("code", ["\x00", "\ud800", "trou\x00vaille@exemple.fr"])
def test_the_api(client: Client, code: str) -> None:
    body = json.dumps({"code": code})
    answer = client.post("/api/v1/follow", body, content_type="application/json")
    assert answer.status_code == 404
    mixed = client.post("/api/v1/follow", {"code": code.encode("utf-8", "replace")})
    assert mixed.status_code == 400
