"""A survey answered in a real browser: on a phone, without script, and how its pages look."""

import re

import pytest
from playwright.sync_api import Page, expect

from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys import operations as surveys
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import Complaints, assert_fits, assert_no_barrier, awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)
    awake(page)


def go_on(page: Page, name: str = "Continuer") -> None:
    page.locator(".flow__foot").get_by_role("button", name=name).click()


def tick(page: Page, words: str) -> None:
    page.locator("label").filter(has_text=re.compile(rf"^{words}(\s|$)")).first.click()


def agree(page: Page) -> None:
    """To a signed answer's being kept as one's own."""
    page.locator("#agreed").check()


def test_on_a_phone(live_site: Site, phone: Page, town: Town, complaints: Complaints) -> None:
    phone.goto(live_site.url(town.host, "/enquetes/marche/"))
    heading(phone, "Le marché du samedi")
    phone.get_by_role("link", name="Commencer").click()
    heading(phone, "Le marché")
    expect(phone.get_by_text("Qu’y achetez-vous")).to_be_hidden()
    tick(phone, "Oui")
    expect(phone.get_by_text("Qu’y achetez-vous")).to_be_visible()
    tick(phone, "Du poisson")
    tick(phone, "Content")
    assert_no_barrier(phone)
    assert_fits(phone)
    go_on(phone)
    heading(phone, "Relisez")
    assert_no_barrier(phone)
    go_on(phone, "Envoyer")
    heading(phone, "Merci")
    with town.open():
        assert SealedAnswer.objects.count() == 1
    assert complaints.heard == []


def test_what_was_begun_is_shown_to_whoever_says_it_is_theirs(
    live_site: Site, phone: Page, town: Town
) -> None:
    begun = live_site.url(town.host, "/enquetes/marche/repondre/")
    phone.goto(begun)
    heading(phone, "Le marché")
    tick(phone, "Oui")
    phone.reload()
    awake(phone)
    yes = phone.get_by_label("Oui", exact=True)
    expect(yes).not_to_be_checked()
    offer = phone.get_by_role("button", name="Oui, la reprendre")
    expect(offer).to_be_visible()
    assert_no_barrier(phone)
    assert_fits(phone)
    look(phone, "survey-begun-by-somebody")
    offer.press("Enter")
    expect(yes).to_be_checked()
    expect(yes).to_be_focused()
    phone.reload()
    awake(phone)
    phone.get_by_role("button", name="Non, l’effacer").press("Enter")
    expect(phone.get_by_text("C’est effacé.").first).to_be_visible()
    expect(yes).not_to_be_checked()
    phone.reload()
    awake(phone)
    expect(phone.get_by_role("button", name="Oui, la reprendre")).to_have_count(0)


def test_what_is_sensitive_is_never_kept_by_the_browser(
    live_site: Site, phone: Page, town: Town
) -> None:
    asked = [
        {"kind": "text", "key": "street", "label": {"fr": "Votre rue"}},
        {"kind": "text", "key": "health", "label": {"fr": "Votre santé"}, "privacy": "sensitive"},
        {"kind": "iban", "key": "bank", "label": {"fr": "Votre IBAN"}, "privacy": "personal"},
    ]
    with town.open():
        form = {"languages": ["fr"], "title": {"fr": "Aide"},
                "pages": [{"key": "you", "items": asked}]}  # fmt: skip
        survey(town, form, code="aide", is_anonymous=False)
    phone.goto(live_site.url(town.host, "/enquetes/aide/repondre/"))
    awake(phone)
    for label, words in (("rue", "Les Tanneurs"), ("santé", "SECRET-1"), ("IBAN", "SECRET-2")):
        phone.get_by_label(f"Votre {label}").fill(words)
    phone.reload()
    kept = phone.evaluate("JSON.stringify(localStorage)")
    assert "Les Tanneurs" in kept
    assert "SECRET" not in kept


