"""Photos added on a follow-up page: one by one, through a network that fails, without script."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from parvis.capture.reports.models import Photo, Statement
from tests.e2e.portal.journey import heading, photo
from tests.factories import report, small_town
from tests.support.pages import assert_fits, assert_no_barrier, awake

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """What a service worker fetches cannot be held back: the page asks by itself here."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def town(committed):
    return small_town()


@pytest.fixture
def reply(live_site, town):
    """The address of the page that says more about a report."""
    with town.open():
        mine = report(town, email="camille@exemple.fr")
    return live_site.url(town.host, f"/suivi/{mine.report.pk}/{mine.token}/repondre/")


def choose(page: Page, *files) -> None:
    awake(page)
    page.locator("input[type=file]").set_input_files(list(files))


def stored(page: Page, count: int) -> None:
    expect(page.locator("[data-stored]")).to_have_count(count)


def test_photos_leave_one_by_one_and_the_reply_waits_for_them(town, reply, phone, complaints):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    phone.goto(reply)
    phone.get_by_label("Votre message").fill("Trois photos.")
    phone.route("**/photos/repondre/", hold)
    awake(phone)
    with phone.expect_request("**/photos/repondre/"):
        choose(phone, photo(1), photo(2, "PNG"), photo(3, "WEBP"))
    expect(phone.locator("[data-photo] progress")).to_have_count(3)
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.get_by_role("button", name="Envoyer", exact=True).click()
    assert len(held) == 1
    held[0].continue_()
    expect(phone.get_by_role("status").first).to_contain_text("arrivé à l’équipe")
    with town.open():
        assert Statement.objects.get().words == "Trois photos."
        assert Photo.objects.count() == 3
    assert complaints.heard == []


def test_a_cut_network_costs_no_photo_that_arrived(town, reply, phone):
    phone.goto(reply)
    phone.get_by_label("Votre message").fill("Voici.")
    choose(phone, photo(1))
    stored(phone, 1)
    phone.context.set_offline(True)
    choose(phone, photo(2), photo(3))
    expect(phone.locator("[data-photo].is-failed")).to_have_count(2)
    stored(phone, 1)
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.context.set_offline(False)
    stored(phone, 3)
    expect(phone.locator("[data-photo].is-failed")).to_have_count(0)
    phone.reload()
    stored(phone, 3)
    expect(phone.get_by_label("Votre message")).to_have_value("Voici.")
    phone.get_by_role("button", name="Retirer la photo 2").click()
    stored(phone, 2)
    phone.get_by_role("button", name="Envoyer", exact=True).click()
    expect(phone.get_by_role("status").first).to_contain_text("arrivé à l’équipe")
    with town.open():
        assert Photo.objects.count() == 2


def test_a_photo_alone_is_asked_for_once(town, reply, phone):
    phone.goto(reply.replace("repondre", "photo"))
    heading(phone, "Ajouter une photo")
    send = phone.get_by_role("button", name="Envoyer la photo")
    send.click()
    heading(phone, "Ajouter une photo")
    choose(phone, photo(1))
    stored(phone, 1)
    send.click()
    expect(phone.get_by_role("status").first).to_contain_text(re.compile("photo"))
    with town.open():
        assert Photo.objects.count() == 1


def test_without_script(town, reply, browser):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(reply)
    page.get_by_label("Votre message").fill("Voici.")
    choose(page, photo(1))
    page.get_by_role("button", name="Envoyer ces photos").click()
    stored(page, 1)
    expect(page.get_by_label("Votre message")).to_have_value("Voici.")
    choose(page, photo(2))
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("arrivé à l’équipe")
    with town.open():
        assert Photo.objects.count() == 2
    context.close()
