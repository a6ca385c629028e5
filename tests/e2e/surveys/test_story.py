"""One survey from its first question to its figures: built by keyboard, answered on a phone, at the
counter, on paper and without scripts; what the cockpit says is what they answered."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.offer.surveys.models import Survey
from tests.e2e.studio.test_forms import build_canteen, to
from tests.e2e.studio.test_studio import enter
from tests.e2e.surveys.test_answering import agree, go_on, heading, tick
from tests.e2e.surveys.test_counter import inside
from tests.factories import Town, agent, log_in_page, small_town
from tests.support.pages import assert_fits, assert_no_barrier, awake
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed: None) -> Town:
    return small_town()


def test_whoever_answers_and_however_is_counted(
    browser: Browser, desk: Page, live_site: Site, town: Town, plain: Page
) -> None:
    plan(desk, live_site, town)
    with town.open():
        made = Survey.objects.get()
    address = live_site.url(town.host, f"/enquetes/{made.code}/repondre/")
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="fr-FR"
    ) as touched:
        on_a_phone(touched.new_page(), address)
    without_scripts(plain, address)
    for way, child in (("counter", "Ben"), ("paper", "")):
        typed_in(desk, live_site, town, f"/agents/enquetes/{made.code}/?par={way}", child)
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    desk.context.clear_cookies()
    log_in_page(desk, live_site, town, director, f"/pilotage/enquetes/{made.pk}/")
    expect(desk.locator("h1")).to_contain_text("4 réponses")
    assert counted(desk, "Avez-vous des enfants ?") == {"Oui": "3", "Non": "1"}
    assert counted(desk, "Mange-t-il à la cantine ?") == {
        "Chaque jour": "0",
        "Parfois": "2",
        "Jamais": "1",
    }
    assert_no_barrier(desk)


def plan(page: Page, site: Site, town: Town) -> None:
    """A signed survey, its form and its opening, without the mouse."""
    enter(page, site, town, "/reglages/enquetes/nouvelle/")
    awake(page)
    to(page, "#id_title")
    page.keyboard.type("La cantine")
    to(page, "[name=is_anonymous]")
    page.keyboard.press("ArrowDown")
    to(page, "#id_purpose")
    page.keyboard.type("Préparer les menus")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Écrire ses questions")).to_be_visible()
    address = page.url
    awake(page)
    to(page, "main a.btn--primary")
    page.keyboard.press("Enter")
    expect(page.locator("#form-title")).to_have_text("La cantine")
    build_canteen(page)
    page.goto(address)
    awake(page)
    to(page, "button[name=open]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="La faire connaître")).to_be_visible()


def on_a_phone(page: Page, address: str) -> None:
    page.goto(address)
    awake(page)
    expect(page.get_by_role("heading", name="Vos enfants")).to_be_hidden()
    page.locator("label").filter(has_text=re.compile("^Oui$")).tap()
    page.get_by_role("button", name="Ajouter : vos enfants").tap()
    expect(page.get_by_role("heading", name="Vos enfants 1")).to_be_focused()
    awake(page)
    page.locator("label").filter(has_text=re.compile("^Parfois$")).tap()
    page.get_by_label("Son prénom").fill("Ana")
    assert_no_barrier(page)
    assert_fits(page)
    page.locator("#agreed").tap()
    page.locator(".flow__foot").get_by_role("button", name="Envoyer").tap()
    heading(page, "Merci")


def without_scripts(page: Page, address: str) -> None:
    page.goto(address)
    tick(page, "Oui")
    agree(page)
    go_on(page, "Envoyer")
    # The block is brought up by the answer, and shown before anything is sent.
    page.get_by_role("button", name="Ajouter : vos enfants").click()
    tick(page, "Parfois")
    page.get_by_label("Son prénom").fill("Chloé")
    go_on(page, "Envoyer")
    heading(page, "Merci")


def typed_in(page: Page, site: Site, town: Town, path: str, child: str) -> None:
    inside(page, site, town, path)
    tick(page, "Oui" if child else "Non")
    if child:
        page.get_by_role("button", name="Ajouter : vos enfants").click()
        expect(page.get_by_role("heading", name="Vos enfants 1")).to_be_focused()
        awake(page)
        tick(page, "Jamais")
        page.get_by_label("Son prénom").fill(child)
    agree(page)
    go_on(page, "Envoyer")
    heading(page, "C’est enregistré")


def counted(page: Page, question: str) -> dict[str, str]:
    """How many gave each answer, as the question's table says."""
    panel = page.locator("section.panel").filter(has=page.get_by_role("heading", name=question))
    rows = panel.locator("tbody tr")
    return {
        str(row.locator("th").text_content()): str(row.locator("td").first.text_content())
        for row in rows.all()
    }
