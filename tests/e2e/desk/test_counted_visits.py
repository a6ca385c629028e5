"""An agent at the counter says how many came."""

import pytest
from playwright.sync_api import Page, expect

from parvis.capture.visits.models import CountedVisits
from tests.factories import agent, log_in_page, small_town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_visits_are_counted_by_the_hour(
    page: Page, live_site: Site, committed: None, complaints: Complaints
) -> None:
    town = small_town()
    with town.open():
        someone = agent(town, "counter", name="Andrea Essai")
    log_in_page(page, live_site, town, someone, "/agents/accueil/")
    page.get_by_role("link", name="Compter les visites").click()
    expect(page.get_by_text("Rien n’a encore été compté.")).to_be_visible()
    look(page, "visites-vide")
    page.get_by_label("Où").fill("Mairie")
    page.get_by_label("Combien sont venues").fill("beaucoup")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Dites combien de personnes sont venues, en chiffres."
    )
    look(page, "visites-refus")
    page.get_by_label("Heure").select_option("9")
    page.get_by_label("Combien sont venues").fill("42")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("42")
    expect(page.get_by_label("Où")).to_have_value("Mairie")
    look(page, "visites")
    with town.open():
        (row,) = CountedVisits.objects.all()
        assert (row.place, row.hour, row.many) == ("Mairie", 9, 42)
