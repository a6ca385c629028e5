"""The desk on a slow network: what comes late disturbs nothing that was done meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Case
from tests.e2e.desk.test_desk import enter, settled, town_with_work
from tests.support.held import Held
from tests.support.pages import awake
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
KEPT_OF = "key => localStorage.getItem(`parvis.draft.${key}`)"
LISTEN = """() => {
  window.gaveUp = false;
  addEventListener("htmx:sendAbort", () => { window.gaveUp = true; }, { once: true });
}"""


@contextmanager
def given_up(page: Page) -> Iterator[None]:
    """Waits until the page gives up what it asked for before."""
    page.evaluate(LISTEN)
    yield
    page.wait_for_function("() => window.gaveUp")


def test_the_request_chosen_last_is_the_one_shown(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    rows = desk.locator(".queue__item")
    first, second = (rows.nth(at).get_attribute("data-id") for at in (0, 1))
    slow = Held(desk, f"**/demandes/{first}/*")
    with desk.expect_request(f"**/demandes/{first}/*"):
        rows.nth(0).locator("a").click()
    with given_up(desk):
        rows.nth(1).locator("a").click()
    slow.let_go()
    expect(desk.locator(f'.case[data-case="{second}"]')).to_be_visible()
    expect(rows.nth(1)).to_have_class(re.compile("is-here"))
    expect(desk).to_have_url(re.compile(f"/demandes/{second}/"))


def test_the_way_to_work_chosen_last_is_the_one_shown(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    slow = Held(desk, "**/*agir=note*")
    with desk.expect_request("**/*agir=note*"):
        desk.locator("#composer .tabs a[href*=note]").click()
    with given_up(desk):
        desk.locator("#composer .tabs a[href*=state]").click()
    slow.let_go()
    expect(desk.locator("#composer #target[required]")).to_be_focused()


def test_what_is_typed_after_a_letter_waits_for_the_field(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    slow = Held(desk, "**/demandes/*/*")
    desk.keyboard.press("j")
    with desk.expect_request("**/demandes/*/*"):
        desk.keyboard.press("r")
    # Each of these letters does something of its own where it is no word.
    desk.keyboard.type("Merci monsieur, nous jugeonz")
    desk.keyboard.press("Backspace")
    desk.keyboard.type("s.")
    slow.let_go()
    expect(desk.locator("#words")).to_have_value("Merci monsieur, nous jugeons.")
    expect(desk.locator("#words")).to_be_focused()


def test_a_note_typed_before_its_field_came_takes_nothing(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    slow = Held(desk, "**/*agir=note*")
    with desk.expect_request("**/*agir=note*"):
        desk.keyboard.press("n")
    desk.keyboard.type("memo")
    slow.let_go()
    note = desk.get_by_label("Note pour les collègues")
    expect(note).to_have_value("memo")
    settled(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("r")
    expect(desk.get_by_label("Votre réponse")).to_be_focused()
    with town.open():
        assert not Case.objects.filter(assignee=someone).exists()


def test_who_began_to_search_meanwhile_goes_on_typing(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    row = desk.locator(".queue__item").nth(1)
    slow = Held(desk, "**/demandes/*/*")
    with desk.expect_request("**/demandes/*/*"):
        row.locator("a").click()
    desk.keyboard.press("/")
    desk.keyboard.type("mai")
    slow.let_go()
    opened = row.get_attribute("data-id")
    expect(desk.locator(f'.case[data-case="{opened}"]')).to_be_visible()
    settled(desk)
    expect(desk.locator("#queue-words")).to_be_focused()
    expect(desk.locator("#queue-words")).to_have_value("mai")


def test_a_second_tap_sends_nothing_more(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/?agir=note")
    slow = Held(desk, "**/noter/*")
    desk.get_by_label("Note pour les collègues").fill("Vu sur place.")
    button = desk.get_by_role("button", name="Garder la note")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    button.click()
    desk.get_by_label("Note pour les collègues").press("Tab")
    desk.keyboard.press("Enter")
    slow.let_go()
    expect(desk.locator(".timeline")).to_contain_text("Vu sur place.")
    assert slow.count == 1


def test_the_last_letters_are_kept_when_something_takes_the_forms_place(
    desk: Page, live_site: Site
) -> None:
    town, someone, cases = town_with_work()
    desk.clock.install()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    slow = Held(desk, "**/*agir=note*")
    with desk.expect_request("**/*agir=note*"):
        desk.locator("#composer .tabs a[href*=note]").click()
    # From here on the draft's short pause does not pass.
    desk.clock.pause_at(desk.evaluate("Date.now()") + 60_000)
    desk.locator("#words").fill("Jusqu’à la dernière lettre.")
    slow.let_go()
    expect(desk.get_by_label("Note pour les collègues")).to_be_visible()
    assert "la dernière lettre." in desk.evaluate(KEPT_OF, f"reply-{cases[0].pk}")


def undoable(page: Page, site: Site) -> None:
    """Two requests changed at once, and the offer to undo it."""
    town, someone, _ = town_with_work()
    enter(page, site, town, someone)
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.locator("#bulk-what").select_option("priority:4")
    page.get_by_role("button", name="Faire", exact=True).click()
    expect(page.locator("form[data-undo]")).to_contain_text("2 demandes")
    awake(page)


def test_an_undo_that_does_not_get_through_is_offered_still(desk: Page, live_site: Site) -> None:
    undoable(desk, live_site)
    undo = desk.locator("form[data-undo]").get_by_role("button", name="Annuler")
    desk.context.set_offline(True)
    undo.click()
    expect(desk.locator(".toast", has_text="L’annulation n’a pas abouti")).to_be_visible()
    desk.context.set_offline(False)
    slow = Held(desk, "**/annuler/")
    undo.click()
    expect(undo).to_have_attribute("aria-busy", "true")
    undo.click()
    slow.let_go()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("comme avant")
    assert slow.count == 1


def test_an_undo_of_somebody_logged_out_is_not_said_to_be_done(desk: Page, live_site: Site) -> None:
    undoable(desk, live_site)
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.locator("form[data-undo]").get_by_role("button", name="Annuler").click()
    expect(desk).to_have_url(re.compile("/compte/connexion/"))
