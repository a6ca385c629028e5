"""A sheet of answers is chosen, seen and agreed to in a real browser, with a worker behind it."""

import pytest
from playwright.sync_api import Page, expect

from parvis.capture.answer_imports import operations
from parvis.flows import import_answers
from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, small_town
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.integration.surveys.test_importing import SHEET, long_sheet
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

MENDED = SHEET + "5;31/02/2026;pigeon;oui;1;un peu;9;\n6;;;non;;;;;de trop\n"


@pytest.fixture
def town() -> Town:
    forget()
    return small_town()


def test_every_step_of_an_import_is_without_barrier(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        asked = survey(town)
        signed = survey(town, code="signee", is_anonymous=False)
        answered(signed, [{"comes": "yes"}] * 12)
        some = import_answers.begin(
            survey=signed, content=MENDED.replace("words", "Remarque").encode(), by=SYSTEM
        )
        # Nobody told the worker of it.
        busy = operations.begin_import(survey=signed, content=long_sheet(9).encode(), by=SYSTEM)
        refused = import_answers.begin(survey=signed, content=b"Nom\nZoe\n", by=SYSTEM)
        done = import_answers.begin(survey=signed, content=SHEET.encode(), by=SYSTEM)
        operations.confirm_import(batch=done, by=SYSTEM)
    import_answers.go_on(town.authority.pk, done.pk)
    enter(page, live_site, town)
    base = f"/reglages/enquetes/{signed.pk}/importer/"
    for name, path in {
        "choose": base, "anonymous": f"/reglages/enquetes/{asked.pk}/importer/",
        "ready": f"{base}{some.pk}/", "busy": f"{base}{busy.pk}/",
        "refused": f"{base}{refused.pk}/", "done": f"{base}{done.pk}/",
        "opinions": "/reglages/enquetes/je-donne-mon-avis/", "list": "/reglages/enquetes/",
    }.items():  # fmt: skip
        page.goto(live_site.url(town.host, path))
        look(page, f"import-{name}")
    assert complaints.heard == []


def test_a_sheet_is_taken_in_while_one_watches(page: Page, live_site: Site, town: Town) -> None:
    with town.open():
        signed = survey(town, code="signee", is_anonymous=False)
    page.set_viewport_size({"width": 1440, "height": 900})
    enter(page, live_site, town)
    page.goto(live_site.url(town.host, f"/reglages/enquetes/{signed.pk}/importer/"))
    page.get_by_label("Votre feuille").set_input_files(
        {"name": "reponses.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    )
    page.get_by_role("button", name="Vérifier la feuille").click()
    expect(page.get_by_text("3 réponses rejoindront")).to_be_visible()
    page.get_by_role("button", name="Ajouter ces 3 réponses").click()
    # The worker takes them in; the page looks again by itself.
    expect(page.get_by_text("3 réponses ont été ajoutées.")).to_be_visible()
