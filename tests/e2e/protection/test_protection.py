"""The data protection officer answers two demands, in a real browser, on a phone and on a desk."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.capture.reports.rules import Contact
from parvis.people.models import Agent
from tests.factories import Town, agent, log_in_page, report, small_town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser
EMAIL = "lea.martin@essai.example"


@pytest.fixture
def town(committed: None) -> Town:
    """Two requests of one person, one of them closed to the officer, and one of somebody else."""
    made = small_town()
    with made.open(compartments=(made.social.pk,)):
        for service in ("hole", "lamp", "help"):
            who = Contact(channel="email", email=EMAIL, name="Léa Martin", phone="+33612345678")
            report(made, service, contact=who, words="Le trou de la rue Haute.")
        report(made, email="noe@essai.example", words="Une autre histoire")
    return made


@pytest.fixture
def officer(town: Town) -> Agent:
    with town.open():
        return agent(town, "dpo", name="Sabine Essai")


def test_a_copy_then_the_erasure(
    page: Page, live_site: Site, town: Town, officer: Agent, complaints: Complaints, tmp_path: Path
) -> None:
    log_in_page(page, live_site, town, officer, "/protection/")
    look(page, "accueil")
    page.get_by_label("Adresse, numéro de téléphone").fill(EMAIL)
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator("h1")).to_have_text("Ce que nous gardons de cette personne")
    expect(page.locator("main")).to_contain_text("1 demande appartient à une direction fermée")
    look(page, "personne")

    page.get_by_label("J’ai vérifié").check()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Télécharger la copie").click()
    coming.value.save_as(tmp_path / "copie.zip")
    with zipfile.ZipFile(tmp_path / "copie.zip") as archive:
        read = archive.read("donnees.html").decode()
    assert "Le trou de la rue Haute." in read
    assert "Une autre histoire" not in read

    page.get_by_role("button", name="Préparer l’effacement").click()
    expect(page.locator("main")).to_contain_text("Le lieu exact de 2 demandes")
    look(page, "apercu")
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.locator("main")).to_contain_text("Rien ne sort et rien ne s’efface")
    look(page, "oubli")
    page.get_by_label("J’ai vérifié").check()
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.locator("h1")).to_contain_text("Requête")
    expect(page.locator("main")).not_to_contain_text(EMAIL)
    look(page, "requete")
    page.get_by_role("link", name="L’avis à remettre").click()
    expect(page.locator("h1")).to_have_text("Votre requête sur vos données personnelles")
    look(page, "avis")

    page.goto(live_site.url(town.host, "/protection/registre/"))
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, "registre")
    page.get_by_role("link", name="Qui a consulté quoi").click()
    expect(page.locator("main")).to_contain_text("Sabine Essai")
    look(page, "lectures")
    assert complaints.heard == []


def test_without_scripts_a_demand_is_written_down_and_refused(
    browser: Browser, live_site: Site, town: Town, officer: Agent
) -> None:
    with browser.new_context(java_script_enabled=False, locale="fr-FR") as plain:
        page = plain.new_page()
        log_in_page(page, live_site, town, officer, "/protection/")
        page.get_by_role("link", name="Noter une requête").click()
        page.get_by_label("Ce qui est demandé").select_option("erasure")
        page.get_by_role("button", name="La noter").click()
        expect(page.locator("main")).to_contain_text("À répondre")
        page.get_by_label("Réponse").select_option("refused")
        page.get_by_role("button", name="Clore la requête").click()
        expect(page.locator("main")).to_contain_text("Un refus dit pourquoi.")
        page.get_by_label("En cas de refus").select_option("identity")
        page.get_by_role("button", name="Clore la requête").click()
        expect(page.locator("main")).to_contain_text("Refusée")
