"""A report's own questions in a real browser: pages, blocks, files, what follows; with scripts, by
the keyboard and without any."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.portal.journey import go_on, heading, photo, said_in, send
from tests.factories.report_questions import asking_town
from tests.factories.towns import Town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

PAPER = {"name": "facture.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 rest"}


@pytest.fixture
def town(committed: None) -> Town:
    return asking_town()


def to_questions(page: Page, site: Site, town: Town) -> None:
    page.goto(site.url(town.host, "/signaler/?q=nid+de+poule"))
    page.locator("button.kind").first.click()
    heading(page, "Où est-ce")
    page.locator("#address").fill("12 rue des Tanneurs")
    go_on(page)
    heading(page, "Le trou")


def test_page_after_page_on_a_phone(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    to_questions(phone, live_site, town)
    phone.get_by_label("Avec vos mots").fill("Un trou.")
    kerb = phone.get_by_text("La bordure")
    expect(kerb).to_be_hidden()
    phone.get_by_text("Le trottoir").click()
    kerb.click()
    phone.locator("#q-hurt").get_by_text("Oui").click()
    look(phone, "report-questions-1")
    go_on(phone)
    heading(phone, "Les mesures")
    expect(phone.get_by_text("Page 2 sur environ 3")).to_be_visible()
    phone.locator("#q-holes-0-width").fill("40")
    expect(phone.locator("[data-question=total] output")).to_have_text("40")
    phone.get_by_role("button", name="Ajouter encore").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#q-holes-1")).to_be_focused()
    phone.locator("#q-holes-1-width").fill("80")
    expect(phone.locator("[data-question=total] output")).to_have_text("120")
    expect(phone.locator("[data-question='holes.0.water']")).to_be_hidden()
    expect(phone.locator("[data-question='holes.1.water']")).to_be_visible()
    phone.locator("#q-holes-1-near-0").set_input_files(photo())  # type: ignore[arg-type]
    expect(phone.locator("[data-question='holes.1.near'] .photo img")).to_be_visible()
    look(phone, "report-questions-2")
    phone.get_by_role("button", name="Retirer Trou 1").click()
    expect(phone.locator("#q-holes-0-width")).to_have_value("80")
    expect(phone.locator("[data-stored] img")).to_be_visible()
    expect(phone.locator("#q-holes-1-width")).to_have_count(0)
    go_on(phone)
    heading(phone, "Votre dommage")
    phone.locator("#q-plate").fill("AB-123")
    go_on(phone, "Retour")
    heading(phone, "Les mesures")
    expect(phone.locator("#q-holes-0-width")).to_have_value("80")
    go_on(phone)
    heading(phone, "Votre dommage")
    expect(phone.locator("#q-plate")).to_have_value("AB-123")
    go_on(phone)
    expect(phone.get_by_text("Cette réponse nous est nécessaire")).to_be_visible()
    look(phone, "report-questions-3")
    phone.locator("#q-bill-0").set_input_files(PAPER)  # type: ignore[arg-type]
    go_on(phone)
    heading(phone, "Voulez-vous des nouvelles")
    phone.get_by_text("Non merci").click()
    send(phone)
    said = said_in(town)
    assert said.answers["holes"][0]["width"] == 80
    assert said.answers["holes"][0]["near"][0]["media_type"] == "image/webp"
    assert "facture.pdf" in said.personal
    assert complaints.heard == []


def test_without_a_script(live_site: Site, plain: Page, town: Town) -> None:
    to_questions(plain, live_site, town)
    plain.get_by_text("La chaussée").click()
    plain.get_by_role("button", name="Afficher les choix").click()
    plain.get_by_text("La piste cyclable").click()
    plain.locator("#q-hurt").get_by_text("Oui").click()
    go_on(plain)
    heading(plain, "Les mesures")
    plain.locator("#q-holes-0-width").fill("40")
    plain.get_by_role("button", name="Ajouter encore").click()
    plain.locator("#q-holes-1-width").fill("80")
    plain.keyboard.press("Enter")
    expect(
        plain.get_by_text("d’après vos réponses").or_(plain.get_by_text("d’après votre réponse"))
    ).to_be_visible()
    expect(plain.locator("#q-holes-1-width")).to_have_value("80")
    go_on(plain)
    heading(plain, "Votre dommage")
    plain.locator("#q-bill-0").set_input_files(PAPER)  # type: ignore[arg-type]
    plain.get_by_role("button", name="Envoyer ces fichiers").click()
    expect(plain.get_by_text("facture.pdf")).to_be_visible()
    go_on(plain)
    heading(plain, "Voulez-vous des nouvelles")
    plain.get_by_text("Non merci").click()
    send(plain)
    assert [row["width"] for row in said_in(town).answers["holes"]] == [40, 80]


def test_it_is_finished_later_from_the_link(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    to_questions(phone, live_site, town)
    phone.get_by_label("Avec vos mots").fill("Un trou.")
    phone.locator("#q-hurt").get_by_text("Oui").click()
    go_on(phone)
    heading(phone, "Les mesures")
    phone.locator("#q-holes-0-width").fill("40")
    phone.get_by_role("button", name="Finir plus tard").click()
    heading(phone, "Votre signalement est gardé")
    look(phone, "report-later")
    phone.get_by_label("Ou recevez-le").fill("fatou@exemple.fr")
    phone.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(phone.get_by_text("Le lien part à l’instant")).to_be_visible()
    look(phone, "report-later-sent")
    phone.locator("a.break").click()
    heading(phone, "Les mesures")
    expect(phone.locator("#q-holes-0-width")).to_have_value("40")
    assert complaints.heard == []
