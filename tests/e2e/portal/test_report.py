"""A report in a real browser: mouse, keyboard alone, without script, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Photo, Report
from parvis.inform.public_map import projection
from tests.e2e.portal.journey import begin, go_on, heading, photo, said_in, send, to_news
from tests.factories import report
from tests.factories.towns import INSIDE_FIRST, Town
from tests.support.pages import Complaints, assert_fits, assert_no_barrier, awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_on_a_phone_step_by_step(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    phone.goto(live_site.url(town.host))
    heading(phone, "Qu’avez-vous à nous dire")
    assert_no_barrier(phone)
    assert_fits(phone)
    begin(phone, live_site, town)
    heading(phone, "Où est-ce")
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.locator("#address").fill("3 rue des taneurs")
    phone.get_by_role("option", name=re.compile("3 Rue des Tanneurs")).click()
    expect(phone.locator("#lon")).to_have_value(re.compile(r"1\.005"))
    go_on(phone)
    heading(phone, "Dites-nous en plus")
    phone.get_by_label("Avec vos mots").fill("Un trou profond.")
    phone.get_by_text("Moins de 5 cm").click()
    phone.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    expect(phone.locator(".photo img")).to_be_visible()
    assert_no_barrier(phone)
    assert_fits(phone)
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")
    assert_no_barrier(phone)
    phone.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    send(phone)
    assert_no_barrier(phone)
    assert_fits(phone)
    said = said_in(town)
    expect(phone.locator(".ticket__code")).to_have_text(said.code)
    assert said.address == "3 Rue des Tanneurs"
    with town.open():
        assert Photo.objects.count() == 1
    assert complaints.heard == []


def test_by_the_keyboard_alone(live_site: Site, desk: Page, town: Town) -> None:
    desk.goto(live_site.url(town.host))
    tab_to(desk, "#q")
    desk.keyboard.type("nid de poule")
    desk.keyboard.press("Enter")
    heading(desk, "De quoi s’agit-il")
    tab_to(desk, "button.kind")
    desk.keyboard.press("Enter")
    heading(desk, "Où est-ce")
    tab_to(desk, "#address")
    desk.keyboard.type("5 rue des tanneurs")
    expect(desk.get_by_role("option").first).to_contain_text("5 Rue des Tanneurs")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    tab_to(desk, ".flow__foot .btn--primary")
    desk.keyboard.press("Enter")
    heading(desk, "Dites-nous en plus")
    tab_to(desk, "#words")
    desk.keyboard.type("Profond.")
    tab_to(desk, "input[name=q-depth]")
    desk.keyboard.press("Space")
    tab_to(desk, ".flow__foot .btn--primary")
    desk.keyboard.press("Enter")
    heading(desk, "Voulez-vous des nouvelles")
    tab_to(desk, "input[name=news]")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("input[name=news][value=none]")).to_be_checked()
    tab_to(desk, ".flow__foot .btn--primary")
    desk.keyboard.press("Enter")
    heading(desk, "C’est envoyé")
    assert said_in(town).address == "5 Rue des Tanneurs"


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the first element of this kind has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")


def test_without_any_script(live_site: Site, plain: Page, town: Town) -> None:
    begin(plain, live_site, town)
    assert_fits_without_script(plain)
    heading(plain, "Où est-ce")
    plain.locator("#address").fill("gare")
    go_on(plain)
    plain.get_by_text("Place de la Gare", exact=True).click()
    go_on(plain)
    heading(plain, "Dites-nous en plus")
    plain.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    plain.get_by_role("button", name="Envoyer ces photos").click()
    expect(plain.get_by_role("button", name="Retirer la photo 1")).to_be_visible()
    go_on(plain)
    expect(plain.get_by_text("Cette réponse nous est nécessaire")).to_be_visible()
    plain.get_by_text("Moins de 5 cm").click()
    go_on(plain)
    heading(plain, "Voulez-vous des nouvelles")
    plain.get_by_text("Non merci").click()
    send(plain)
    assert said_in(town).address == "Place de la Gare"


def assert_fits_without_script(page: Page) -> None:
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 360


def test_reload_and_back_give_back_what_was_typed(live_site: Site, phone: Page, town: Town) -> None:
    begin(phone, live_site, town)
    to_news(phone)
    phone.go_back()
    heading(phone, "Dites-nous en plus")
    expect(phone.get_by_label("Avec vos mots")).to_have_value("Un trou profond devant l’école.")
    phone.get_by_label("Avec vos mots").fill("Un trou vraiment profond.")
    phone.reload()
    expect(phone.get_by_label("Avec vos mots")).to_have_value("Un trou vraiment profond.")


def test_a_lost_network_loses_nothing(live_site: Site, phone: Page, town: Town) -> None:
    begin(phone, live_site, town)
    to_news(phone)
    phone.get_by_text("Non merci").click()
    phone.context.set_offline(True)
    go_on(phone, "Envoyer")
    expect(phone.get_by_text("Rien n’est perdu").first).to_be_visible()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Réessayer").click()
    heading(phone, "C’est envoyé")
    assert said_in(town).words == "Un trou profond devant l’école."


def test_a_refused_photo_says_why(live_site: Site, phone: Page, town: Town) -> None:
    begin(phone, live_site, town)
    heading(phone, "Où est-ce")
    phone.locator("#address").fill("12 rue des Tanneurs")
    go_on(phone)
    heading(phone, "Dites-nous en plus")
    phone.get_by_label("Avec vos mots").fill("Gardé.")
    phone.get_by_text("Moins de 5 cm").click()
    broken = {"name": "photo.jpg", "mimeType": "image/jpeg",
              "buffer": b"\xff\xd8\xff\xe0" + b"not a photo" * 50}  # fmt: skip
    awake(phone)
    # The refusal comes as the finger goes down: the page's clock stands still between the two.
    phone.evaluate("performance.now = () => 5_000")
    phone.locator("input[type=file]").set_input_files(broken)  # type: ignore[arg-type]
    why = phone.get_by_text("Vos autres informations sont gardées").first
    expect(why).to_be_visible()
    go_on(phone)
    expect(why).to_be_in_viewport()
    expect(phone.get_by_label("Avec vos mots")).to_have_value("Gardé.")
    assert_no_barrier(phone)
    phone.evaluate("performance.now = () => 7_000")
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")


def test_following_what_a_neighbour_said(live_site: Site, phone: Page, town: Town) -> None:
    with town.open():
        earlier = report(town, "hole")
        from parvis.inform.public_map import projection

        projection.project([earlier.case.pk])
    begin(phone, live_site, town)
    heading(phone, "Où est-ce")
    phone.locator("#address").fill("1 rue des Tanneurs")
    go_on(phone)
    heading(phone, "Quelqu’un l’a peut-être déjà dit")
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.get_by_role("button", name="Oui, je le suis").click()
    heading(phone, "Merci, c’est noté")
    expect(phone.get_by_text("Une autre personne le suit avec vous")).to_be_visible()
    assert_no_barrier(phone)
    with town.open():
        assert Report.objects.count() == 1


def test_a_double_tap_and_the_way_back_follow_once(
    live_site: Site, plain: Page, town: Town
) -> None:
    with town.open():
        shown = report(town, "hole")
        projection.project([shown.case.pk])
    plain.goto(live_site.url(town.host, f"/signalements/{shown.case.reference}/"))
    follow = plain.get_by_role("button", name="Je l’ai vu aussi")
    follow.dblclick()
    # The second tap ends the first one's way: only where it led to counts.
    arrived = re.compile("/merci/$")
    expect(plain).to_have_url(arrived)
    heading(plain, "Merci, c’est noté")
    plain.go_back()
    follow.click()
    expect(plain).to_have_url(arrived)
    heading(plain, "Merci, c’est noté")
    with town.open():
        assert Case.objects.get(pk=shown.case.pk).follower_count == 2


@pytest.mark.parametrize("width", [360, 1440])
def test_every_public_page_is_clean(
    live_site: Site, page: Page, town: Town, width: int, complaints: Complaints
) -> None:
    with town.open():
        shown = report(town, "hole")
        projection.project([shown.case.pk])
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "/", "/signaler/", "/signaler/?q=trou", "/signaler/?q=zzzz", "/signaler/?groupe=rue",
        "/signaler/?q=odeur+de+gaz", "/signaler/photo/", "/carte/", "/signalements/",
        "/signalements/?etat=termines", f"/signalements/{shown.case.reference}/",
        "/accessibilite/", "/vos-donnees/", "/regles/", "/mentions-legales/",
        "/sceaux/", "/hors-ligne/", "/signaler/nothing/ou/",
    ):  # fmt: skip
        page.goto(live_site.url(town.host, path))
        expect(page.locator("h1")).to_be_visible()
        assert_no_barrier(page)
        assert_fits(page)
    assert complaints.heard == []


def test_english_is_one_click_away(live_site: Site, phone: Page, town: Town) -> None:
    phone.goto(live_site.url(town.host))
    phone.get_by_role("button", name="English").click()
    heading(phone, "What would you like to tell us")
    phone.get_by_role("button", name="Français").click()
    heading(phone, "Qu’avez-vous à nous dire")


def test_my_position_places_the_marker(live_site: Site, browser: Browser, town: Town) -> None:
    lon, lat = INSIDE_FIRST
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        locale="fr-FR",
        geolocation={"longitude": lon, "latitude": lat},
        permissions=["geolocation"],
    )
    page = context.new_page()
    begin(page, live_site, town)
    heading(page, "Où est-ce")
    page.locator("parvis-map").scroll_into_view_if_needed()
    page.get_by_role("button", name="Ma position").click()
    expect(page.locator("#lon")).to_have_value(f"{lon:.6f}")
    expect(page.locator("#address")).to_have_value(re.compile("Rue des Tanneurs"))
    assert_no_barrier(page)
    go_on(page)
    heading(page, "Dites-nous en plus")
    context.close()


def test_the_first_questions_asked_again_are_clean(
    live_site: Site, phone: Page, town: Town
) -> None:
    begin(phone, live_site, town)
    heading(phone, "Où est-ce")
    for question in ("quoi", "precisions"):
        phone.goto(phone.url.rsplit("/", 2)[0] + f"/{question}/")
        expect(phone.locator("h1")).to_be_visible()
        assert phone.url.endswith(f"/{question}/")
        look(phone, question)
