"""From the assessment to a decision: the officer records it, the lead switches rules on, somebody
inside decides, and whoever is outside finds no such page."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.foundation.clock import at, now
from tests.factories import Town, agent, log_in_page, report, small_town
from tests.integration.attention.town import EMAIL, inside
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser
SIGNALS = "/agents/attention/"


@pytest.fixture
def town(committed: None) -> Town:
    """Three requests of one address to the closed department, and one of another."""
    made = small_town()
    for days_ago, email in ((50, EMAIL), (20, EMAIL), (1, EMAIL), (0, "noe@essai.example")):
        with at(now() - timedelta(days=days_ago)), made.open(compartments=(made.social.pk,)):
            report(made, "help", email=email, place=None, words="Je ne peux plus payer.")
    return made


def another(browser: Browser) -> Page:
    return browser.new_context(locale="fr-FR").new_page()


def test_from_the_assessment_to_a_decision(
    page: Page, browser: Browser, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        officer = agent(town, "dpo", name="Sabine Essai")
        lead = inside(town, "lead", name="Louis Mène")
        helper = inside(town, name="Inès Dedans")
        outside = agent(town, "handler", "director", name="Omar Dehors")
    of_lead, of_helper, of_other = (another(browser) for _ in range(3))

    log_in_page(of_lead, live_site, town, lead, SIGNALS)
    finds_it_off(of_lead)
    log_in_page(page, live_site, town, officer, "/protection/attention/")
    records_the_assessment(page)
    of_lead.goto(live_site.url(town.host, SIGNALS))
    puts_rules_in_force(of_lead)
    oversees(page)
    log_in_page(of_helper, live_site, town, helper, "/agents/")
    decides(of_helper)

    log_in_page(of_other, live_site, town, outside, "/agents/")
    expect(of_other.get_by_role("link", name="Signaux")).to_have_count(0)
    answer = of_other.goto(live_site.url(town.host, SIGNALS))
    assert answer is not None
    assert answer.status == 404

    page.get_by_role("button", name="Mettre fin à cette analyse").click()
    expect(page.locator("main")).to_contain_text("terminée le")
    of_helper.reload()
    expect(of_helper.locator("main")).to_contain_text("Les signaux sont éteints.")
    expect(of_helper.get_by_role("article")).to_have_count(0)
    assert complaints.heard == []


def finds_it_off(lead: Page) -> None:
    expect(lead.locator("main")).to_contain_text("Les signaux sont éteints.")
    look(lead, "eteint")
    lead.goto(f"{lead.url}regles/")
    expect(lead.locator("main")).to_contain_text("Aucune analyse d’impact n’est valable ici")


def records_the_assessment(officer: Page) -> None:
    look(officer, "analyse-aucune")
    officer.get_by_role("link", name="Modèle d’analyse").click()
    expect(officer.locator("main")).to_contain_text("Ce que cela n’est pas")
    look(officer, "modele")
    officer.go_back()
    officer.get_by_label("Référence de l’analyse").fill("AIPD 2026-4")
    officer.get_by_role("button", name="L’enregistrer").click()
    expect(officer.locator("main")).to_contain_text("Analysée, aucune règle en service")


def puts_rules_in_force(lead: Page) -> None:
    lead.get_by_role("link", name="Choisir les règles").click()
    look(lead, "regles")
    lead.get_by_label("Nombre de demandes").fill("2")
    lead.get_by_role("button", name="Mettre en service").click()
    expect(lead.locator("main")).to_contain_text("3 demandes en 60 jours")
    expect(lead.get_by_role("link", name="Changer les règles")).to_be_visible()


def oversees(officer: Page) -> None:
    officer.reload()
    expect(officer.locator("main")).to_contain_text("au moins 2 demandes")
    look(officer, "analyse")


def decides(helper: Page) -> None:
    """With the keyboard, and once without the day that the choice wants."""
    helper.get_by_role("link", name="Signaux").click()
    first = helper.get_by_role("article").first
    expect(first).to_contain_text("jours ouvrés de retard")
    expect(helper.get_by_role("link", name="Changer les règles")).to_have_count(0)
    line = first.locator("li").filter(has_text="Demandes répétées")
    expect(line).to_contain_text("3 demandes en 60 jours")
    line.get_by_text("Décider").first.press("Enter")
    look(helper, "signaux")
    line.get_by_label("À revoir un autre jour").press("Space")
    line.get_by_label("Un mot pour les collègues").fill("Rappelle jeudi.")
    line.get_by_role("button", name="Noter la décision").press("Enter")
    expect(line.get_by_role("alert")).to_contain_text("Dites quel jour la revoir.")
    expect(line.get_by_label("Un mot pour les collègues")).to_have_value("Rappelle jeudi.")
    line.get_by_label("J’ai appelé").press("Space")
    line.get_by_role("button", name="Noter la décision").press("Enter")
    expect(line).to_have_count(0)
    helper.get_by_text("1 demande décidée").press("Enter")
    expect(helper.locator("main")).to_contain_text("Inès Dedans, le")
    expect(helper.locator("main")).to_contain_text("Rappelle jeudi.")
    look(helper, "decide")
