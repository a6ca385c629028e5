"""A director reads what stands out and what is to come; an administrator says how long it takes."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import Town, agent, log_in_page, small_town
from tests.factories.stored_studies import UNTIL, anomalies, cause, forecasts, group
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed: None) -> Town:
    made = small_town()
    with made.open():
        heavy = cause("one_day", UNTIL.toordinal(), 0.83)
        feast = cause("public_holiday", UNTIL.toordinal() - 2, None)
        words = cause("words", ["nid-de-poule", "roue crevée"], None)
        where = [["service", made.services["hole"].pk], ["district", made.first.pk]]
        anomalies(
            made,
            group(where, causes=(heavy, feast, words)),
            group([["channel", "phone"]], seen=0, expected=9.0, is_new=False, chance=0.03),
        )
        forecasts()
    return made


def test_what_stands_out_leads_to_its_requests(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/tendances/")
    first = page.get_by_role("heading", level=1)
    expect(first).to_contain_text("3 fois plus de demandes que d’habitude")
    expect(page.get_by_text("« nid-de-poule » se lit dans 20 messages")).to_be_visible()
    look(page, "tendances")
    finding = page.locator("#sort-1")
    finding.get_by_text("Tableau").click()
    expect(finding.get_by_role("row").nth(1)).to_contain_text("dimanche 22 novembre")
    page.get_by_role("button", name="Refaire maintenant").click()
    expect(page.get_by_text("Nouveau calcul en cours")).to_be_visible()
    look(page, "tendances-en-cours")
    page.locator("#sort-1").get_by_role("link", name="Ses demandes").click()
    assert "du=2026-11-16&au=2026-11-22" in page.url


def test_what_is_to_come_is_said_in_people_once_minutes_are_known(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        admin = agent(town, "admin", name="Alex Essai")
    log_in_page(page, live_site, town, admin, "/pilotage/previsions/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("environ 250 contacts")
    look(page, "previsions")
    page.get_by_role("link", name="Le dire dans les réglages").click()
    look(page, "reglages-jours")
    page.get_by_label("Minutes que prend un contact").fill("30")
    page.get_by_role("button", name="Enregistrer pour les prévisions").click()
    page.goto(live_site.url(town.host, "/pilotage/previsions/?quoi=accueil"))
    expect(page.get_by_text("il y faut").first).to_be_visible()
    page.locator("#slot").get_by_text("Tableau").click()
    look(page, "previsions-personnes")
