"""The scripts, in a real browser, under the real content policy."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support.device import photos_kept
from tests.support.pages import Complaints, awake

pytestmark = pytest.mark.browser

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
# The content policy refuses Playwright's own waiting on an expression.
WAIT_FOR_DRAFT = """words => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("the draft did not become so")), 20000);
  const look = () => {
    const draft = localStorage.getItem("parvis.draft.sample-report");
    if (words === null ? draft === null : draft?.includes(words)) done();
    else requestAnimationFrame(look);
  };
  look();
})"""


def test_address_is_completed_with_the_keyboard(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/report.html")
    field = page.get_by_role("combobox", name=re.compile("Adresse"))
    field.press_sequentially("tann")
    expect(page.get_by_role("option")).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("12 rue des Tanneurs")
    field.press("Enter")
    expect(field).to_have_value("12 rue des Tanneurs")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#lon")).to_have_value("1.443000")


def test_a_late_answer_never_changes_the_list_under_a_choice(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/report.html")
    field = page.get_by_role("combobox", name=re.compile("Adresse"))
    field.press_sequentially("tann")
    expect(page.get_by_role("option")).to_have_count(3)
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/addresses.json*", hold)
    with page.expect_request("**/addresses.json*"):
        field.press_sequentially("e")
    field.press("ArrowDown")
    field.press("ArrowDown")
    asked[0].fulfill(json={"results": [{"label": "Rue du Pont"}]})
    expect(page.get_by_role("option", selected=True)).to_contain_text("12 rue des Tanneurs")
    with page.expect_request("**/addresses.json*"):
        field.press_sequentially("u")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.get_by_role("option").first.click()
    chosen = field.input_value()
    asked[1].fulfill(json={"results": [{"label": "Rue du Pont"}]})
    page.unroute("**/addresses.json*")
    answered(page, "/addresses.json?q=end")
    expect(field).to_have_value(chosen)
    expect(field).to_have_attribute("aria-expanded", "false")


def answered(page: Page, address: str) -> None:
    """An answer asked for now comes after those asked for before."""
    page.evaluate("address => fetch(address).then(answer => answer.text())", address)


def test_map_pin_is_placed_and_moved_without_a_mouse(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/report.html")
    expect(page.locator("parvis-map[data-ready]")).to_be_visible()
    page.locator("parvis-map canvas").press("Enter")
    pin = page.get_by_role("button", name=re.compile("Repère"))
    expect(pin).to_be_visible()
    expect(page.locator(".map__status")).to_have_text("Repère placé : 48 rue des Tanneurs")
    expect(pin).to_be_focused()
    lon = page.locator("#lon")
    before = lon.input_value()
    pin.press("ArrowRight")
    expect(lon).not_to_have_value(before)
    assert float(lon.input_value()) > float(before)
    expect(page.locator("#address")).to_have_value("48 rue des Tanneurs")


def test_what_was_typed_survives_a_reload_photos_included(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/report.html")
    page.get_by_role("textbox", name="Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_text("clignotant").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "trou.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    page.evaluate(WAIT_FOR_DRAFT, "camille")
    photos_kept(page, 1)
    page.reload()
    expect(page.locator(".note.note--info")).to_contain_text("Nous avons gardé")
    expect(page.get_by_role("textbox", name="Adresse e-mail")).to_have_value("camille@exemple.fr")
    expect(page.get_by_label("clignotant")).to_be_checked()
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()


def test_a_cut_network_loses_nothing_and_offers_to_try_again(
    page: Page, context: BrowserContext, gallery: str
) -> None:
    page.goto(f"{gallery}/report.html")
    page.get_by_role("textbox", name="Adresse e-mail").fill("camille@exemple.fr")
    # The gallery's own checks would stop an unfinished form; the network is what is tried here.
    page.evaluate("document.querySelector('form.flow').noValidate = true")
    awake(page)
    context.set_offline(True)
    page.get_by_role("button", name="Continuer").click()
    again = page.get_by_role("button", name="Réessayer")
    expect(again).to_be_focused()
    expect(page.get_by_role("textbox", name="Adresse e-mail")).to_have_value("camille@exemple.fr")
    context.set_offline(False)
    again.click()
    expect(page).to_have_url(f"{gallery}/follow.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lampadaire éteint")
    page.evaluate(WAIT_FOR_DRAFT, None)


def test_a_file_that_is_no_photo_is_refused_in_words(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/report.html")
    page.locator("input[type=file]").set_input_files(
        {"name": "virus.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    )
    expect(page.get_by_role("alert")).to_contain_text("Essayez JPEG, PNG, WebP ou HEIC")
    expect(page.locator("[data-photo]")).to_have_count(0)


def test_the_queue_is_worked_without_a_mouse(desk: Page, gallery: str) -> None:
    desk.goto(f"{gallery}/desk.html")
    awake(desk)
    desk.keyboard.press("j")
    expect(desk.get_by_role("link", name="Éclairage éteint sur toute la rue")).to_be_focused()
    desk.keyboard.press("x")
    expect(desk.locator("[data-bulk-count]")).to_have_text("1 sélectionnée")
    desk.keyboard.press("k")
    expect(desk.get_by_role("link", name=re.compile("Nid-de-poule profond, piste"))).to_be_focused()
    desk.keyboard.press("/")
    expect(desk.get_by_label("Rechercher dans les demandes")).to_be_focused()
    desk.keyboard.type("j?")
    expect(desk.get_by_label("Rechercher dans les demandes")).to_have_value("j?")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Touches du clavier")).to_be_visible()


def test_undo_counts_down_and_is_said(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/gallery.html")
    expect(page.locator("form.toast .count")).to_have_text(re.compile(r"\d+ s"))
    page.locator("form.toast").get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("C’est annulé.").last).to_be_visible()


def test_a_chart_is_one_press_away_from_its_table(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/gallery.html")
    chart = page.get_by_role("img", name=re.compile("Demandes par semaine. Reçues : de 320 à"))
    expect(chart).to_be_visible()
    page.get_by_role("button", name="Tableau").first.click()
    expect(page.get_by_role("table", name="Demandes par semaine")).to_be_visible()
    expect(chart).to_be_hidden()


def test_colours_of_the_page_are_chosen_and_kept(
    page: Page, gallery: str, complaints: Complaints
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{gallery}/portal_home.html")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(250, 247, 241)"
    page.get_by_role("button", name="Sombre").click()
    assert page.evaluate(ground) == "rgb(23, 33, 58)"
    assert "theme=dark" in page.evaluate("document.cookie")
    assert complaints.heard == []


def test_pages_are_whole_without_any_script(browser: object, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{gallery}/portal_home.html")
    expect(page.get_by_role("heading", name="Qu’avez-vous à nous dire ?")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Signaler un problème"))).to_be_visible()
    page.goto(f"{gallery}/gallery.html")
    expect(page.get_by_role("table", name="Demandes par semaine")).to_be_visible()
    context.close()
