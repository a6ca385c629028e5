"""Lines and areas drawn on the maps of a survey: by finger, by keyboard alone, without a map."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from parvis.capture.answers.models import Answer
from parvis.foundation.drawn import length
from tests.factories.portal_town import portal_town
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import Complaints, assert_fits, assert_no_barrier, awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

ASKED = {
    "title": {"fr": "Marcher en ville"},
    "pages": [
        {
            "key": "p",
            "title": {"fr": "Vos chemins"},
            "items": [
                {"kind": "place", "key": "way", "shape": "line",
                 "label": {"fr": "Par où passez-vous ?"}},
                {"kind": "place", "key": "shade", "shape": "area",
                 "label": {"fr": "Où manque-t-il de l’ombre ?"}},
                {"kind": "yes_no", "key": "again", "label": {"fr": "Un autre chemin ?"}},
                {"kind": "place", "key": "other", "shape": "line", "show": "again",
                 "label": {"fr": "Lequel ?"}},
                {"kind": "place", "key": "spot", "label": {"fr": "Où planter ?"}},
            ],
        },
        {"key": "q", "title": {"fr": "Et aussi"}, "items": [
            {"kind": "text", "key": "more", "label": {"fr": "Autre chose ?"}},
            {"kind": "address", "key": "home", "label": {"fr": "Où vous écrire ?"}}]},
    ],
}  # fmt: skip


@pytest.fixture
def town(committed: None) -> Town:
    made = portal_town()
    with made.open():
        survey(made, ASKED, code="chemins", is_anonymous=False)
    return made


@pytest.fixture
def thumb(browser: Browser) -> Iterator[Page]:
    """A phone that is touched."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def begin(page: Page, site: Site, town: Town) -> None:
    page.goto(site.url(town.host, "/enquetes/chemins/repondre/"))
    awake(page)


def map_of(page: Page, key: str) -> Locator:
    """The map of a question, ready to be drawn on."""
    drawn = page.locator(f"[data-question={key}] parvis-map")
    drawn.scroll_into_view_if_needed()
    expect(page.locator(f"[data-question={key}] parvis-map[data-ready]")).to_be_visible()
    return drawn


def status(page: Page, key: str) -> Locator:
    return page.locator(f"[data-question={key}] .drawing__status")


def touch(page: Page, drawn: Locator, *places: tuple[float, float]) -> None:
    """Taps at parts of the map's width and height."""
    for x, y in places:
        box = drawn.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + x * box["width"], box["y"] + y * box["height"])


def test_two_drawings_by_finger(
    live_site: Site, thumb: Page, town: Town, complaints: Complaints
) -> None:
    begin(thumb, live_site, town)
    way = map_of(thumb, "way")
    touch(thumb, way, (0.3, 0.3))
    expect(status(thumb, "way")).to_contain_text("1 point.")
    touch(thumb, way, (0.5, 0.6))
    expect(status(thumb, "way")).to_contain_text(re.compile(r"2 points, [\d\s]+ m\."))
    shade = map_of(thumb, "shade")
    for count, place in enumerate(((0.3, 0.3), (0.7, 0.3), (0.7, 0.7)), start=1):
        touch(thumb, shade, place)
        expect(status(thumb, "shade")).to_contain_text(f"{count} point")
    thumb.locator("[data-question=shade]").get_by_role("button", name="Fermer la zone").tap()
    expect(status(thumb, "shade")).to_contain_text(
        re.compile(r"Zone fermée\s: 3 points, [\d\s]+ m²")
    )
    thumb.reload()
    thumb.get_by_role("button", name="Oui, la reprendre").tap()
    for key, words in (("way", "2 points"), ("shade", "Zone fermée : 3 points")):
        map_of(thumb, key)
        expect(status(thumb, key)).to_contain_text(words)
    awake(thumb)
    thumb.locator("label").filter(has_text="Oui").tap()
    map_of(thumb, "other")
    thumb.locator("[data-question=other]").get_by_role("button", name="Poser un point").tap()
    expect(status(thumb, "other")).to_contain_text("1 point.")
    thumb.locator("label").filter(has_text="Non").tap()
    assert_no_barrier(thumb)
    assert_fits(thumb)
    for words in ("Et aussi", "Relisez"):
        thumb.locator(".flow__foot .btn--primary").tap()
        expect(thumb.locator("h1")).to_contain_text(words)
    awake(thumb)
    expect(thumb.locator("parvis-map[data-ready]")).to_have_count(2)
    look(thumb, "drawn-summary")
    expect(thumb.get_by_text(re.compile(r"Ligne de .*\sm"))).to_be_visible()
    expect(thumb.get_by_text(re.compile(r"Zone de .*\sm²"))).to_be_visible()
    thumb.locator("#agreed").tap()
    thumb.locator(".flow__foot .btn--primary").tap()
    expect(thumb.locator("h1")).to_contain_text("Merci")
    with town.open():
        given = Answer.objects.get().answers
    assert len(given["way"]["geometry"]["coordinates"]) == 2
    assert len(given["shade"]["geometry"]["coordinates"][0]) == 4
    assert complaints.heard == []


