"""The way to one's account and out, from every face of agents, by keyboard, on either screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import agent, small_town
from tests.factories.log_in import log_in_page
from tests.support.pages import assert_fits, assert_no_barrier
from tests.support.site import Site

pytestmark = pytest.mark.browser

FACES = ("/agents/", "/pilotage/", "/reglages/")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_account_and_the_way_out_are_on_every_face(
    live_site: Site, committed: None, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    town = small_town()
    with town.open():
        someone = agent(town, "lead", "admin", name="Zoé Dupré")
    log_in_page(page, live_site, town, someone, "/agents/")
    for face in FACES:
        page.goto(live_site.url(town.host, face))
        account = page.get_by_role("link", name="Mon compte")
        out = page.get_by_role("button", name="Quitter")
        expect(account).to_be_in_viewport(ratio=1)
        expect(out).to_be_in_viewport(ratio=1)
        account.focus()
        page.keyboard.press("Tab")
        expect(out).to_be_focused()
        assert_fits(page)
        assert_no_barrier(page)
    page.get_by_role("link", name="Mon compte").click()
    expect(page.locator("main")).to_contain_text("Zoé Dupré")
    page.get_by_role("link", name="Retour").click()
    page.get_by_role("button", name="Quitter").press("Enter")
    expect(page.locator("h1")).to_contain_text("déconnecté")
    page.goto(live_site.url(town.host, "/agents/"))
    page.wait_for_url("**/compte/connexion/**")
