"""The accessibility statement is one step from every face, the agents' ones too (RGAA: the law asks
for it on every page)."""

import pytest
from django.test import Client

from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


def test_every_face_leads_to_the_accessibility_statement():
    town = small_town()
    with town.open():
        client = logged_in(Client(), town, agent(town, "lead", "admin"))
        case = report(town, service="lamp").case
    faces = (
        "/", "/agents/", f"/agents/demandes/{case.pk}/", "/agents/accueil/", "/pilotage/",
        "/pilotage/par/service/", "/reglages/", "/reglages/etats/",
    )  # fmt: skip
    for address in faces:
        page = client.get(address).content.decode()
        assert page.count('href="/accessibilite/"') == 1, address
