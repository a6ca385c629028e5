"""The five pages of listening on paper, without scripts, and on the smallest telephone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import Town, agent, log_in_page, small_town
from tests.factories.stored_studies import UNTIL, anomalies, cause, forecasts, group
from tests.integration.understanding.spoken import BINS, EVERY, LAMPS, said, themes_of
from tests.support.pages import Complaints, assert_fits
from tests.support.site import Site

pytestmark = pytest.mark.browser
PAGES = ("ecoute", "tendances", "previsions", "blocages", "ecarts")
# A4 without its margins, at 96 dots an inch.
PAPER = 672


@pytest.fixture
def town(committed: None) -> Town:
    made = small_town()
    with made.open():
        said(made, [*EVERY, *LAMPS, *BINS])
        where = [["service", made.services["hole"].pk], ["district", made.first.pk]]
        anomalies(made, group(where, causes=(cause("one_day", UNTIL.toordinal(), 0.83),)))
        forecasts()
    themes_of(made)
    return made


def test_each_page_is_printed_and_read_without_scripts(
    page: Page, browser: Browser, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/")
    for name in PAGES:
        page.goto(live_site.url(town.host, f"/pilotage/{name}/"))
        page.set_viewport_size({"width": 320, "height": 640})
        assert_fits(page)
        _keep(page, f"{name}-320")
        page.set_viewport_size({"width": PAPER, "height": 950})
        page.emulate_media(media="print")
        assert_fits(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        cut = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
        assert page.locator(".table-wrap:visible").evaluate_all(cut) == 0, name
        expect(page.locator("nav:visible")).to_have_count(0)
        _keep(page, f"{name}-papier")
        page.emulate_media(media="screen")
    context = browser.new_context(
        java_script_enabled=False, locale="fr-FR", storage_state=page.context.storage_state()
    )
    still = context.new_page()
    for name in PAGES:
        still.goto(live_site.url(town.host, f"/pilotage/{name}/"))
        expect(still.get_by_role("heading", level=1)).to_be_visible()
        _keep(still, f"{name}-sans")
    still.goto(live_site.url(town.host, "/pilotage/tendances/"))
    still.get_by_text("Tableau").first.click()
    expect(still.get_by_role("row").nth(1)).to_contain_text("dimanche 22 novembre")
    context.close()


def _keep(page: Page, name: str) -> None:
    """A picture, where they are kept (`tests.support.pages.look`)."""
    folder = os.environ.get("PARVIS_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
