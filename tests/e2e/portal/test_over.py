"""A draft that is over: what the browser still keeps of it is taken up again."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.flows import report_draft
from parvis.foundation import clock
from tests.e2e.portal.journey import begin, heading
from tests.factories.towns import Town
from tests.support.pages import assert_fits, assert_no_barrier, awake
from tests.support.site import Site

pytestmark = pytest.mark.browser
WORDS = "Un trou profond devant l’école."


@pytest.mark.parametrize("width", [360, 1440])
def test_words_kept_on_the_device_begin_another_draft(
    live_site: Site, town: Town, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    begin(page, live_site, town)
    heading(page, "Où est-ce")
    page.locator("#address").fill("12 rue des Tanneurs")
    page.get_by_role("button", name="Continuer", exact=True).click()
    heading(page, "Dites-nous en plus")
    page.get_by_label("Avec vos mots").fill(WORDS)
    old = page.url
    with town.open(), clock.at(clock.now() + timedelta(days=4)):
        report_draft.erase_expired()
    page.goto(old)
    heading(page, "Votre brouillon a expiré")
    expect(page.get_by_label("Avec vos mots")).to_have_value(WORDS)
    expect(page.get_by_label("Adresse e-mail")).to_be_hidden()
    expect(page.get_by_text("encore ouvert dans un autre onglet")).to_be_hidden()
    assert_fits(page)
    assert_no_barrier(page)
    page.get_by_role("button", name="Continuer avec ces mots").click()
    heading(page, "De quoi s’agit-il")
    page.get_by_label("Dites-le en quelques mots").fill("nid de poule")
    page.get_by_label("Dites-le en quelques mots").press("Enter")
    heading(page, "De quoi s’agit-il")
    page.locator("button.kind").first.click()
    heading(page, "Où est-ce")
    page.locator("#address").fill("12 rue des Tanneurs")
    page.get_by_role("button", name="Continuer", exact=True).click()
    heading(page, "Dites-nous en plus")
    expect(page.get_by_label("Avec vos mots")).to_have_value(WORDS)
    page.goto(old)
    heading(page, "Votre brouillon a expiré")
    expect(page.get_by_text("encore ouvert dans un autre onglet")).to_be_visible()


def test_without_script_the_page_says_what_to_do(live_site: Site, town: Town, browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(live_site.url(town.host, f"/signaler/{'a' * 32}/details/"))
    awake(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre brouillon a expiré")
    expect(page.get_by_text("encore ouvert dans un autre onglet")).to_be_visible()
    expect(page.get_by_role("button", name="Continuer avec ces mots")).to_be_hidden()
    context.close()
