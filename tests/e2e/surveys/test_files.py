"""Photos and papers given with an answer: one by one, through a cut network, without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from parvis.adapters.storage import files_of
from parvis.capture.answers.models import Answer
from tests.e2e.portal.journey import photo
from tests.factories.portal_town import portal_town
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import Complaints, assert_fits, assert_no_barrier, awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

ASKED = {
    "title": {"fr": "Vos papiers"},
    "pages": [
        {
            "key": "p",
            "title": {"fr": "Ce que vous avez"},
            "items": [
                {"kind": "text", "key": "name", "label": {"fr": "Votre rue"}, "required": True},
                {"kind": "photo", "key": "view", "label": {"fr": "Des photos"}},
                {"kind": "file", "key": "paper", "label": {"fr": "Un papier"}, "most": 2},
            ],
        }
    ],
}  # fmt: skip
PAPER = {"name": "lettre.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 rest"}
FALSE_PAPER = {"name": "faux.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}


@pytest.fixture
def town(committed: None) -> Iterator[Town]:
    made = portal_town()
    with made.open():
        survey(made, ASKED, code="papiers", is_anonymous=False)
    yield made
    # The next town of this database has the same number, and so the same folder.
    files = files_of(made.authority.pk)
    for name in list(files.list("answers")):
        files.delete(name)


def begin(page: Page, site: Site, town: Town) -> None:
    page.goto(site.url(town.host, "/enquetes/papiers/repondre/"))
    awake(page)


def stored(page: Page, key: str) -> Locator:
    return page.locator(f"[data-question={key}] [data-stored]")


def choose(page: Page, key: str, *files: Any) -> None:
    page.locator(f"#q-{key}-0").set_input_files(list(files))


def test_files_go_one_by_one_and_stay_when_the_page_has_a_mistake(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    begin(phone, live_site, town)
    # Two questions at once: what one keeps, the other does not lose.
    choose(phone, "view", photo(1), photo(2))
    choose(phone, "paper", PAPER, FALSE_PAPER)
    expect(stored(phone, "view")).to_have_count(2)
    expect(stored(phone, "paper")).to_have_count(1)
    expect(phone.get_by_role("alert")).to_contain_text("faux.pdf")
    look(phone, "files")
    # A click right after a refusal would wait for it to be read: by now it was.
    phone.evaluate("performance.now = () => 1e9")
    phone.locator(".flow__foot .btn--primary").click()
    expect(phone.locator("#mistakes")).to_be_focused()
    awake(phone)
    expect(stored(phone, "view")).to_have_count(2)
    expect(stored(phone, "paper")).to_have_count(1)
    phone.locator("#q-name").fill("Rue des Tanneurs")
    phone.get_by_role("button", name="Retirer photo.jpeg").first.click()
    expect(stored(phone, "view")).to_have_count(1)
    expect(phone.locator("#q-name")).to_have_value("Rue des Tanneurs")
    phone.locator("#agreed").check()
    phone.locator(".flow__foot .btn--primary").click()
    expect(phone.locator("h1")).to_contain_text("Merci")
    with town.open():
        personal = Answer.objects.get().personal
    assert personal.count('"media_type"') == 2
    assert complaints.heard == []


def test_a_cut_network_costs_no_file(live_site: Site, phone: Page, town: Town) -> None:
    begin(phone, live_site, town)
    phone.locator("#q-name").fill("Rue des Tanneurs")
    phone.context.set_offline(True)
    choose(phone, "paper", PAPER)
    failed = phone.locator("[data-question=paper] .is-failed")
    expect(failed).to_contain_text("lettre.pdf")
    expect(phone.get_by_role("alert")).to_contain_text("Un fichier n’est pas parti")
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.context.set_offline(False)
    expect(stored(phone, "paper")).to_have_count(1)
    expect(failed).to_have_count(0)
    expect(phone.locator("#q-name")).to_have_value("Rue des Tanneurs")


def test_files_without_script(live_site: Site, plain: Page, town: Town) -> None:
    begin(plain, live_site, town)
    choose(plain, "view", photo(1))
    choose(plain, "paper", PAPER)
    plain.locator(".flow__foot .btn--primary").click()
    expect(plain.locator("#mistakes")).to_contain_text("Votre rue")
    expect(stored(plain, "view")).to_have_count(1)
    expect(stored(plain, "paper")).to_have_count(1)
    plain.get_by_role("button", name="Retirer lettre.pdf").click()
    expect(stored(plain, "paper")).to_have_count(0)
    plain.locator("#q-name").fill("Rue des Tanneurs")
    plain.locator("#agreed").check()
    plain.locator(".flow__foot .btn--primary").click()
    expect(plain.locator("h1")).to_contain_text("Merci")
