"""A director reads how districts fare, measure by measure, and opens the requests behind."""

import pytest
from playwright.sync_api import Page, expect

from parvis.flows import studies
from parvis.foundation.db.remember import forget
from parvis.understand.studies.models import Study
from tests.factories import Town, agent, log_in_page, small_town
from tests.factories.districts import a_year, six_districts
from tests.factories.stored_studies import worked_out
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed: None) -> Town:
    """Six districts: Les Moulins waits much longer, Le Port says little."""
    made = small_town()
    with made.open():
        bourg, gare, moulins, port, beauregard, plaine = six_districts(made)
        for district in (bourg, gare, beauregard, plaine):
            a_year(made, district, 300)
        a_year(made, moulins, 320, waits=13)
        a_year(made, port, 90)
    worked_out(made, "disparities")
    return made


def test_what_stands_apart_is_read_measure_by_measure(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/ecarts/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le Port : moins de demandes")
    expect(page.get_by_role("heading", name="Les quartiers silencieux")).to_be_visible()
    look(page, "ecarts-demandes")
    page.get_by_label("Ce que l’on compare").select_option("delai")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Les Moulins : les demandes")
    look(page, "ecarts-delais")
    page.get_by_role("columnheader", name="Quartier").get_by_role("link").click()
    assert "tri=nom" in page.url
    assert "mesure=delai" in page.url
    expect(page.locator("tbody th").first).to_have_text("Beauregard")
    page.get_by_role("row", name="Les Moulins").get_by_role("link").first.click()
    assert "quartier=" in page.url


def test_another_period_is_worked_out_while_one_looks(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/ecarts/")
    page.get_by_label("Période").select_option("trimestre")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pas encore calculé pour ce choix.")
    look(page, "ecarts-pas-encore")
    page.get_by_role("button", name="Calculer maintenant").click()
    expect(page.get_by_text("Calcul en cours")).to_be_visible()
    with town.open():
        row = Study.objects.get(code="disparities", asked={"period": "quarter"})
    assert studies.run(town.authority.pk, row.pk)
    # It comes by itself.
    expect(page.get_by_role("heading", name="Quartier par quartier")).to_be_visible()
    assert "periode=trimestre" in page.url


def test_without_inhabitants_no_rate_is_given(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        type(town.first).objects.update(population=0)
        director = agent(town, "director", name="Dominique Essai")
    forget()
    worked_out(town, "disparities")
    log_in_page(page, live_site, town, director, "/pilotage/ecarts/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("On ne sait pas")
    look(page, "ecarts-sans-habitants")