def test_without_any_script(live_site: Site, plain: Page, town: Town) -> None:
    plain.goto(live_site.url(town.host, "/enquetes/tout/repondre/"))
    heading(plain, "Vous")
    go_on(plain)
    expect(plain.locator("#mistakes")).to_contain_text("réponses sont à revoir")
    expect(plain.locator("#mistakes")).to_be_focused()
    plain.locator("#mistakes a").first.click()
    plain.locator("#q-text").fill("Les Tanneurs")
    tick(plain, "Oui")
    go_on(plain)
    expect(plain.locator(".answering [role=status]")).to_contain_text("Encore 2 questions")
    tick(plain, "Vers midi")
    go_on(plain)
    heading(plain, "Vos avis")
    go_on(plain, "Retour")
    heading(plain, "Vous")
    expect(plain.locator("#q-text")).to_have_value("Les Tanneurs")
    go_on(plain)
    heading(plain, "Vos avis")
    go_on(plain)
    heading(plain, "Chez vous")
    plain.get_by_role("button", name="Ajouter : enfant").click()
    expect(plain.get_by_role("heading", name="Enfant 1")).to_be_focused()
    plain.locator("#q-children-0-child").fill("Ana")
    plain.locator("#q-children-0-age").fill("2")
    go_on(plain)
    heading(plain, "Vos coordonnées")
    tick(plain, "Je certifie que ce que je dis est vrai.")
    assert_fits(plain)
    go_on(plain)
    heading(plain, "Vos lieux")
    plain.locator("#q-town").fill("Commune 3")
    go_on(plain)
    heading(plain, "Relisez")
    go_on(plain, "Envoyer")
    expect(plain.locator("#agreed-problem")).to_contain_text("Rien n’est encore parti")
    expect(plain.locator("#agreed")).to_be_focused()
    agree(plain)
    go_on(plain, "Envoyer")
    heading(plain, "Merci")
    with town.open():
        given = Answer.objects.get()
        assert given.answers["town"] == "c2"
        assert given.answers["children"] == [{"child": "Ana", "age": 2}]


def test_each_page_looks_right(live_site: Site, page: Page, town: Town) -> None:
    page.goto(live_site.url(town.host, "/enquetes/"))
    heading(page, "Qu’en pensez-vous")
    look(page, "surveys")
    page.goto(live_site.url(town.host, "/enquetes/tout/"))
    heading(page, "Tout sur le marché")
    look(page, "survey")
    page.get_by_role("link", name="Commencer").click()
    heading(page, "Vous")
    look(page, "answer-you")
    go_on(page)
    expect(page.locator("#mistakes")).to_be_focused()
    look(page, "answer-wrong")
    page.locator("#q-text").fill("Les Tanneurs")
    tick(page, "Oui")
    go_on(page)
    heading(page, "Vos avis")
    look(page, "answer-views")
    go_on(page)
    page.get_by_role("button", name="Ajouter : enfant").click()
    expect(page.get_by_role("heading", name="Enfant 1")).to_be_focused()
    page.locator("#q-children-0-child").fill("Ana")
    page.locator("#q-children-0-age").fill("7")
    look(page, "answer-block")
    go_on(page)
    heading(page, "Vos coordonnées")
    look(page, "answer-who")
    tick(page, "Je certifie que ce que je dis est vrai.")
    go_on(page)
    heading(page, "Vos lieux")
    tick(page, "Nord")
    expect(page.get_by_text("Nordheim")).to_be_visible()
    look(page, "answer-lists")
    go_on(page)
    heading(page, "Relisez")
    look(page, "answer-summary")
    go_on(page, "Envoyer")
    expect(page.locator("#agreed")).to_be_focused()
    look(page, "answer-unagreed")
    agree(page)
    go_on(page, "Envoyer")
    heading(page, "Merci")
    look(page, "answer-thanks")


def test_what_was_typed_is_there_again_and_lists_are_searched(
    live_site: Site, phone: Page, town: Town, complaints: Complaints
) -> None:
    phone.goto(live_site.url(town.host, "/enquetes/tout/repondre/"))
    heading(phone, "Vous")
    phone.locator("#q-text").fill("Les Tanneurs")
    tick(phone, "Non")
    phone.reload()
    heading(phone, "Vous")
    phone.get_by_role("button", name="Oui, la reprendre").click()
    expect(phone.locator("#q-text")).to_have_value("Les Tanneurs")
    go_on(phone)
    heading(phone, "Chez vous")
    go_on(phone)
    heading(phone, "Vos coordonnées")
    phone.locator("#q-place").fill("3 rue des tanneurs")
    phone.get_by_role("option", name=re.compile("3 Rue des Tanneurs")).click()
    expect(phone.locator("#q-place-lon")).to_have_value(re.compile(r"1\.005"))
    phone.locator("parvis-map").scroll_into_view_if_needed()
    expect(phone.locator("parvis-map[data-ready]")).to_be_visible()
    tick(phone, "Je certifie que ce que je dis est vrai.")
    go_on(phone)
    heading(phone, "Vos lieux")
    phone.locator("#q-town").fill("commune 29")
    phone.get_by_role("option", name="Commune 290", exact=True).click()
    expect(phone.locator("#q-town-key")).to_have_value("c289")
    go_on(phone)
    heading(phone, "Relisez")
    expect(phone.get_by_text("Commune 290")).to_be_visible()
    expect(phone.get_by_text("3 Rue des Tanneurs")).to_be_visible()
    assert complaints.heard == []


