"""Photos in a real browser: from an iPhone, with a place in them, one by one, refused in words."""

import io
import re
import zlib
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from parvis.capture.reports.models import Photo
from tests.e2e.portal.journey import begin, go_on, heading, photo, said_in, send
from tests.factories.towns import INSIDE_FIRST, INSIDE_SECOND, Town
from tests.support.device import photos_kept
from tests.support.pages import Complaints, assert_fits, assert_no_barrier, awake
from tests.support.site import Site
from tests.unit.adapters.pictures import encoded, exif, png_header, zip_file

pytestmark = pytest.mark.browser


def taken_at(place: tuple[float, float], kind: str = "JPEG") -> dict[str, Any]:
    """A photo as a phone takes it, with the place in it."""
    lon, lat = place
    parts = [((value // 1), value % 1 * 60 // 1, value % 1 * 60 % 1 * 60) for value in (lat, lon)]
    data = encoded(kind, exif=exif(place=(parts[0], "N", parts[1], "E")))
    ending = {"JPEG": "jpg", "HEIF": "heic"}[kind]
    # Chromium knows no type for HEIC, as many systems don't.
    mime = "" if kind == "HEIF" else "image/jpeg"
    return {"name": f"IMG_0042.{ending}", "mimeType": mime, "buffer": data}


def bomb() -> bytes:
    """A PNG of 2 kB that unpacks into more pixels than any phone takes."""
    return png_header(30_000, 30_000, zlib.compress(b"\0" * 1_000_000))


def vast() -> bytes:
    """A real JPEG of 200 megapixels."""
    data = io.BytesIO()
    Image.new("L", (20_000, 10_000), 128).save(data, "JPEG", quality=1)
    return data.getvalue()


REFUSED = {
    "bomb.png": (bomb, "Cette image est beaucoup trop grande."),
    "vast.jpg": (vast, "Cette image est beaucoup trop grande."),
    "both.jpg": (lambda: encoded() + zip_file(), "Cette photo cache un autre fichier"),
    "drawing.jpg": (
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "Ce fichier est un dessin, pas une photo.",
    ),
}


def to_details(page: Page, site: Site, town: Town) -> None:
    begin(page, site, town)
    heading(page, "Où est-ce")
    page.locator("#address").fill("12 rue des Tanneurs")
    go_on(page)
    heading(page, "Dites-nous en plus")


def choose(page: Page, *files: dict[str, Any]) -> None:
    awake(page)
    page.locator("input[type=file]").set_input_files(list(files))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_a_photo_first_proposes_its_place(
    live_site: Site, phone: Page, town: Town, kind: str, complaints: Complaints
) -> None:
    phone.goto(live_site.url(town.host, "/signaler/photo/"))
    choose(phone, taken_at(INSIDE_SECOND, kind))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    assert_no_barrier(phone)
    go_on(phone)
    heading(phone, "De quoi s’agit-il")
    phone.get_by_label("Dites-le en quelques mots").fill("nid de poule")
    phone.get_by_label("Dites-le en quelques mots").press("Enter")
    phone.locator("button.kind").first.click()
    heading(phone, "Où est-ce")
    expect(phone.get_by_text("L’endroit est celui que votre photo indique")).to_be_visible()
    expect(phone.locator("#lon")).to_have_value(f"{INSIDE_SECOND[0]:.6f}")
    assert_no_barrier(phone)
    go_on(phone)
    heading(phone, "Dites-nous en plus")
    expect(phone.get_by_role("img", name="Photo 1")).to_be_visible()
    phone.get_by_text("Moins de 5 cm").click()
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")
    phone.get_by_text("Non merci").click()
    send(phone)
    said = said_in(town)
    assert (said.lon, said.lat) == pytest.approx(INSIDE_SECOND, abs=1e-5)
    assert complaints.heard == []


def test_photos_first_leave_one_by_one_through_a_cut_network(
    live_site: Site, phone: Page, town: Town
) -> None:
    phone.goto(live_site.url(town.host, "/signaler/photo/"))
    choose(phone, photo(1))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    phone.context.set_offline(True)
    choose(phone, photo(2))
    expect(phone.locator("[data-photo].is-failed")).to_have_count(1)
    expect(phone.locator("[data-stored]")).to_have_count(1)
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.context.set_offline(False)
    expect(phone.locator("[data-stored]")).to_have_count(2)
    phone.reload()
    expect(phone.locator("[data-stored]")).to_have_count(2)
    go_on(phone)
    heading(phone, "De quoi s’agit-il")


def test_a_photo_of_elsewhere_asks_which_place_is_right(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_details(phone, live_site, town)
    choose(phone, taken_at(INSIDE_SECOND, "HEIF"))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    phone.get_by_text("Moins de 5 cm").click()
    go_on(phone)
    heading(phone, "Votre photo indique un endroit")
    expect(phone.get_by_text("12 rue des Tanneurs")).to_be_visible()
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.get_by_role("button", name="Oui, c’est là").click()
    heading(phone, "Voulez-vous des nouvelles")


@pytest.mark.parametrize("place", [INSIDE_FIRST, (5.0, 45.0)])
def test_a_photo_of_the_same_place_or_of_another_town_asks_nothing(
    live_site: Site, phone: Page, town: Town, place: tuple[float, float]
) -> None:
    to_details(phone, live_site, town)
    choose(phone, taken_at(place))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    phone.get_by_text("Moins de 5 cm").click()
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")


def test_photos_go_one_by_one_and_the_form_waits_for_them(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    to_details(phone, live_site, town)
    phone.get_by_label("Avec vos mots").fill("Trois photos.")
    phone.get_by_text("Moins de 5 cm").click()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    phone.route("**/photos/", hold)
    with phone.expect_request("**/photos/"):
        choose(phone, photo(1), photo(2, "PNG"), photo(3, "WEBP"))
    expect(phone.locator("[data-photo] progress")).to_have_count(3)
    assert_no_barrier(phone)
    go_on(phone)
    expect(phone.get_by_role("button", name="Continuer")).to_have_attribute("aria-busy", "true")
    assert len(held) == 1
    held[0].continue_()
    heading(phone, "Voulez-vous des nouvelles")
    phone.get_by_text("Non merci").click()
    send(phone)
    with town.open():
        assert Photo.objects.count() == 3
    assert complaints.heard == []


def test_a_photo_that_fails_stays_and_one_tap_sends_it(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_details(phone, live_site, town)
    choose(phone, photo(1))
    expect(phone.locator("[data-stored]")).to_have_count(1)
    phone.route("**/photos/", lambda route: route.abort())
    choose(phone, photo(2))
    expect(phone.get_by_role("alert")).to_contain_text("Elle est gardée")
    expect(phone.locator("[data-stored]")).to_have_count(1)
    expect(phone.locator("[data-photo].is-failed")).to_have_count(1)
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.unroute("**/photos/")
    phone.get_by_role("button", name=re.compile("Réessayer")).click()
    expect(phone.locator("[data-stored]")).to_have_count(2)
    expect(phone.locator("[data-photos-error]")).to_have_count(0)


def test_a_photo_not_sent_yet_survives_a_reload(live_site: Site, phone: Page, town: Town) -> None:
    to_details(phone, live_site, town)
    phone.route("**/photos/", lambda route: route.abort())
    choose(phone, photo(1))
    expect(phone.locator("[data-photo].is-failed")).to_have_count(1)
    photos_kept(phone, 1)
    phone.unroute("**/photos/")
    phone.reload()
    expect(phone.locator("[data-stored]")).to_have_count(1)


def test_a_photo_is_taken_out_without_leaving_the_page(
    live_site: Site, phone: Page, town: Town
) -> None:
    to_details(phone, live_site, town)
    phone.get_by_label("Avec vos mots").fill("Gardé.")
    choose(phone, photo(1), photo(2))
    expect(phone.locator("[data-stored]")).to_have_count(2)
    phone.get_by_role("button", name="Retirer la photo 1").click()
    expect(phone.locator("[data-stored]")).to_have_count(1)
    expect(phone.get_by_label("Avec vos mots")).to_have_value("Gardé.")


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_and_the_others_kept(
    live_site: Site, phone: Page, town: Town, name: str
) -> None:
    make, said = REFUSED[name]
    hostile = {"name": name, "mimeType": "image/jpeg", "buffer": make()}
    to_details(phone, live_site, town)
    phone.get_by_label("Avec vos mots").fill("Gardé.")
    choose(phone, photo(1), hostile, photo(2))
    expect(phone.locator("[data-stored]")).to_have_count(2)
    expect(phone.get_by_role("alert")).to_contain_text(said)
    expect(phone.get_by_role("alert")).to_contain_text(name)
    expect(phone.get_by_label("Avec vos mots")).to_have_value("Gardé.")
    assert_no_barrier(phone)
    assert_fits(phone)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_without_script(
    live_site: Site, plain: Page, town: Town, name: str
) -> None:
    make, said = REFUSED[name]
    to_details(plain, live_site, town)
    plain.get_by_label("Avec vos mots").fill("Gardé.")
    choose(plain, photo(1), {"name": name, "mimeType": "image/jpeg", "buffer": make()})
    plain.get_by_role("button", name="Envoyer ces photos").click()
    expect(plain.get_by_role("alert")).to_contain_text(said)
    expect(plain.get_by_role("button", name="Retirer la photo 1")).to_be_visible()
    expect(plain.get_by_label("Avec vos mots")).to_have_value("Gardé.")
