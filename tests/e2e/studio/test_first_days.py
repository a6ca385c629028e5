"""The settings of a town that has just begun, in a real browser."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from parvis.authorities.models import Authority, Department
from parvis.foundation.db.remember import forget
from tests.factories import agent, small_town
from tests.factories.sessions import session_of
from tests.support.pages import look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def test_which_receipts_lack_an_address_is_said_until_it_is_given(
    desk: Page, live_site: Site
) -> None:
    forget()
    town = small_town()
    with town.open():
        Authority.objects.update(postal_address="", phone="")
        Department.objects.update(postal_address="", phone="")
        key = session_of(agent(town, "admin", name="Alix Réglages"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": town.host, "path": "/"}
    desk.context.add_cookies([cookie])
    desk.goto(live_site.url(town.host, "/reglages/"))
    told = desk.get_by_text("Il manque une adresse ou un téléphone")
    expect(told).to_be_visible()
    look(desk, "receipts-lack")
    desk.locator("#id_postal_address").fill("1 place de la Mairie")
    desk.locator("#id_phone").fill("01 99 00 00 01")
    desk.get_by_role("button", name="Enregistrer").first.click()
    expect(desk.locator("[data-toast]")).to_be_visible()
    expect(told).to_have_count(0)