def test_a_point_is_dragged_by_finger(live_site: Site, thumb: Page, town: Town) -> None:
    begin(thumb, live_site, town)
    way = map_of(thumb, "way")
    touch(thumb, way, (0.3, 0.3), (0.6, 0.7))
    expect(status(thumb, "way")).to_contain_text("2 points")
    box, kept = way.bounding_box(), thumb.locator("#q-way-geometry")
    assert box is not None
    before = json.loads(kept.input_value())["coordinates"]
    top, finger = thumb.evaluate("scrollY"), thumb.context.new_cdp_session(thumb)
    # A little beside the point, straight up: the way in which a page is scrolled.
    places = [(0.61, 0.69), (0.61, 0.6), (0.61, 0.5), (0.61, 0.4)]
    for name, place in zip(("touchStart", *["touchMove"] * 3), places, strict=True):
        at = {"x": box["x"] + place[0] * box["width"], "y": box["y"] + place[1] * box["height"]}
        finger.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(kept).not_to_have_value(json.dumps({"type": "LineString", "coordinates": before},
                                              separators=(",", ":")))  # fmt: skip
    after = json.loads(kept.input_value())["coordinates"]
    assert after[0] == before[0]
    assert after[1][1] > before[1][1]
    assert thumb.evaluate("scrollY") == top
    expect(status(thumb, "way")).to_contain_text("2 points")


def test_a_line_and_an_area_by_the_keyboard_alone(live_site: Site, desk: Page, town: Town) -> None:
    begin(desk, live_site, town)
    map_of(desk, "way")
    desk.locator("[data-question=way] canvas").focus()
    desk.keyboard.press("Enter")
    expect(status(desk, "way")).to_contain_text("1 point.")
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    expect(status(desk, "way")).to_contain_text("2 points, ")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(status(desk, "way")).to_contain_text("3 points, ")
    desk.keyboard.press("Backspace")
    expect(status(desk, "way")).to_contain_text("2 points, ")
    map_of(desk, "shade")
    desk.locator("[data-question=shade] canvas").focus()
    for moves in ((), ("Shift+ArrowRight",), ("Shift+ArrowDown",), ("Shift+ArrowLeft",)):
        for key in moves:
            desk.keyboard.press(key)
        desk.keyboard.press("Enter")
    expect(status(desk, "shade")).to_contain_text("4 points, ")
    # The cross goes back over the first edge: no area crosses itself.
    for key in ("Shift+ArrowRight", "ArrowRight", "Shift+ArrowUp", "Shift+ArrowUp"):
        desk.keyboard.press(key)
    desk.keyboard.press("Enter")
    expect(status(desk, "shade")).to_contain_text("Le contour se croiserait")
    close = desk.locator("[data-question=shade]").get_by_role("button", name="Fermer la zone")
    while not close.evaluate("(one) => one === document.activeElement"):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(status(desk, "shade")).to_contain_text("Zone fermée : 4 points")
    look(desk, "drawn")
    written = desk.locator("#q-way-geometry").input_value()
    assert length(json.loads(written)["coordinates"]) > 10


