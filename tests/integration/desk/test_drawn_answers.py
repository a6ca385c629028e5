"""What somebody drew in answer stands on maps of the case, beside its words and its points."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from parvis.capture.reports import links
from parvis.capture.reports.models import Follower
from tests.factories import agent, small_town
from tests.factories.drawn_answers import AREA, LINE, POINT, drawn_on
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def receipt(town):
    with town.open():
        return drawn_on(town)


@pytest.fixture
def client(town):
    with town.open():
        return logged_in(Client(), town, agent(town, "counter"))


def drawn(page):
    return [json.loads(unescape(one)) for one in re.findall(r' geometry="([^"]*)"', page)]


def test_each_answer_has_its_map_its_words_and_its_points(client, receipt):
    page = client.get(f"/agents/demandes/{receipt.case.pk}/").content.decode()
    assert drawn(page) == [POINT, LINE]
    assert "3 rue des Tanneurs" in page
    assert re.search(r"Ligne de [\d\s]+m", page)
    lon, lat = LINE["coordinates"][1]
    assert f"<li>{lat:.6f}, {lon:.6f}</li>" in page


def test_what_says_where_somebody_lives_is_drawn_with_their_contact(client, receipt):
    page = client.post(f"/agents/demandes/{receipt.case.pk}/contact/").content.decode()
    assert AREA in drawn(page)


def test_whoever_asked_sees_what_they_drew(town, receipt):
    with town.open():
        author = Follower.objects.get(report=receipt.report)
        address = f"/suivi/{receipt.report.pk}/{links.token_of(author)}/"
    page = Client(HTTP_HOST=town.host).get(address).content.decode()
    assert drawn(page) == [POINT, LINE, AREA]
