"""What to show on the public map and list: one button on a telephone, no fold where there is
room."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.towns import Town
from tests.support.pages import assert_fits
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["/carte/", "/signalements/"])
def test_a_telephone_shows_one_button_and_what_is_in_force(
    live_site: Site, town: Town, plain: Page, address: str
) -> None:
    plain.goto(live_site.url(town.host, address))
    state, fold = plain.get_by_label("État"), plain.locator("summary", has_text="Filtrer")
    expect(state).to_be_hidden()
    expect(fold).to_contain_text("En cours")
    fold.focus()
    plain.keyboard.press("Enter")
    expect(state).to_be_visible()
    state.select_option(label="Tous")
    plain.get_by_role("button", name="Afficher").click()
    expect(fold).to_contain_text("Tous")
    expect(state).to_be_hidden()
    assert_fits(plain)


@pytest.mark.parametrize("address", ["/carte/", "/signalements/"])
def test_nothing_is_folded_on_a_wide_screen(
    live_site: Site, town: Town, desk: Page, address: str
) -> None:
    desk.goto(live_site.url(town.host, address))
    expect(desk.get_by_label("État")).to_be_visible()
    expect(desk.locator("summary", has_text="Filtrer")).to_be_hidden()
    assert_fits(desk)
