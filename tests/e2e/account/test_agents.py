"""An agent's first day and the following ones, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from parvis.journal.rules import SYSTEM
from parvis.people import operations
from parvis.people.models import Agent
from tests.e2e.account.conftest import Look, link_to
from tests.factories import Town, log_in_page, small_town
from tests.factories.agents import PASSWORD
from tests.factories.log_in import code_now
from tests.support.pages import Complaints
from tests.support.site import Site

pytestmark = pytest.mark.browser
SECURITY = "/compte/securite/"


def type_password(page: Page, site: Site, town: Town, handler: Agent, path: str = SECURITY) -> None:
    with town.open():
        email = handler.account.email
    page.goto(site.url(town.host, f"/compte/connexion/?next={path}"))
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def test_first_log_in_with_an_app(
    page: Page, live_site: Site, town: Town, handler: Agent, look: Look, complaints: Complaints
) -> None:
    page.goto(live_site.url(town.host, "/compte/connexion/"))
    look(page, "connexion")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Saisissez votre mot de passe.")).to_be_visible()
    look(page, "connexion-vide")
    type_password(page, live_site, town, handler)
    page.wait_for_url("**/second-facteur/choisir/")
    look(page, "choisir")
    page.get_by_role("link", name=re.compile("application")).click()
    expect(page.get_by_role("img", name=re.compile("Image à scanner"))).to_be_visible()
    look(page, "application")
    page.get_by_text("Je ne peux pas la scanner").click()
    secret = page.locator(".account-key").inner_text().replace(" ", "")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="C’est fait").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "application-refus")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="C’est fait").click()
    expect(page.locator(".account-codes code")).to_have_count(10)
    look(page, "codes")
    page.get_by_role("link", name="Je les ai gardés").click()
    page.wait_for_url(f"**{SECURITY}")
    look(page, "securite")
    assert complaints.heard == []


def test_a_passkey_from_enrolment_to_log_in_alone(
    page: Page, live_site: Site, town: Town, handler: Agent, key: None, look: Look,
    complaints: Complaints,
) -> None:  # fmt: skip
    type_password(page, live_site, town, handler)
    page.get_by_role("link", name=re.compile("clé d’accès", re.I)).first.click()
    expect(page.get_by_label("Nom de cette clé")).to_be_visible()
    look(page, "cle")
    page.get_by_label("Nom de cette clé").fill("Ordinateur du bureau")
    page.get_by_role("button", name="Créer la clé").click()
    page.get_by_role("link", name="Je les ai gardés").click()
    page.wait_for_url(f"**{SECURITY}")
    expect(page.get_by_text("Ordinateur du bureau").first).to_be_visible()
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    look(page, "sorti")
    # As second step.
    type_password(page, live_site, town, handler)
    expect(page.get_by_role("button", name="Utiliser ma clé")).to_be_visible()
    look(page, "second")
    page.get_by_role("button", name="Utiliser ma clé").click()
    page.wait_for_url(f"**{SECURITY}")
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    # As both steps at once: the device checks who holds it.
    page.goto(live_site.url(town.host, f"/compte/connexion/?next={SECURITY}"))
    page.get_by_role("button", name="Me connecter avec une clé").click()
    page.wait_for_url(f"**{SECURITY}")
    assert complaints.heard == []


def test_a_sensitive_setting_asks_again(
    page: Page, live_site: Site, town: Town, handler: Agent, look: Look
) -> None:
    log_in_page(page, live_site, town, handler, SECURITY)
    page.goto(live_site.url(town.host, "/compte/securite/mot-de-passe/"))
    look(page, "mot-de-passe")
    page.get_by_label("Mot de passe actuel").fill("pas-celui-la-97")
    page.get_by_label("Nouveau mot de passe").fill("quatre-mots-neufs-98")
    page.get_by_label("Le même mot de passe").fill("quatre-mots-neufs-98")
    page.get_by_role("button", name="Le changer").click()
    expect(page.get_by_text("Ce n’est pas votre mot de passe actuel.")).to_be_visible()
    page.get_by_label("Mot de passe actuel").fill(PASSWORD)
    page.get_by_label("Nouveau mot de passe").fill("quatre-mots-neufs-98")
    page.get_by_label("Le même mot de passe").fill("quatre-mots-neufs-98")
    page.get_by_role("button", name="Le changer").click()
    page.wait_for_url(f"**{SECURITY}")
    expect(page.get_by_text("Votre mot de passe est changé").first).to_be_visible()
    page.goto(live_site.url(town.host, f"/compte/confirmer/?next={SECURITY}"))
    look(page, "confirmer")


def test_a_session_is_refused_on_another_host(
    page: Page, live_site: Site, town: Town, handler: Agent, committed: None
) -> None:
    log_in_page(page, live_site, town, handler, SECURITY)
    [session] = [one for one in page.context.cookies() if one["name"] == "parvis_session"]
    elsewhere = small_town()
    page.context.add_cookies(
        [
            {
                "name": session["name"],
                "value": session["value"],
                "domain": elsewhere.host,
                "path": "/",
            }
        ]
    )
    page.goto(live_site.url(elsewhere.host, SECURITY))
    assert "/compte/connexion/" in page.url
    page.goto(live_site.url(town.host, SECURITY))
    expect(page).to_have_url(re.compile(f"{SECURITY}$"))


def test_an_invitation_in_a_browser(page: Page, live_site: Site, town: Town, look: Look) -> None:
    address = f"sacha.{town.authority.pk}@essai.example"
    with town.open():
        operations.invite_agent(
            email=address,
            display_name="Sacha",
            roles=["handler"],
            origin=live_site.url(town.host, ""),
            by=SYSTEM,
        )
    page.goto(link_to(address))
    look(page, "invitation")
    page.get_by_label("Nouveau mot de passe").fill("quatre-mots-neufs-98")
    page.get_by_label("Le même mot de passe").fill("quatre-mots-neufs-99")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("ne sont pas les mêmes")).to_be_visible()
    look(page, "invitation-refus")


def test_what_one_lost_is_asked_for_anew(
    page: Page, live_site: Site, town: Town, handler: Agent, look: Look
) -> None:
    page.goto(live_site.url(town.host, "/compte/mot-de-passe-oublie/"))
    look(page, "oublie")
    page.goto(live_site.url(town.host, "/compte/fournisseur/inconnu/retour/?error=access_denied"))
    expect(page.locator("h1")).to_be_visible()
    look(page, "fournisseur-refus")
    log_in_page(page, live_site, town, handler, SECURITY)
    page.get_by_role("button", name="En créer de nouveaux").click()
    expect(page.locator(".account-codes code")).to_have_count(10)
    look(page, "codes-nouveaux")
