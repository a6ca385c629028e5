"""A form and its survey are built in a real browser: by keyboard alone, with a script and without,
at every width, light and dark."""

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.editing import part_of
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import newest_definition
from parvis.offer.surveys.models import Survey
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, small_town
from tests.factories.surveys import MARKET, survey
from tests.support.pages import (
    Complaints,
    assert_fits,
    assert_no_barrier_by_day_or_night,
)
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

AGE = {"title": {"fr": "Votre âge"}, "pages": [{"key": "you", "title": {"fr": "Vous"}, "items": [
    {"kind": "number", "key": "age", "label": {"fr": "Quel âge avez-vous ?"}},
]}]}  # fmt: skip


@pytest.fixture
def town() -> Town:
    forget()
    made = small_town()
    with made.open():
        definition = read_definition(MARKET)
        operations.add_form(code="marche", use="survey", definition=definition, by=SYSTEM)
        survey(made, code="ouverte", is_in_portal=True)
        survey(made, code="invitee", door="invited", is_anonymous=False)
        survey(made, AGE, code="age", quotas=[{"key": "age", "from": 18, "to": 29, "most": 9}])
    return made


def written(town: Town, code: str) -> Form:
    with town.open():
        return Form.objects.get(code=code)


def paths(town: Town) -> list[str]:
    form = written(town, "marche").pk
    with town.open():
        surveys = {one.code: one.pk for one in Survey.objects.all()}
        asked = Survey.objects.get(code="ouverte").form_id
    return [
        "formulaires/", "formulaires/nouveau/", f"formulaires/{form}/",
        f"formulaires/{form}/?part=form", f"formulaires/{form}/?part=market",
        f"formulaires/{form}/?part=buys&add=1", f"formulaires/{form}/?part=buys",
        f"formulaires/{asked}/versions/", f"formulaires/{asked}/versions/1/",
        f"formulaires/{form}/publier/", f"formulaires/{form}/essai/",
        "formulaires/importer/", f"formulaires/{form}/papier/", f"formulaires/{form}/xlsform/",
        f"formulaires/{asked}/papier/",
        "enquetes/", "enquetes/nouvelle/",
        f"enquetes/{surveys['ouverte']}/", f"enquetes/{surveys['ouverte']}/reglages/",
        f"enquetes/{surveys['ouverte']}/quotas/", f"enquetes/{surveys['invitee']}/",
        f"enquetes/{surveys['invitee']}/invitations/", f"enquetes/{surveys['age']}/quotas/",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [320, 1440])
def test_every_page_is_without_barrier(
    page: Page, live_site: Site, town: Town, complaints: Complaints, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_site, town)
    for path in paths(town):
        answer = page.goto(live_site.url(town.host, f"/reglages/{path}"))
        assert answer is not None
        assert answer.status == 200, path
        assert_fits(page)
        assert_no_barrier_by_day_or_night(page)
    assert complaints.heard == []


def to(page: Page, selector: str) -> None:
    """Go there with the tabulator alone."""
    for _step in range(150):
        if page.evaluate("(one) => document.activeElement?.matches(one) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {selector}")


def add(page: Page, kind: str, words: str) -> None:
    to(page, "#do-add")
    page.keyboard.press("Enter")
    expect(page.locator(f"#add-{kind}")).to_be_visible()
    to(page, f"#add-{kind}")
    page.keyboard.press("Enter")
    box = page.locator("#id_label_fr, #id_title_fr")
    expect(box).to_be_visible()
    to(page, "#id_label_fr, #id_title_fr")
    page.keyboard.type(words)


def save(page: Page) -> None:
    to(page, "#do-save")
    page.keyboard.press("Enter")
    expect(page.locator("#builder")).to_be_visible()


def build_canteen(page: Page) -> None:
    """A question, a block that its answer brings up, published: by keyboard alone."""
    add(page, "yes_no", "Avez-vous des enfants ?")
    save(page)
    expect(page.locator(".outline__item.is-here")).to_contain_text("Avez-vous des enfants ?")
    add(page, "repeat", "Vos enfants")
    to(page, "#show-0-key")
    page.keyboard.type("Avez")
    save(page)
    expect(page.locator("#show-0-test")).to_be_visible()
    add(page, "text", "Son prénom")
    save(page)
    expect(page.locator("#part-prenom")).to_be_visible()
    add(page, "choice", "Mange-t-il à la cantine ?")
    to(page, "#choices")
    page.keyboard.type("Chaque jour\nParfois\nJamais")
    save(page)
    expect(page.locator(".outline__item.is-here")).to_contain_text("Mange-t-il")
    # Alt and an arrow carry a part; the button says the same.
    to(page, ".outline__item.is-here > a")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".outline__item--2").first).to_contain_text("Mange-t-il")

    to(page, "#do-publish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vérifier et publier")).to_be_visible()
    to(page, ".publish form[action$='oui/'] button")
    page.keyboard.press("Enter")
    expect(page.locator(".build__state .chip")).to_have_text("Publié")


