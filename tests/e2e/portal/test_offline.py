"""No network: the portal says so, keeps what was typed, and comes back by itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.portal.journey import begin, go_on, heading, to_news
from tests.factories.towns import Town
from tests.support.pages import Complaints, assert_fits, assert_no_barrier
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.browser_context_args(service_workers="allow")]

# The worker is in charge of this page, its copy complete.
IN_CHARGE = """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  || new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done)))
  .then(() => true)"""
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  return found;
}"""


def arrive(page: Page, site: Site, town: Town) -> None:
    page.goto(site.url(town.host))
    assert page.evaluate(IN_CHARGE)


def test_a_page_asked_for_without_network(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    arrive(phone, live_site, town)
    phone.context.set_offline(True)
    phone.goto(live_site.url(town.host, "/signaler/"))
    heading(phone, "Le réseau est coupé")
    expect(phone.get_by_role("link", name="Réessayer")).to_be_visible()
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_contain_text("De quoi s’agit-il")
    assert not [one for one in complaints.heard if "error:" in one]


def test_what_was_typed_comes_back_with_the_network(
    live_site: Site, phone: Page, town: Town
) -> None:
    arrive(phone, live_site, town)
    begin(phone, live_site, town)
    to_news(phone)
    phone.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    phone.context.set_offline(True)
    go_on(phone, "Envoyer")
    expect(phone.locator(".note", has_text="le réseau est coupé. Rien n’est perdu")).to_be_visible()
    expect(phone.get_by_role("button", name="Réessayer")).to_be_focused()
    phone.reload()
    heading(phone, "Le réseau est coupé")
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_contain_text("Voulez-vous des nouvelles")
    expect(phone.get_by_label("Adresse e-mail")).to_have_value("camille@exemple.fr")


def test_the_worker_keeps_one_page_and_nothing_of_a_person(
    live_site: Site, phone: Page, town: Town
) -> None:
    arrive(phone, live_site, town)
    begin(phone, live_site, town)
    heading(phone, "Où est-ce")
    kept = phone.evaluate(KEPT)
    assert "/hors-ligne/" in kept
    others = [one for one in kept if one != "/hors-ligne/"]
    assert others
    assert all(re.match(r"/(static/build/|brand\.css$)", one) for one in others), others


def test_agents_pages_are_none_of_the_workers_business(
    live_site: Site, phone: Page, town: Town
) -> None:
    arrive(phone, live_site, town)
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(live_site.url(town.host, "/agents/"))