def test_a_point_is_dragged_and_the_first_one_closes(
    live_site: Site, desk: Page, town: Town
) -> None:
    begin(desk, live_site, town)
    box = map_of(desk, "shade").bounding_box()
    assert box is not None

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    for count, place in enumerate(((0.4, 0.3), (0.6, 0.3), (0.6, 0.6), (0.4, 0.6)), start=1):
        desk.mouse.click(*at(*place))
        expect(status(desk, "shade")).to_contain_text(f"{count} point")
    desk.mouse.move(*at(0.6, 0.6))
    desk.mouse.down()
    desk.mouse.move(*at(0.6, 0.5), steps=3)
    desk.mouse.move(*at(0.6, 0.45))
    desk.mouse.up()
    expect(status(desk, "shade")).to_contain_text("4 points")
    desk.mouse.click(*at(0.4, 0.3))
    expect(status(desk, "shade")).to_contain_text("Zone fermée : 4 points")
    outline = json.loads(desk.locator("#q-shade-geometry").input_value())["coordinates"][0]
    assert outline[3][1] < outline[2][1] < outline[1][1]
    desk.locator("[data-question=shade]").get_by_role("button", name="Annuler").click()
    expect(status(desk, "shade")).to_contain_text("Fermez la zone")
    desk.locator("[data-question=shade]").get_by_role("button", name="Tout effacer").click()
    expect(desk.locator("#q-shade-geometry")).to_have_value("")


def test_an_address_moves_the_map_of_its_question_alone(
    live_site: Site, desk: Page, town: Town
) -> None:
    begin(desk, live_site, town)
    map_of(desk, "shade")
    map_of(desk, "way")
    desk.locator("#q-way").fill("3 rue des tanneurs")
    desk.get_by_role("option", name=re.compile("3 Rue des Tanneurs")).click()
    for key in ("way", "shade"):
        add = desk.locator(f"[data-question={key}]").get_by_role("button", name="Poser un point")
        add.click()
        expect(status(desk, key)).to_contain_text("1 point.")
    assert "1.005" in desk.locator("#q-way-geometry").input_value()
    assert desk.locator("#q-shade-geometry").input_value() not in (
        "", desk.locator("#q-way-geometry").input_value(),
    )  # fmt: skip


def test_a_pin_that_was_kept_is_shown_again(live_site: Site, thumb: Page, town: Town) -> None:
    begin(thumb, live_site, town)
    touch(thumb, map_of(thumb, "spot"), (0.4, 0.4))
    pin = thumb.locator("[data-question=spot] .map__pin")
    expect(pin).to_be_visible()
    lon = thumb.locator("#q-spot-lon").input_value()
    thumb.reload()
    map_of(thumb, "spot")
    expect(pin).to_have_count(0)
    thumb.get_by_role("button", name="Oui, la reprendre").tap()
    expect(pin).to_be_visible()
    expect(thumb.locator("#q-spot-lon")).to_have_value(lon)
    look(thumb, "pin-kept")


def test_an_address_is_completed_into_its_boxes(live_site: Site, desk: Page, town: Town) -> None:
    begin(desk, live_site, town)
    desk.locator(".flow__foot .btn--primary").click()
    expect(desk.locator("h1")).to_contain_text("Et aussi")
    awake(desk)
    line = desk.get_by_role("combobox", name="Numéro et rue")
    expect(line).to_have_attribute("autocomplete", "address-line1")
    line.focus()
    desk.keyboard.type("3 rue des tan")
    expect(desk.get_by_role("option").first).to_contain_text("3 Rue des Tanneurs")
    expect(line).to_have_attribute("aria-expanded", "true")
    look(desk, "address-open")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(line).to_have_value("3 Rue des Tanneurs")
    expect(desk.locator("#q-home-city")).to_have_value("Villeneuve-d'Essai")
    expect(line).to_be_focused()
    desk.locator("#q-home-postcode").fill("01234")
    desk.locator(".flow__foot .btn--primary").click()
    expect(desk.get_by_text("3 Rue des Tanneurs, 01234 Villeneuve-d'Essai")).to_be_visible()
