"""A resident's own space, in a real browser: from the link to leaving."""

import pytest
from playwright.sync_api import Page, expect

from parvis.capture.reports.rules import Contact
from parvis.journal.rules import SYSTEM
from parvis.people import operations
from tests.e2e.account.conftest import Look, link_to
from tests.factories import Town, report
from tests.support.openid import provider
from tests.support.pages import Complaints
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_a_space_from_the_link_to_leaving(
    page: Page, live_site: Site, town: Town, look: Look, complaints: Complaints
) -> None:
    address = f"camille.{town.authority.pk}@essai.example"
    with town.open():
        report(town, contact=Contact(channel="email", email=address))
    page.goto(live_site.url(town.host, "/compte/"))
    look(page, "porte")
    page.get_by_label("Adresse e-mail").fill("camille@")
    page.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(page.get_by_text("Cette adresse n’est pas complète")).to_be_visible()
    page.get_by_label("Adresse e-mail").fill(address)
    page.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(page.get_by_role("heading", name="Regardez vos e-mails")).to_be_visible()
    look(page, "lien-envoye")
    page.goto(link_to(address))
    look(page, "lien")
    page.get_by_role("button", name="Ouvrir mon espace").click()
    expect(page.get_by_text("Rien ici pour l’instant")).to_be_visible()
    look(page, "espace-vide")
    page.get_by_role("button", name="Retrouver ceux que j’ai laissés").click()
    expect(page.get_by_text("1 rue Haute")).to_be_visible()
    look(page, "espace")
    with page.expect_download() as download:
        page.get_by_role("link", name="Emporter mes données").click()
    assert "Un trou profond" in download.value.path().read_text(encoding="utf-8")
    page.locator("#lang").select_option("en")
    page.get_by_role("button", name="Choisir").click()
    expect(page.get_by_role("heading", name="My space")).to_be_visible()
    look(page, "espace-en")
    page.get_by_role("link", name="Erase my account").click()
    expect(page.get_by_role("button", name="Erase my account")).to_be_visible()
    look(page, "effacer")
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("heading", name="Your account is erased")).to_be_visible()
    look(page, "efface")
    page.goto(live_site.url(town.host, "/compte/"))
    expect(page.get_by_role("button", name="Send me the link")).to_be_visible()
    assert complaints.heard == []


def test_franceconnect_in_a_browser(
    page: Page, live_site: Site, town: Town, look: Look, complaints: Complaints
) -> None:
    with provider({"camille": {"acr": "eidas1"}}) as real:
        with town.open():
            operations.set_provider(
                code="franceconnect", name="FranceConnect", audience="residents",
                issuer=real.issuer, client_id="parvis", client_secret="un-secret",
                scopes="openid", acr_values=["eidas1"], by=SYSTEM,
            )  # fmt: skip
        page.goto(live_site.url(town.host, "/compte/"))
        look(page, "porte-franceconnect")
        page.get_by_role("button", name="Continuer avec FranceConnect").click()
        page.wait_for_url(f"{real.issuer}/**")
        page.get_by_role("button", name="camille").click()
        page.wait_for_url("**/compte/")
        expect(page.get_by_role("heading", name="Mon espace")).to_be_visible()
        page.get_by_role("button", name="Me déconnecter").click()
        page.wait_for_url(f"{real.issuer}/**")
        page.goto(live_site.url(town.host, "/compte/"))
        expect(page.get_by_role("button", name="Envoyez-moi le lien")).to_be_visible()
    assert complaints.heard == []


def test_a_wrong_link_says_what_to_do(page: Page, live_site: Site, town: Town, look: Look) -> None:
    page.goto(live_site.url(town.host, "/compte/lien/999/pas-un-vrai-lien/"))
    look(page, "lien-ferme")
    page.get_by_role("link", name="Demander un autre lien").click()
    expect(page.get_by_role("button", name="Envoyez-moi le lien")).to_be_visible()
