"""The studio's pages of forms when they hold much, and when something is wrong."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.models import Form
from parvis.offer.forms.ready import ready_form
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, agent, small_town
from tests.factories.surveys import survey
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

KINDS = ["text", "yes_no", "scale", "number", "long_text", "date"]
SHOPS = [{"key": f"s{n}", "label": {"fr": f"Le marché de la place {n}"}} for n in range(4)]
GRID = {
    "kind": "matrix", "key": "grid", "label": {"fr": "Que pensez-vous de nos marchés ?"},
    "rows": [{"key": "price", "label": {"fr": "Les prix"}}, {"key": "fresh", "label": {}}],
    "choices": [{"key": "good", "label": {"fr": "Bien"}}, {"key": "bad", "label": {"fr": "Mal"}}],
}  # fmt: skip
PEOPLE = {
    "kind": "number", "key": "meals", "label": {"fr": "Combien de repas par semaine ?"},
    "constraint": "meals <= q1_3 * 14",
}  # fmt: skip
AGE = {"kind": "number", "key": "age", "label": {"fr": "Quel âge avez-vous ?"}}
SHOP = {"kind": "choice", "key": "shop", "label": {"fr": "Où achetez-vous ?"}, "choices": SHOPS}


def page_of(number: int) -> dict[str, Any]:
    items = [
        {"kind": kind, "key": f"q{number}_{at}",
         "label": {"fr": f"Une question sur le marché, la {at + 1}e de la page {number}"}}
        for at, kind in enumerate(KINDS)
    ]  # fmt: skip
    return {"key": f"p{number}", "title": {"fr": f"Le marché, page {number}"}, "items": items}


def long_form() -> dict[str, Any]:
    """Thirty questions and more, one of them with much to set, one to be put right."""
    last = {"key": "last", "title": {"fr": "Vous"}, "items": [GRID, PEOPLE, AGE, SHOP]}
    return {
        "title": {"fr": "Le marché du samedi et les commerces du centre-ville"},
        "pages": [*map(page_of, range(1, 6)), last],
    }


@pytest.fixture
def town() -> Town:
    forget()
    return small_town()


def see(page: Page, live_site: Site, town: Town, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        page.goto(live_site.url(town.host, f"/reglages/{path}"))
        look(page, name)


def test_a_form_of_thirty_questions(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        asked = read_definition(long_form())
        form = operations.add_form(code="long", use="survey", definition=asked, by=SYSTEM).pk
    enter(page, live_site, town)
    page.goto(live_site.url(town.host, f"/reglages/formulaires/{form}/?part=grid"))
    expect(page.locator(".outline__item.is-here")).to_be_in_viewport()
    look(page, "long-grid")
    page.goto(live_site.url(town.host, f"/reglages/formulaires/{form}/?part=meals"))
    for summary in page.get_by_text("Clés utilisables ici").all():
        summary.click()
    look(page, "long-keys")
    assert complaints.heard == []


def test_versions_of_a_form_and_what_was_put_away(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        by = Actor("agent", agent(town, "admin", name="Alix Réglages").pk)
        form = operations.add_form(
            code="marche", use="survey", definition=ready_form("market"), by=by
        )
        operations.publish_draft(form=form, by=by)
        changed = write_definition(ready_form("market"))
        changed["title"] = {"fr": "Le marché du samedi"}
        del changed["pages"][0]["items"][1]
        changed["pages"][0]["items"][0]["required"] = True
        changed["pages"][-1]["items"].append(AGE)
        operations.save_draft(form=form, definition=read_definition(changed), revision=0, by=by)
        operations.publish_draft(form=form, by=by)
        for code in ("le-quai", "la-halle"):
            asked = read_definition({"title": {"fr": code.replace("-", " ").capitalize()}})
            away = operations.add_form(code=code, use="block", definition=asked, by=by)
            operations.offer_form(form=away, is_offered=False, by=by)
        never = Form.objects.get(code="le-quai").pk
    enter(page, live_site, town)
    see(page, live_site, town, {
        "versions": f"formulaires/{form.pk}/versions/",
        "version-2": f"formulaires/{form.pk}/versions/2/",
        "put-away-block": f"formulaires/{never}/?part=form",
    })  # fmt: skip
    page.goto(live_site.url(town.host, "/reglages/formulaires/"))
    page.locator("summary", has_text="Rangé").click()
    look(page, "forms-away")
    assert complaints.heard == []


def test_quotas_of_an_age_and_of_a_choice(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    asked = {"title": {"fr": "Le marché"}, "pages": [
        {"key": "you", "title": {"fr": "Vous"}, "items": [AGE, SHOP]}]}  # fmt: skip
    words = {"title": {"fr": "Idées"}, "pages": [{"key": "you", "title": {"fr": "Vous"}, "items": [
        {"kind": "long_text", "key": "idea", "label": {"fr": "Votre idée"}}]}]}  # fmt: skip
    ages = [(None, 17, 50), (18, 29, 100), (30, 59, 200), (60, None, 150)]
    quotas = [{"key": "age", "from": low, "to": high, "most": most} for low, high, most in ages]
    with town.open():
        full = survey(town, asked, quotas=[*quotas, {"key": "shop", "choice": "s1", "most": 40}])
        none = survey(town, words, code="idees")
    enter(page, live_site, town)
    base = f"enquetes/{full.pk}/quotas/"
    see(page, live_site, town, {"quotas": base, "quotas-none": f"enquetes/{none.pk}/quotas/"})
    page.goto(live_site.url(town.host, f"/reglages/{base}"))
    page.locator('[name="age.1.from"]').fill("45")
    page.locator("main form .btn--primary").click()
    look(page, "quotas-wrong")
    assert complaints.heard == []
