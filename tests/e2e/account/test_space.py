"""From a follow-up page into one's own space, in a browser: with scripts, and without."""

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.flows.submit_report import Receipt
from tests.e2e.account.conftest import Look, link_to
from tests.factories import Town, report
from tests.support.pages import Complaints
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def mine(town: Town) -> Receipt:
    with town.open():
        return report(town)


def bring_in(page: Page, site: Site, town: Town, mine: Receipt, name: str) -> None:
    """From the follow-up page to the log-in, the mail, and the report in the space."""
    address = f"{name}.{town.authority.pk}@essai.example"
    page.goto(site.url(town.host, f"/suivi/{mine.report.pk}/{mine.token}/"))
    page.get_by_role("link", name="Ajouter à mon espace").click()
    expect(page.get_by_text("vous y attendra")).to_be_visible()
    page.get_by_label("Adresse e-mail").fill(address)
    page.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(page.get_by_role("heading", name="Regardez vos e-mails")).to_be_visible()
    page.goto(link_to(address))
    page.get_by_role("button", name="Ouvrir mon espace").click()
    expect(page.get_by_role("heading", name="Ajouter ce signalement")).to_be_visible()


def test_with_scripts(
    page: Page, live_site: Site, town: Town, mine: Receipt, look: Look, complaints: Complaints
) -> None:
    bring_in(page, live_site, town, mine, "avec")
    look(page, "espace-propose")
    page.get_by_role("button", name="L’ajouter à mon espace").click()
    expect(page.get_by_text("est maintenant dans votre espace")).to_be_visible()
    look(page, "espace-ajoute")
    page.get_by_role("link", name="Voir mon espace").click()
    expect(page.get_by_text("1 rue Haute")).to_be_visible()
    expect(page.get_by_role("heading", name="Ajouter ce signalement")).to_have_count(0)
    assert complaints.heard == []


def test_without(browser: Browser, live_site: Site, town: Town, mine: Receipt) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    bring_in(page, live_site, town, mine, "sans")
    page.get_by_role("button", name="L’ajouter à mon espace").click()
    expect(page.get_by_text("est maintenant dans votre espace")).to_be_visible()
    context.close()