def test_a_ranking_is_made_with_two_buttons(live_site: Site, phone: Page, town: Town) -> None:
    phone.goto(live_site.url(town.host, "/enquetes/tout/repondre/"))
    heading(phone, "Vous")
    phone.locator("#q-text").fill("Les Tanneurs")
    tick(phone, "Oui")
    go_on(phone)
    heading(phone, "Vos avis")
    phone.get_by_role("button", name="Monter : L’ombre").click()
    expect(phone.locator("#q-ranking-c2")).to_have_value("2")
    phone.locator("#q-amount").fill("10,5")
    expect(phone.locator("output")).to_have_text("546")
    phone.set_viewport_size({"width": 320, "height": 640})
    assert_fits(phone)


def test_pages_around_a_survey_look_right(live_site: Site, page: Page, town: Town) -> None:
    with town.open():
        asked = survey(town, code="invites", door="invited", is_anonymous=False)
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        over = survey(town, code="fini")
        surveys.close_survey(survey=over, by=SYSTEM)
        link = f"/enquetes/invites/invitation/{token_of(one)}/"
    for path, words, name in (
        ("/", "Qu’avez-vous à nous dire", "home"),
        ("/enquetes/marche/bouton/", "Un bouton", "survey-button"),
        ("/enquetes/fini/", "Le marché du samedi", "survey-over"),
        ("/enquetes/marche/suite/abc/", "Ce lien ne mène nulle part", "survey-no-link"),
        (link, "Le marché du samedi", "survey-invited"),
    ):
        page.goto(live_site.url(town.host, path))
        heading(page, words)
        look(page, name)
    page.get_by_role("button", name="Commencer").click()
    heading(page, "Le marché")
    tick(page, "Non")
    page.get_by_role("button", name="Finir plus tard").click()
    heading(page, "Vos réponses sont gardées")
    look(page, "survey-later")
    page.get_by_role("link", name="Reprendre maintenant").click()
    heading(page, "Le marché")
    expect(page.get_by_role("radio", name="Non")).to_be_checked()
    look(page, "survey-resumed")
    go_on(page)
    heading(page, "Pourquoi")


def test_a_row_taken_out_does_not_come_back(live_site: Site, phone: Page, town: Town) -> None:
    phone.goto(live_site.url(town.host, "/enquetes/tout/repondre/"))
    heading(phone, "Vous")
    phone.locator("#q-text").fill("Les Tanneurs")
    tick(phone, "Non")
    go_on(phone)
    heading(phone, "Chez vous")
    for at, name in enumerate(("Ana", "Ben")):
        phone.get_by_role("button", name=re.compile("^Ajouter")).click()
        expect(phone.get_by_role("heading", name=f"Enfant {at + 1}")).to_be_focused()
        awake(phone)
        phone.locator(f"#q-children-{at}-child").fill(name)
    phone.get_by_role("button", name="Retirer Enfant 1").click()
    expect(phone.get_by_role("heading", name="Enfant 2")).to_have_count(0)
    awake(phone)
    expect(phone.locator("#q-children-0-child")).to_have_value("Ben")


def test_what_was_chosen_can_be_taken_back(live_site: Site, phone: Page, town: Town) -> None:
    ends = [{"key": "a", "label": {"fr": "Bien"}}, {"key": "b", "label": {"fr": "Mal"}}]
    rows = [{"key": "r", "label": {"fr": "Les prix"}}, {"key": "s", "label": {"fr": "Le lieu"}}]
    items = [
        {"kind": "choice", "key": "hour", "label": {"fr": "À quelle heure ?"}, "choices": ends},
        {"kind": "scale", "key": "mood", "label": {"fr": "En êtes-vous content ?"},
         "style": "faces"},
        {"kind": "scale", "key": "advice", "label": {"fr": "Le conseilleriez-vous ?"}},
        {"kind": "matrix", "key": "views", "label": {"fr": "Que pensez-vous…"}, "choices": ends,
         "rows": rows},
    ]  # fmt: skip
    with town.open():
        form = {"languages": ["fr"], "title": {"fr": "T"}, "pages": [{"key": "p", "items": items}]}
        survey(town, form, code="repris")
    phone.goto(live_site.url(town.host, "/enquetes/repris/repondre/"))
    awake(phone)
    none = phone.get_by_label("Sans réponse")
    for at in range(none.count()):
        expect(none.nth(at)).to_be_hidden()
    for name, value in (("hour", "a"), ("mood", "4"), ("advice", "7"), ("views-r", "b")):
        phone.locator(f"[name=q-{name}][value='{value}']").check(force=True)
    assert none.count() == 5
    expect(none.nth(4)).to_be_hidden()
    assert_no_barrier(phone)
    assert_fits(phone)
    look(phone, "survey-taken-back")
    none.first.check()
    expect(phone.locator("[name=q-hour]:checked")).to_have_value("")
