"""A report's own questions at the counter: they follow what is answered, all on one page."""

import pytest
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Report
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from tests.e2e.desk.test_desk import enter
from tests.e2e.portal.journey import photo
from tests.e2e.portal.test_questions import PAPER
from tests.factories import agent
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import portal_town, republish
from tests.factories.report_questions import asking_town
from tests.support.pages import Complaints, awake, look
from tests.support.site import Site

PERSONAL = [
    {"kind": "text", "key": "who", "label": {"fr": "Votre nom"}, "prefill": "name",
     "privacy": "personal"},
    {"kind": "number", "key": "depth", "label": {"fr": "Profondeur en cm"}},
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def choose(page: Page, words: str) -> None:
    page.locator("#service-words").fill(words)
    page.get_by_role("option").first.click()


def test_what_follows_shows_at_once_and_rows_come_and_go(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town = asking_town()
    with town.open():
        someone = agent(town, "counter", name="Claire Morel")
    enter(desk, live_site, town, someone, "/agents/accueil/")
    choose(desk, "bruit")
    choose(desk, "nid")
    expect(desk.get_by_role("heading", name="Les mesures")).to_be_hidden()
    desk.locator("#q-hurt").get_by_text("Oui").click()
    expect(desk.get_by_role("heading", name="Les mesures")).to_be_visible()
    expect(desk.get_by_text("La bordure")).to_be_hidden()
    desk.get_by_text("Le trottoir").click()
    desk.get_by_text("La bordure").click()
    desk.locator("#q-holes-0-width").fill("80")
    expect(desk.locator("[data-question='holes.0.water']")).to_be_visible()
    expect(desk.locator("[data-question=total] output")).to_have_text("80")
    look(desk, "counter-questions")
    desk.locator("#words").fill("Un trou.")
    desk.locator("#address").fill("devant la mairie")
    desk.get_by_role("button", name="Ajouter encore").focus()
    desk.keyboard.press("Enter")
    awake(desk)
    expect(desk.locator("#q-holes-1")).to_be_focused()
    desk.locator("#q-holes-1-width").fill("40")
    expect(desk.locator("[data-question=total] output")).to_have_text("120")
    desk.locator("#q-holes-1-near-0").set_input_files(photo())  # type: ignore[arg-type]
    desk.locator("#q-bill-0").set_input_files(PAPER)  # type: ignore[arg-type]
    look(desk, "counter-questions-rows")
    desk.get_by_role("button", name="imprimer le reçu").last.click()
    desk.wait_for_url("**/recu/")
    with town.open():
        said, case = Report.objects.get(), Case.objects.get().pk
    assert [row["width"] for row in said.answers["holes"]] == [80, 40]
    assert "facture.pdf" in said.personal
    desk.goto(live_site.url(town.host, f"/agents/demandes/{case}/"))
    awake(desk)
    expect(desk.get_by_role("link", name="photo.jpeg")).to_be_visible()
    desk.get_by_role("button", name="Voir le contact").click()
    expect(desk.get_by_role("button", name="facture.pdf")).to_be_visible()
    look(desk, "case-files")
    assert complaints.heard == []


def test_what_is_known_of_a_person_is_filled_in_and_told(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town = portal_town()
    with town.open():
        someone = agent(town, "counter", name="Claire Morel")
        people.create_account(email="fatou@exemple.fr", full_name="Fatou Diallo", by=SYSTEM)
        republish(town, "hole", asks=asking(PERSONAL))
    enter(desk, live_site, town, someone, "/agents/accueil/")
    choose(desk, "nid")
    desk.locator("#email").fill("fatou@exemple.fr")
    desk.get_by_role("button", name="Remplir ce que nous savons déjà").click()
    expect(desk.locator("#told")).to_be_focused()
    expect(desk.locator("#q-who")).to_have_value("Fatou Diallo")
    look(desk, "counter-known")
    assert complaints.heard == []