def test_a_conditional_survey_with_a_block_by_keyboard_alone(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    enter(page, live_site, town, "/reglages/formulaires/nouveau/")
    to(page, "#id_title")
    page.keyboard.type("La cantine")
    page.keyboard.press("Enter")
    expect(page.locator("#form-title")).to_have_text("La cantine")
    form = written(town, "la-cantine")

    build_canteen(page)
    with town.open():
        form.refresh_from_db()
        assert form.current_id is not None
        made = newest_definition(form)
    block = made.pages[0].items[1]
    assert (block.kind, block.show) == ("repeat", "enfants")
    assert [one.kind for one in block.items] == ["choice", "text"]
    assert [one.label["fr"] for one in block.items[0].choices] == [
        "Chaque jour",
        "Parfois",
        "Jamais",
    ]
    assert complaints.heard == []


def test_what_is_typed_is_kept_as_one_goes_on(page: Page, live_site: Site, town: Town) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    form = written(town, "marche")
    enter(page, live_site, town, f"/reglages/formulaires/{form.pk}/?part=comes")
    page.locator("html[data-awake]").wait_for()
    page.locator("#id_label_fr").fill("Aimez-vous le marché ?")
    # The preview follows while one types; a click elsewhere keeps what was typed first.
    expect(page.locator("#preview")).to_contain_text("Aimez-vous le marché ?")
    page.locator("#part-mood").click()
    expect(page.locator("#part-mood")).to_have_attribute("aria-current", "true")
    expect(page.locator(".outline")).to_contain_text("Aimez-vous le marché ?")
    with town.open():
        assert newest_definition(form).pages[0].items[0].label["fr"] == "Aimez-vous le marché ?"


def test_a_condition_takes_shape_as_one_chooses(page: Page, live_site: Site, town: Town) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    form = written(town, "marche")
    enter(page, live_site, town, f"/reglages/formulaires/{form.pk}/?part=words")
    page.locator("html[data-awake]").wait_for()
    page.locator("#show-0-key").select_option("buys")
    page.locator("#show-0-value").select_option("fish")
    expect(page.locator("#show-1-key")).to_be_visible()
    expect(page.locator("#show-text")).to_have_value('chosen(buys, "fish")')
    page.locator("#show-1-key").select_option("mood")
    page.locator("#show-1-test").select_option("<=")
    page.locator("#show-1-value").fill("2")
    page.locator("#do-save").click()
    expect(page.locator("#show-text")).to_have_value('chosen(buys, "fish") and mood <= 2')


def test_a_part_is_carried_with_the_mouse(page: Page, live_site: Site, town: Town) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    form = written(town, "marche")
    enter(page, live_site, town, f"/reglages/formulaires/{form.pk}/?part=comes")
    page.locator("html[data-awake]").wait_for()
    page.locator("#part-mood").drag_to(
        page.locator("#part-comes"), target_position={"x": 60, "y": 4}
    )
    expect(page.locator(".outline__item--1").first).to_contain_text("En êtes-vous content")
    page.locator("#do-undo").click()
    expect(page.locator(".outline__item--1").first).to_contain_text("Venez-vous au marché")


def test_a_form_is_built_without_a_script(browser: Browser, live_site: Site, town: Town) -> None:
    form = written(town, "marche")
    with browser.new_context(java_script_enabled=False, locale="fr-FR") as context:
        page = context.new_page()
        enter(page, live_site, town, f"/reglages/formulaires/{form.pk}/?part=words")
        page.locator("#do-add").click()
        page.locator("#add-number").click()
        page.locator("#id_label_fr").fill("Combien de fois ?")
        page.locator("#show-0-key").select_option("mood")
        page.locator("#do-save").click()
        page.locator("#show-0-test").select_option(">")
        page.locator("#show-0-value").fill("3")
        page.locator("#do-save").click()
        page.locator("#do-up").click()
    with town.open():
        made = newest_definition(form)
    assert part_of(made, "combien_fois").show == "mood > 3"
    assert made.pages[1].items[0].key == "combien_fois"


def test_the_way_on_from_a_page_is_seen(page: Page, live_site: Site, town: Town) -> None:
    form = written(town, "marche")
    enter(page, live_site, town, f"/reglages/formulaires/{form.pk}/?part=market")
    page.locator("#skip0-to").scroll_into_view_if_needed()
    expect(page.locator("#skip0-to")).to_be_in_viewport()
    page.locator("#skip0-to").select_option("end")
    page.locator("#do-save").click()
    expect(page.locator("#skip1-to")).to_be_visible()
    with town.open():
        assert newest_definition(form).pages[0].skip[0].to == "end"
