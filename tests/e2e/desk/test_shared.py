"""A counter that agents share: nothing of who was served before stays in the browser."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk.test_desk import enter, town_with_work
from tests.support.pages import awake
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

KEPT = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('parvis.draft.'))"
# A photo that waited for a form eight days ago, and one of today.
PHOTOS = """async () => {
  const base = await new Promise((done) => {
    const asked = indexedDB.open("parvis", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => done(asked.result);
  });
  const files = base.transaction("files", "readwrite").objectStore("files");
  files.put({ at: Date.now() - 8 * 86_400_000, files: [] }, "old");
  const last = files.put({ at: Date.now(), files: [] }, "young");
  await new Promise((done) => (last.onsuccess = done));
  base.close();
  localStorage.setItem("parvis.draft.old", JSON.stringify({ at: 0, fields: {} }));
}"""
WAITING = """() => new Promise((done) => {
  const asked = indexedDB.open("parvis", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => {
    const keys = asked.result.transaction("files").objectStore("files").getAllKeys();
    keys.onsuccess = () => { asked.result.close(); done(keys.result); };
  };
})"""


def test_who_speaks_is_never_kept_in_the_browser(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work("handler", "counter")
    for path, field, draft in (
        ("/agents/accueil/", "", "counter"),
        (f"/agents/demandes/{cases[0].pk}/", "join-", f"join-{cases[0].pk}"),
    ):
        enter(desk, live_site, town, someone, path)
        if field:
            desk.get_by_text("Quelqu’un d’autre dit la même chose").click()
        for name, text in (("name", "Zoé Dupré"), ("phone", "06 12 34 56 78")):
            desk.locator(f"#{field}{name}").fill(text)
        desk.locator(f"#{field}email").fill("zoe@essai.example")
        desk.locator(f"#{field}words").fill("Un banc est cassé.")
        desk.reload()
        awake(desk)
        expect(desk.locator(f"#{field}words")).to_have_value("Un banc est cassé.")
        kept = dict(desk.evaluate(KEPT))
        assert f"parvis.draft.{draft}" in kept
        assert not {"name", "phone", "email"} & set(
            json.loads(kept[f"parvis.draft.{draft}"])["fields"]
        )


def test_what_was_begun_goes_when_its_agent_leaves(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work("handler", "counter")
    enter(desk, live_site, town, someone, "/agents/accueil/")
    desk.evaluate(PHOTOS)
    desk.locator("#words").fill("Un banc est cassé.")
    desk.reload()
    awake(desk)
    expect(desk.locator("#words")).to_have_value("Un banc est cassé.")
    desk.get_by_role("button", name="Quitter").click()
    expect(desk.locator("h1")).to_contain_text("déconnecté")
    assert desk.evaluate(KEPT) == []
    assert desk.evaluate(WAITING) == []


def test_what_is_too_old_goes_though_its_form_is_never_opened(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work("handler", "counter")
    enter(desk, live_site, town, someone, "/agents/accueil/")
    desk.evaluate(PHOTOS)
    desk.reload()
    awake(desk)
    desk.wait_for_function(f"async () => !(await ({WAITING})()).includes('old')")
    assert desk.evaluate(WAITING) == ["young"]
    assert "parvis.draft.old" not in dict(desk.evaluate(KEPT))
