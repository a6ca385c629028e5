"""A report on a slow network: what comes late overwrites nothing that was done meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.portal.journey import begin, go_on, heading, photo
from tests.e2e.portal.test_photos import choose, to_details
from tests.factories.towns import INSIDE_FIRST, Town
from tests.support.device import photos_kept
from tests.support.held import Held
from tests.support.site import Site

pytestmark = pytest.mark.browser

# The device looks for its position until the test says where it is.
LOOKING = """navigator.geolocation.getCurrentPosition = (found) => {
  window.found = (longitude, latitude) => found({coords: {longitude, latitude, accuracy: 9}});
}"""


def to_the_map(page: Page, site: Site, town: Town) -> None:
    begin(page, site, town)
    heading(page, "Où est-ce")
    page.locator("parvis-map").scroll_into_view_if_needed()
    expect(page.locator("parvis-map[data-ready]")).to_be_visible()


def test_an_address_typed_meanwhile_is_not_overwritten_by_the_markers(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_the_map(phone, live_site, town)
    slow = Held(phone, "**/adresses/ici.json*")
    with phone.expect_request("**/adresses/ici.json*"):
        phone.locator("parvis-map canvas").press("Enter")
    phone.locator("#address").fill("Derrière la halle")
    with phone.expect_response("**/adresses/ici.json*") as answered:
        slow.let_go()
    answered.value.finished()
    phone.evaluate("new Promise(requestAnimationFrame)")
    expect(phone.locator("#address")).to_have_value("Derrière la halle")


def test_a_position_found_late_moves_no_marker_placed_meanwhile(
    live_site: Site, phone: Page, town: Town
) -> None:
    phone.add_init_script(LOOKING)
    to_the_map(phone, live_site, town)
    locate = phone.get_by_role("button", name="Ma position")
    locate.click()
    expect(locate).to_have_attribute("aria-busy", "true")
    phone.locator("parvis-map canvas").press("Enter")
    expect(phone.locator("#lon")).not_to_have_value("")
    placed = phone.locator("#lon").input_value()
    phone.evaluate("([lon, lat]) => window.found(lon + 0.003, lat)", list(INSIDE_FIRST))
    expect(locate).not_to_have_attribute("aria-busy", "true")
    expect(phone.locator("#lon")).to_have_value(placed)


def test_a_photo_is_taken_out_while_another_is_on_its_way(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_details(phone, live_site, town)
    choose(phone, photo(1))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    slow = Held(phone, "**/photos/")
    with phone.expect_request("**/photos/"):
        choose(phone, photo(2))
    out = phone.get_by_role("button", name="Retirer la photo 1")
    out.click()
    out.click()
    expect(out).to_have_attribute("aria-busy", "true")
    words = phone.get_by_label("Avec vos mots")
    words.fill("J’écris")
    slow.let_go()
    expect(phone.locator("[data-photo], [data-photos] [aria-busy]")).to_have_count(0)
    expect(phone.locator("[data-stored]")).to_have_count(1)
    expect(words).to_be_focused()
    assert slow.count == 2
    phone.get_by_text("Moins de 5 cm").click()
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")


def test_a_photo_chosen_before_the_scripts_came_is_kept_too(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_details(phone, live_site, town)
    phone.route("**/photos/", lambda route: route.abort())
    slow = Held(phone, "**/static/build/**/draft*.js")
    with phone.expect_request("**/static/build/**/draft*.js"):
        phone.reload()
    phone.locator("input[type=file]").set_input_files(photo(1))  # type: ignore[arg-type]
    expect(phone.locator("[data-photo].is-failed")).to_have_count(1)
    slow.let_go()
    photos_kept(phone, 1)
    phone.unroute("**/photos/")
    phone.reload()
    expect(phone.locator("[data-stored]")).to_have_count(1)
