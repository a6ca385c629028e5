"""Answers typed in at the counter, by the keyboard alone."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from parvis.capture.answers.models import Answer
from parvis.capture.answers.operations import Invited, invite
from parvis.inform.papers.codes import PaperCode
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey
from tests.factories.agents import agent
from tests.factories.sessions import session_of
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


def inside(page: Page, site: Site, town: Town, path: str) -> None:
    with town.open():
        key = session_of(agent(town, "counter", name="Claire Morel"))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": key, "domain": town.host, "path": "/"}])
    page.goto(site.url(town.host, path))
    awake(page)


def tab_to(page: Page, selector: str) -> None:
    """As far as a part of the page, by the tab key."""
    for _ in range(60):
        if page.evaluate("(one) => document.activeElement?.matches(one)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never comes to {selector}")


def paper_code(town: Town) -> str:
    """As it stands on the paper of the survey that asks everything."""
    with town.open():
        return str(PaperCode("survey", Survey.objects.get(code="tout").pk))


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)
    awake(page)


def test_somebody_invited_is_found_by_the_keyboard(live_site: Site, desk: Page, town: Town) -> None:
    with town.open():
        asked = survey(town, code="invites", door="invited")
        invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
    inside(desk, live_site, town, "/agents/enquetes/")
    heading(desk, "Saisir des réponses")
    tab_to(desk, "#who")
    desk.keyboard.type("personne@exemple.fr")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Aucune invitation trouvée")).to_be_focused()
    look(desk, "desk-no-invitation")
    desk.locator("#who").fill("a@exemple.fr")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Invitée à")).to_be_focused()
    awake(desk)
    look(desk, "desk-invitation")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    heading(desk, "Le marché")
    expect(desk.get_by_text("Au téléphone")).to_be_visible()


def test_one_after_the_other_by_the_keyboard(live_site: Site, desk: Page, town: Town) -> None:
    inside(desk, live_site, town, "/agents/enquetes/")
    heading(desk, "Saisir des réponses")
    expect(desk.locator("#code")).to_be_focused()
    look(desk, "desk-surveys")
    desk.keyboard.type(paper_code(town))
    desk.keyboard.press("Enter")
    heading(desk, "Vous")
    look(desk, "desk-answer")
    tab_to(desk, "#q-text")
    desk.keyboard.type("Les Tanneurs")
    tab_to(desk, "#q-yes_no-0")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#q-yes_no-1")).to_be_checked()
    desk.keyboard.press("Enter")
    heading(desk, "Chez vous")
    tab_to(desk, ".flow__foot .btn--primary")
    desk.keyboard.press("Enter")
    heading(desk, "Vos coordonnées")
    tab_to(desk, "#q-declaration")
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    heading(desk, "Vos lieux")
    tab_to(desk, ".flow__foot .btn--primary")
    desk.keyboard.press("Enter")
    heading(desk, "Relisez")
    look(desk, "desk-summary")
    tab_to(desk, "#agreed")
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    heading(desk, "C’est enregistré")
    look(desk, "desk-taken")
    expect(desk.get_by_role("link", name="Saisir la suivante")).to_be_focused()
    desk.keyboard.press("Enter")
    heading(desk, "Vous")
    with town.open():
        assert Answer.objects.get().channel == "paper"


def test_papers_are_printed_and_a_misread_code_is_said(
    live_site: Site, desk: Page, town: Town
) -> None:
    inside(desk, live_site, town, "/agents/enquetes/")
    code = paper_code(town)
    desk.keyboard.type(code[:-1] + ("1" if code[-1] != "1" else "2"))
    desk.keyboard.press("Enter")
    expect(desk.locator("#code-error")).to_contain_text("relisez-le chiffre par chiffre")
    look(desk, "desk-code")
    tab_to(desk, f"a[href*='papiers/{code}']")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text(f"Sur papier, sous le code {code}")).to_be_visible()
    look(desk, "desk-paper")
    with desk.expect_download() as found:
        desk.get_by_role("button", name="Papier à imprimer").click()
    assert found.value.suggested_filename == f"{code}.pdf"


def test_a_request_s_paper_comes_back_to_the_counter(
    live_site: Site, desk: Page, town: Town
) -> None:
    with town.open():
        code = PaperCode("request", town.services["hole"].current_id)
    inside(desk, live_site, town, "/agents/enquetes/")
    desk.keyboard.type(str(code))
    desk.keyboard.press("Enter")
    heading(desk, "De quoi s’agit-il")
    expect(desk.locator("#service")).to_have_value(str(town.services["hole"].pk))
    look(desk, "desk-counter-paper")
