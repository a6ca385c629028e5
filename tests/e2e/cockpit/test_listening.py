"""A director goes from a theme to its sentences to a case, and puts themes in order."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.flows import studies
from parvis.foundation.clock import at, now
from parvis.understand.studies.models import WAITING, Study
from parvis.web.cockpit.listening.kept import kept
from tests.factories import Town, agent, log_in_page, small_town
from tests.integration.understanding.conftest import stand_in  # noqa: F401
from tests.integration.understanding.spoken import BINS, EVERY, HOLES, LAMPS, said, themes_of
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

LISTENING = "/pilotage/ecoute/"
PERSONAL = "Le lampadaire de Mme Martin reste éteint, appelez le 06 12 34 56 78, la rue est noire"
UNLIKE = ["Merci pour la fête du quartier", "Quand ouvre la piscine ?", "Je cherche mon chat"]


@pytest.fixture
def town(committed: None) -> Town:
    made = small_town()
    with made.open():
        said(made, [*EVERY, *LAMPS, *BINS[:6], *HOLES[:3], *UNLIKE, PERSONAL])
    return made


def director(page: Page, live_site: Site, town: Town, address: str = LISTENING) -> None:
    with town.open():
        someone = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, someone, address)


def work_out(town: Town) -> None:
    """What was asked for on the page."""
    with town.open():
        (waiting,) = Study.objects.filter(code="themes", state=WAITING)
    assert studies.run(town.authority.pk, waiting.pk)


def test_from_theme_to_sentence_to_case(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    director(page, live_site, town)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ce que disent les gens, dans l’ensemble"
    )
    look(page, "ecoute-vide")
    page.get_by_role("button", name="Chercher les thèmes").click()
    expect(page.get_by_text("Les thèmes sont en cours d’établissement.")).to_be_visible()
    look(page, "ecoute-en-cours")
    work_out(town)
    expect(page.get_by_role("heading", name="Les thèmes", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("59 messages.")
    paragraph = page.locator(".judgement__more")
    expect(paragraph).to_contain_text("On parle surtout de")
    stuck = paragraph.get_by_role("link", name="Aucune des")
    expect(stuck).to_have_attribute("href", "/pilotage/blocages/")
    look(page, "ecoute")
    page.locator("#themes").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Ce que disent les gens")).to_be_visible()
    expect(page.get_by_text("06 12")).to_have_count(0)
    look(page, "ecoute-theme")
    page.locator("#messages").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/agents/"))


def test_each_sentence_of_the_summary_leads_to_what_it_counts(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    themes_of(town)
    director(page, live_site, town)
    links = page.get_by_role("link", name="Les lire")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) > 2
    for address in dict.fromkeys(addresses):
        page.goto(live_site.url(town.host, address or ""))
        expect(page.locator("#messages q").first).to_be_visible()
    rest = next(one for one in addresses if one and one.endswith("/reste/"))
    page.goto(live_site.url(town.host, rest))
    look(page, "ecoute-reste")


def test_themes_are_named_joined_and_taken_back(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    study = themes_of(town)
    first = study.result["themes"]["themes"][0]["id"]
    address = f"{LISTENING}themes/{study.pk}/{first}/"
    director(page, live_site, town, address)
    page.get_by_label("Son nom").fill("Éclairage")
    page.get_by_role("button", name="Donner ce nom").click()
    expect(page.locator("#themes").get_by_role("link", name="Éclairage")).to_be_visible()
    work_out(town)
    page.goto(live_site.url(town.host, address))
    page.get_by_role("button", name="Réunir les deux").click()
    work_out(town)
    before = len(study.result["themes"]["themes"])
    page.goto(live_site.url(town.host, LISTENING))
    expect(page.locator("#themes .bars__row")).to_have_count(before - 1)
    page.locator("#themes").get_by_role("link", name="Éclairage").click()
    look(page, "ecoute-theme-range")
    page.get_by_role("button", name="Séparer à nouveau").click()
    work_out(town)
    page.goto(live_site.url(town.host, LISTENING))
    expect(page.locator("#themes .bars__row")).to_have_count(before)


def test_a_theme_is_parted_held_beside_before_and_put_together_again(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        with at(now() - timedelta(200)):
            said(town, ["Bonjour à tous"])
        with at(now() - timedelta(120)):
            said(town, [f"{one} {word}" for one in [*LAMPS, *BINS] for word in "abcde"])
        said(town, [f"{one} {word}" for one in HOLES for word in ("encore", "depuis", "souvent")])
    study = themes_of(town)
    themes = study.result["themes"]["themes"]
    with town.open():
        grown = next(one for one in kept(study).growths if one.is_sure and one.change > 0)
    director(page, live_site, town, f"{LISTENING}themes/{study.pk}/{grown.theme}/")
    expect(page.get_by_text(re.compile("^En hausse"))).to_contain_text("jours d’avant")
    look(page, "ecoute-theme-hausse")
    page.get_by_role("button", name="Le séparer en deux").click()
    work_out(town)
    page.goto(live_site.url(town.host, LISTENING))
    expect(page.locator(".judgement__more")).to_contain_text("On parle de plus en plus de")
    look(page, "ecoute-hausse")
    expect(page.locator("#themes .bars__row")).to_have_count(len(themes) + 1)
    with town.open():
        parted = Study.objects.filter(code="themes").latest("pk")
    page.goto(live_site.url(town.host, f"{LISTENING}themes/{parted.pk}/{grown.theme}/"))
    page.get_by_role("button", name="Réunir à nouveau").click()
    work_out(town)
    page.goto(live_site.url(town.host, LISTENING))
    expect(page.locator("#themes .bars__row")).to_have_count(len(themes))


def test_few_are_read_as_they_are(
    page: Page, live_site: Site, committed: None, complaints: Complaints
) -> None:
    made = small_town()
    with made.open():
        said(made, LAMPS[:3])
    themes_of(made)
    director(page, live_site, made)
    expect(page.get_by_role("heading", level=1)).to_contain_text("vite lus")
    look(page, "ecoute-peu")
