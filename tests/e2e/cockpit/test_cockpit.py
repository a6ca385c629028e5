"""A director looks at the week, in a real browser: filters, doors, and figures that live."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.capture.reports.rules import Place
from parvis.flows.project_figures import rebuild_figures
from parvis.foundation.clock import at, now
from parvis.people.models import Agent
from tests.factories import Town, agent, log_in_page, report, small_town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser
SECOND_DISTRICT = Place(lon=1.015, lat=47.005, address="2 rue de la Gare")


@pytest.fixture
def town(committed: None) -> Town:
    """Thirty requests over nine weeks, for good; four of them by phone, in the second district."""
    made = small_town()
    with made.open():
        for number in range(30):
            with at(now() - timedelta(days=2 * number, seconds=1)):
                if number < 4:
                    report(made, "lamp", channel="phone", place=SECOND_DISTRICT)
                else:
                    report(made, "hole")
    rebuild_figures(made.authority.pk)
    return made


@pytest.fixture
def director(town: Town) -> Agent:
    with town.open():
        return agent(town, "director", name="Dominique Essai")


def figure(page: Page, code: str):
    return page.locator(f'[data-figure="{code}"]')


def test_the_week_its_filters_and_its_doors(
    page: Page, live_site: Site, town: Town, director: Agent, complaints: Complaints
) -> None:
    log_in_page(page, live_site, town, director, "/pilotage/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("emande")
    expect(figure(page, "received")).to_have_text("4")
    look(page, "ensemble")
    page.get_by_role("link", name="13 semaines").click()
    expect(figure(page, "received")).to_have_text("30")
    page.get_by_text("Filtrer, ou choisir d’autres dates").click()
    page.get_by_label("Accueil", exact=True).select_option("phone")
    page.get_by_role("button", name="Afficher").click()
    expect(figure(page, "received")).to_have_text("4")
    assert "canal=phone" in page.url
    assert "periode=trimestre" in page.url
    look(page, "filtres")
    # A link keeps its filters.
    page.get_by_role("link", name="Quartiers", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("La Gare"))).to_contain_text("4")
    look(page, "quartiers")
    page.get_by_role("row", name=re.compile("La Gare")).get_by_role("link").nth(1).click()
    page.wait_for_url("**/agents/**")
    expect(page.locator(".queue__item")).to_have_count(4)
    assert complaints.heard == []


@pytest.mark.parametrize("name", ["service", "direction", "equipe", "canal", "temps"])
def test_every_table_is_without_barrier(
    page: Page, live_site: Site, town: Town, director: Agent, name: str
) -> None:
    log_in_page(page, live_site, town, director, f"/pilotage/par/{name}/")
    expect(page.get_by_role("table")).to_be_visible()
    look(page, name)


def test_a_figure_lives_within_five_seconds(
    page: Page, live_site: Site, town: Town, director: Agent
) -> None:
    log_in_page(page, live_site, town, director, "/pilotage/")
    expect(figure(page, "received")).to_have_text("4")
    with town.open():
        report(town, "hole")
    expect(figure(page, "received")).to_have_text("5")
    expect(page.get_by_text("À jour à")).to_be_visible()


def test_figures_live_under_the_hands_of_whoever_reads_them(
    page: Page, live_site: Site, town: Town, director: Agent
) -> None:
    """The focus inside them, a chart turned into its table, details open: nothing stops, nothing
    of it is lost."""
    log_in_page(page, live_site, town, director, "/pilotage/")
    page.get_by_text("Sur quoi reposent ces phrases").click()
    over_time = page.get_by_role("table", name=re.compile("au fil du temps"))
    expect(over_time).to_be_hidden()
    switch = page.locator(".chart-box__switch").first
    switch.click()
    expect(over_time).to_be_visible()
    expect(switch).to_be_focused()
    with town.open():
        report(town, "hole")
    expect(figure(page, "received")).to_have_text("5")
    expect(page.locator(".chart-box__switch").first).to_be_focused()
    expect(over_time).to_be_visible()
    expect(page.locator("details.muted").first).to_have_attribute("open", "")
    link = page.locator("a.kpi").first
    link.focus()
    with town.open():
        report(town, "hole")
    expect(figure(page, "received")).to_have_text("6")
    expect(page.locator("a.kpi").first).to_be_focused()


def test_without_script_tables_and_map_remain(
    page: Page, browser: Browser, live_site: Site, town: Town, director: Agent
) -> None:
    log_in_page(page, live_site, town, director, "/pilotage/")
    still = browser.new_context(
        java_script_enabled=False, locale="fr-FR", storage_state=page.context.storage_state()
    )
    plain = still.new_page()
    plain.goto(live_site.url(town.host, "/pilotage/"))
    expect(plain.get_by_role("table", name=re.compile("au fil du temps"))).to_be_visible()
    expect(plain.locator("svg.choropleth path")).to_have_count(2)
    plain.get_by_role("link", name="4 semaines").click()
    expect(figure(plain, "received")).to_have_text("14")
    still.close()


def test_the_table_leaves_as_csv(page: Page, live_site: Site, town: Town, director: Agent) -> None:
    log_in_page(page, live_site, town, director, "/pilotage/par/canal/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Ce tableau en CSV").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("Accueil;Reçues;")


def test_the_requests_behind_a_figure_for_who_opens_none(
    page: Page, live_site: Site, town: Town
) -> None:
    with town.open():
        elected = agent(town, "elected", name="Andrée Élue")
    log_in_page(page, live_site, town, elected, "/pilotage/")
    page.goto(live_site.url(town.host, "/pilotage/demandes/"))
    expect(page.get_by_text("Nid-de-poule").first).to_be_visible()
    look(page, "derriere")
