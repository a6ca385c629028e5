"""Each agent is offered the faces that their roles open, their own account and the way out."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from parvis.people.permissions import ROLES, home, may
from tests.factories import agent, small_town
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "reader"])

FACES = {
    "/agents/": "case.read",
    "/agents/accueil/": "case.type_in",
    "/pilotage/": "cockpit.read",
    "/reglages/": "studio.edit",
    "/protection/": "trust.read",
}


@pytest.fixture
def town():
    return small_town()


def inside(town, *roles: str) -> Client:
    with town.open():
        someone = agent(town, *roles, name="Zoé Dupré")
    return logged_in(Client(), town, someone)


def bars(client: Client, face: str) -> str:
    """What stands around a face's content."""
    body = client.get(face).content.decode()
    return re.sub(r"<main.*?</main>", "", body, flags=re.DOTALL)


def doors(bar: str) -> set[str]:
    return set(re.findall(r'href="([^"?]+)', bar)) & set(FACES)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_face_leads_to_a_closed_door(town, role):
    client = inside(town, role)
    opened = {face for face, wanted in FACES.items() if may([role], wanted)}
    for face in opened:
        bar = bars(client, face)
        assert doors(bar) <= opened
        assert doors(bar) | {face} >= opened - {"/agents/accueil/"}
        assert all(client.get(door).status_code == 200 for door in doors(bar))


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_day_begins_behind_an_open_door(town, role):
    assert inside(town, role).get(home([role])).status_code == 200


@pytest.mark.parametrize("face", sorted(FACES))
def test_every_face_leads_to_ones_account_and_out(town, face):
    client = inside(town, "lead", "admin", "dpo")
    bar = bars(client, face)
    assert 'href="/compte/securite/"' in bar
    assert escape("Zoé Dupré") in bar
    (form,) = re.findall(
        r'<form method="post" action="/compte/sortir/">(.*?)</form>', bar, re.DOTALL
    )
    assert "csrfmiddlewaretoken" in form
    assert "<button" in form
    assert client.get("/compte/securite/").status_code == 200
    client.post("/compte/sortir/")
    assert client.get(face).status_code == 302
