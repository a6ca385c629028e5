"""A form's paper and its spreadsheet, from the builder, by keyboard alone and without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.foundation.db.remember import forget
from parvis.offer.forms.models import Form
from parvis.offer.forms.xlsform.sheets import write_workbook
from tests.e2e.studio.test_forms import to
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, small_town
from tests.factories.surveys import MARKET, survey
from tests.support.pages import look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

# The second question may be required in a way that XPath has no word for.
PERSON = {
    "kind": "person", "key": "person", "label": {"fr": "Qui êtes-vous ?", "en": "Who are you?"},
    "required_when": "comes",
}  # fmt: skip
SENT = [
    {"type": "text", "name": "nom", "label": "Votre nom ?"},
    {"type": "barcode", "name": "code", "label": "Le code de votre carte ?"},
]


@pytest.fixture
def town() -> Town:
    forget()
    made = small_town()
    with made.open():
        who = {"key": "who", "title": {"fr": "Vous", "en": "You"}, "items": [PERSON]}
        survey(made, {**MARKET, "pages": [*MARKET["pages"], who]}, is_anonymous=False)
    return made


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "questions.xlsx"
    path.write_bytes(write_workbook({"survey": SENT}))
    return path


def base(town: Town) -> str:
    with town.open():
        return f"/reglages/formulaires/{Form.objects.get(code='marche').pk}/"


def test_papers_by_the_keyboard_alone(page: Page, live_site: Site, town: Town) -> None:
    enter(page, live_site, town, base(town))
    look(page, "builder")
    to(page, "#do-print")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sur papier")).to_be_visible()
    look(page, "form-paper")
    to(page, "main form .btn--primary")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename.startswith("1-")


def test_sheets_without_a_script(
    browser: Browser, live_site: Site, town: Town, sheet: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, live_site, town, f"{base(town)}xlsform/")
    page.get_by_role("button", name="En faire le brouillon").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez un fichier")
    page.locator("#file").set_input_files(sheet)
    page.get_by_role("button", name="En faire le brouillon").click()
    expect(page.locator(".note--done")).to_contain_text("C’est maintenant le brouillon")
    expect(page.locator("main")).to_contain_text("ligne 3")
    page.get_by_role("button", name="Revenir en arrière").click()
    expect(page.locator(".outline")).to_contain_text("Venez-vous au marché")
    context.close()


def test_how_sheets_look(page: Page, live_site: Site, town: Town, sheet: Path) -> None:
    enter(page, live_site, town, f"{base(town)}xlsform/")
    look(page, "form-sheets")
    page.goto(live_site.url(town.host, "/reglages/formulaires/"))
    look(page, "forms-list")
    page.goto(live_site.url(town.host, "/reglages/formulaires/importer/"))
    page.locator("form .btn--primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "sheet-new")
    page.locator("#file").set_input_files(sheet)
    page.locator("form .btn--primary").click()
    expect(page.locator(".note--done")).to_be_visible()
    look(page, "sheet-taken")
