"""Following a report in a browser: at both widths, without script, by keyboard, without barrier."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.reports import links
from parvis.capture.reports.models import Follower, Statement
from parvis.journal.rules import Actor
from tests.factories import report, small_town
from tests.support.pages import assert_fits, assert_no_barrier, awake, look

pytestmark = pytest.mark.browser

AGENT, HANDLER = Actor("agent"), frozenset({"handler"})


@pytest.fixture
def town(committed):
    return small_town()


@pytest.fixture
def mine(town):
    with town.open():
        return report(town, email="camille@exemple.fr")


def lead(town, receipt, target, **change):
    with town.open():
        cases.change_state(
            case=receipt.case.pk, change=Change(target, **change), by=AGENT, roles=HANDLER
        )


def address(live_site, town, receipt, more=""):
    return live_site.url(town.host, f"/suivi/{receipt.report.pk}/{receipt.token}/{more}")


STATES = {
    "received": {},
    "in_progress": {},
    "planned": {"planned_on": date.today() + timedelta(days=9)},
    "waiting_resident": {"words": "Devant quelle entrée ?"},
    "resolved": {"words": "Rebouché à chaud."},
    "declined": {"words": "Cette rue est départementale."},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [360, 1440])
def test_every_state_reads_well(live_site, town, mine, page: Page, complaints, state, width):
    change = dict(STATES[state])
    if state == "declined":
        change["reason"] = town.not_ours.pk
    if state != "received":
        lead(town, mine, state, **change)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(live_site, town, mine))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nid-de-poule")
    assert_fits(page)
    assert_no_barrier(page)
    assert complaints.heard == []


@pytest.mark.parametrize(
    "choice",
    ["repondre", "photo", "repare", "toujours-la", "retirer", "arreter", "imprimer", "rouvrir"],
)
def test_every_choice_opens_without_barrier(live_site, town, mine, phone: Page, choice):
    phone.goto(address(live_site, town, mine, f"{choice}/"))
    assert_fits(phone)
    assert_no_barrier(phone)


def test_a_reply_without_script(live_site, town, mine, browser):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(address(live_site, town, mine))
    page.get_by_label("Votre message").fill("C'est devant le 12.")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("arrivé à l’équipe")
    expect(page.get_by_text("C'est devant le 12.")).to_be_visible()
    context.close()


def test_the_box_says_what_is_missing_where_one_types(live_site, town, mine, phone: Page):
    phone.goto(address(live_site, town, mine))
    phone.get_by_role("button", name="Envoyer", exact=True).click()
    box = phone.get_by_label("Votre message")
    expect(box).to_be_focused()
    expect(phone.get_by_role("alert")).to_contain_text("Écrivez quelques mots")
    assert_no_barrier(phone)
    box.fill("C'est devant le 12.")
    phone.get_by_role("button", name="Envoyer", exact=True).click()
    expect(phone.get_by_role("status").first).to_contain_text("arrivé à l’équipe")
    awake(phone)
    box.fill("Et le 14.")
    phone.reload()
    expect(phone.get_by_label("Votre message")).to_have_value("Et le 14.")


def test_the_end_judged_by_keyboard_alone(live_site, town, mine, desk: Page):
    lead(town, mine, "resolved")
    desk.goto(address(live_site, town, mine))
    tab_to(desk, "Oui")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/avis/\?r=oui$"))
    expect(desk.get_by_role("radio", name="Oui")).to_be_checked()
    desk.get_by_role("radio", name="Moyen").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Vite fait.")
    tab_to(desk, "Envoyer ma réponse")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").first).to_contain_text("Merci")
    with town.open():
        assert Case.objects.get(pk=mine.case.pk).satisfaction == 4
        assert list(Statement.objects.values_list("settled", "words")) == [(True, "Vite fait.")]


def test_the_code_typed_on_a_phone_then_the_address_given(live_site, town, mine, phone: Page):
    phone.goto(live_site.url(town.host, f"/suivi/?code={mine.report.code}"))
    assert_no_barrier(phone)
    expect(phone.get_by_label("Votre code")).to_have_value(mine.report.code)
    phone.get_by_role("button", name="Voir où en est ma demande").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Nid-de-poule")
    expect(phone.get_by_text("Un trou profond")).to_have_count(0)
    assert_fits(phone)
    assert_no_barrier(phone)
    phone.get_by_label("L’adresse e-mail ou le numéro").fill("camille@exemple.fr")
    phone.get_by_role("button", name="Tout voir et répondre").click()
    expect(phone.get_by_text("Un trou profond")).to_be_visible()


def test_a_wrong_code_keeps_what_was_typed(live_site, town, phone: Page):
    phone.goto(live_site.url(town.host, "/suivi/"))
    phone.get_by_label("Votre code").fill("RIEN-12-DE-BON")
    phone.get_by_role("button", name="Voir où en est ma demande").click()
    expect(phone.get_by_role("alert")).to_contain_text("Nous ne connaissons pas ce code")
    expect(phone.get_by_label("Votre code")).to_have_value("RIEN-12-DE-BON")
    assert_no_barrier(phone)


def test_a_wrong_link_says_what_to_do(live_site, town, mine, phone: Page):
    phone.goto(live_site.url(town.host, f"/suivi/{mine.report.pk}/abc/"))
    expect(phone.get_by_role("link", name="Suivre avec mon code")).to_be_visible()
    assert_no_barrier(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_themes_have_their_contrast(live_site, town, mine, phone: Page, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(address(live_site, town, mine))
    assert_no_barrier(phone)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is focused bears this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


@pytest.mark.parametrize(
    ("choice", "says"),
    [("confirmer", "Cette adresse est bien la vôtre"), ("pas-moi", "Ce n’était pas moi")],
)
def test_choices_from_a_message_are_clean(live_site, town, mine, page: Page, choice, says):
    with town.open():
        proof = links.proof_of(Follower.objects.get(report=mine.report))
    page.goto(address(live_site, town, mine, f"{choice}/{proof}/"))
    expect(page.locator("h1")).to_contain_text(says)
    look(page, choice)
