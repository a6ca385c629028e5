"""An agent's day in a real browser: a queue worked without a mouse, on a desk and on a phone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

from parvis.act.cases import operations
from parvis.act.cases.models import Case
from parvis.capture.reports.rules import Contact
from parvis.flows.take_in_batch import take_in_batch
from parvis.flows.work_on_case import actor
from parvis.offer.catalogue.models import ReplyTemplate
from parvis.people.models import Agent
from tests.factories import Town, agent, report, said, small_town
from tests.factories.portal_town import portal_town
from tests.factories.sessions import session_of
from tests.support.pages import (
    Complaints,
    assert_fits,
    assert_no_barrier,
    awake,
    drawn,
    look,
)
from tests.support.readers import catch_up
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def town_with_work(*roles: str) -> tuple[Town, Agent, list[Case]]:
    town = small_town()
    with town.open():
        someone = agent(town, *roles, name="Claire Morel")
        cases = [
            report(town, kind, email=f"p{number}@essai.example").case
            for number, kind in enumerate(["hole", "lamp", "noise", "canteen"])
        ]
    return town, someone, cases


def enter(page: Page, site: Site, town: Town, someone: Agent, path: str = "/agents/") -> None:
    with town.open():
        key = session_of(someone)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": key,
                "domain": town.host,
                "path": "/",
            }
        ]
    )
    page.goto(site.url(town.host, path))
    awake(page)


def settled(page: Page) -> None:
    """What was exchanged on the page is in its place, and has the focus for good."""
    under_way = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    expect(page.locator(under_way)).to_have_count(0)


def state(town: Town, case: Case) -> str:
    with town.open():
        return Case.objects.get(pk=case.pk).state


def test_a_queue_is_worked_without_a_mouse(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone)
    expect(desk.locator(".queue__item")).to_have_count(4)
    assert_no_barrier(desk)
    desk.keyboard.press("j")
    expect(desk.locator(".queue__item").first.locator("a")).to_be_focused()
    desk.keyboard.press("o")
    expect(desk.locator(f'.case[data-case="{cases[0].pk}"]')).to_be_visible()
    expect(desk).to_have_url(re.compile(rf"/demandes/{cases[0].pk}/"))
    assert_no_barrier(desk)
    desk.keyboard.press("r")
    expect(desk.locator("#words")).to_be_focused()
    settled(desk)
    desk.keyboard.type("Bonjour, nous passons demain matin.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    expect(desk.get_by_label("Note pour les collègues")).to_be_focused()
    settled(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    expect(desk.locator("#target")).to_be_focused()
    assert_no_barrier(desk)
    desk.locator("#target").select_option("resolved")
    desk.get_by_role("button", name="Changer l’état").press("Enter")
    expect(desk.locator(".case .chips")).to_contain_text("Réglée")
    assert state(town, cases[0]) == "resolved"
    assert complaints.heard == []


@pytest.mark.parametrize(("letter", "field"), [("a", "#to"), ("r", "#words"), ("s", "#target")])
def test_from_the_queue_a_letter_opens_the_request_at_the_right_place(
    desk: Page, live_site: Site, complaints: Complaints, letter: str, field: str
) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone)
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    second = desk.locator(".queue__item").nth(1)
    expect(second.locator("a")).to_be_focused()
    desk.keyboard.press(letter)
    opened = second.get_attribute("data-id")
    expect(desk.locator(f'.case[data-case="{opened}"]')).to_be_visible()
    expect(desk.locator(f"#composer {field}")).to_be_focused()
    assert len(cases) == 4
    assert complaints.heard == []


def test_a_letter_is_meant_for_the_highlighted_request_not_for_the_open_one(
    desk: Page, live_site: Site
) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    ids = [desk.locator(".queue__item").nth(at).get_attribute("data-id") for at in range(3)]
    desk.keyboard.press("j")
    desk.keyboard.press("o")
    expect(desk.locator(f'.case[data-case="{ids[0]}"]')).to_be_visible()
    settled(desk)
    desk.keyboard.press("j")
    expect(desk.locator(".queue__item").nth(1).locator("a")).to_be_focused()
    desk.keyboard.press("s")
    expect(desk.locator(f'.case[data-case="{ids[1]}"] #target')).to_be_focused()
    settled(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    expect(desk.locator(".queue__item").nth(2).locator("a")).to_be_focused()
    desk.keyboard.press("m")
    expect(desk.locator(f'.case[data-case="{ids[2]}"] .timeline')).to_contain_text("a pris")
    with town.open():
        taken = Case.objects.filter(assignee=someone).values_list("pk", flat=True)
        assert [str(pk) for pk in taken] == [ids[2]]


def test_filters_acts_on_several_and_the_next_page_are_reached_by_keys(
    desk: Page, live_site: Site
) -> None:
    town, someone, _ = town_with_work()
    with town.open():
        take_in_batch(new=[said(town, "lamp") for _ in range(50)])
    enter(desk, live_site, town, someone)
    desk.keyboard.press("f")
    expect(desk.locator("#f-groupe")).to_be_focused()
    assert_no_barrier(desk)
    desk.keyboard.press("Escape")
    expect(desk.locator("#f-groupe")).to_be_hidden()
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.keyboard.press("b")
    expect(desk.locator("#bulk-what")).to_be_focused()
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#keys-help")).to_be_visible()
    for letter in "jkorastnmzxbf/wp":
        expect(desk.locator("#keys-help kbd", has_text=re.compile(f"^{letter}$"))).to_be_visible()
    assert_no_barrier(desk)
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys-help")).to_be_hidden()
    desk.keyboard.press("n")
    expect(desk).to_have_url(re.compile("apres="))
    expect(desk.locator(".queue__item")).to_have_count(4)


def test_a_request_opens_beside_the_list_which_stays(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, "/agents/?vue=all")
    expect(desk.locator("#bulk")).to_be_hidden()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    for number in (1, 2):
        row = desk.locator(".queue__item").nth(number)
        row.locator("a").click()
        expect(row).to_have_class(re.compile("is-here"))
        opened = row.get_attribute("data-id")
        expect(desk.locator(f'.case[data-case="{opened}"]')).to_be_visible()
        expect(desk.locator("#main")).to_be_focused()
    expect(desk.locator(".queue__item.is-here")).to_have_count(1)
    assert not [url for url in asked if re.search(r"/agents/(a-cote/)?(\?|$)", url)]
    # Read anew, the list comes back by itself beside the same request.
    desk.reload()
    expect(desk.locator(f'.queue__item.is-here[data-id="{opened}"]')).to_be_visible()
    expect(desk.locator(".queue__item")).to_have_count(len(cases))
    assert_no_barrier(desk)
    desk.keyboard.press("k")
    expect(desk.locator(".queue__item").nth(1).locator("a")).to_be_focused()
    desk.go_back()
    expect(desk.locator(f'.case[data-case="{opened}"]')).to_have_count(0)
    assert complaints.heard == []


def test_several_at_once_without_scripts(browser: Browser, live_site: Site) -> None:
    town, someone, _ = town_with_work()
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    enter(page, live_site, town, someone)
    page.locator(".queue__pick").first.check()
    page.locator("#bulk-what").select_option("priority:4")
    page.get_by_role("button", name="Faire", exact=True).click()
    expect(page.locator("form[data-undo]")).to_be_visible()
    with town.open():
        assert Case.objects.filter(priority=4).count() == 1
    page.locator(".queue__title").first.click()
    page.get_by_role("link", name="Retour à la liste").click()
    expect(page.locator(".queue__item")).to_have_count(4)
    context.close()


def height(box: Locator) -> float:
    """How much of the page something takes, in pixels."""
    return float(box.evaluate("box => box.getBoundingClientRect().height"))


def test_a_reply_is_previewed_then_sent_then_shown(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    box = desk.locator("#composer")
    at_rest = height(box)
    assert_no_barrier(desk)
    desk.locator("#words").focus()
    assert height(box) > at_rest + 80
    desk.locator("#words").fill("Au sujet de {objet} : nous passons demain.")
    desk.get_by_role("heading", level=1).click()
    assert height(box) > at_rest + 80, "what was begun stays open"
    desk.get_by_role("button", name="Relire").click()
    expect(desk.locator("#composer .message--us")).to_contain_text("Au sujet de Nid-de-poule")
    assert_no_barrier(desk)
    desk.get_by_role("button", name="Envoyer").click()
    expect(desk.locator(".timeline")).to_contain_text("Au sujet de Nid-de-poule")


def with_ready_words(town: Town) -> None:
    with town.open():
        ReplyTemplate.objects.create(name="Merci", words="Merci pour {objet}.", position=1)
        ReplyTemplate.objects.create(name="Bientôt", words="C’est pour bientôt.", position=2)


def test_ready_words_come_into_the_reply_and_keep_what_was_typed(
    desk: Page, live_site: Site
) -> None:
    town, someone, cases = town_with_work()
    with_ready_words(town)
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    words, template = desk.locator("#words"), desk.get_by_label("Partir d’un modèle")
    words.fill("Bonjour,")
    template.select_option(label="Merci")
    expect(words).to_have_value("Bonjour,\n\nMerci pour Nid-de-poule.")
    settled(desk)
    assert_no_barrier(desk)
    template.select_option(label="Bientôt")
    expect(words).to_have_value("Bonjour,\n\nC’est pour bientôt.")
    expect(template.locator("option:checked")).to_have_text("Bientôt")
    desk.reload()
    awake(desk)
    expect(words).to_have_value("Bonjour,\n\nC’est pour bientôt.")


def test_ready_words_without_scripts(browser: Browser, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    with_ready_words(town)
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    enter(page, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    page.locator("#words").fill("Bonjour,")
    page.get_by_label("Partir d’un modèle").select_option(label="Merci")
    page.locator('#reply-form button[formaction*="/modele/"]').click()
    expect(page.locator("#words")).to_have_value("Bonjour,\n\nMerci pour Nid-de-poule.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".timeline")).to_contain_text("Merci pour Nid-de-poule")
    context.close()


def test_several_at_once_then_undone(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    for _ in range(2):
        desk.keyboard.press("j")
        desk.keyboard.press("x")
    expect(desk.locator("#bulk")).to_be_visible()
    assert_no_barrier(desk)
    desk.locator("#bulk-what").select_option("priority:4")
    desk.get_by_role("button", name="Faire", exact=True).click()
    undo = desk.locator("form[data-undo]")
    expect(undo).to_contain_text("2 demandes")
    assert_no_barrier(desk)
    with town.open():
        assert Case.objects.filter(priority=4).count() == 2
    undo.get_by_role("button", name="Annuler").click()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("comme avant")
    with town.open():
        assert Case.objects.filter(priority=4).count() == 0


def test_the_offer_to_undo_stands_beside_what_was_left_alone(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    # Nobody but Marc is to change them meanwhile: the house acknowledges what comes in.
    catch_up()
    with town.open():
        other = agent(town, name="Marc Petit")
    enter(desk, live_site, town, someone)
    for box in desk.locator(".queue__pick").all():
        box.check()
    with town.open():
        operations.set_priority(case=cases[1].pk, priority=3, by=actor(other))
    desk.locator("#bulk-what").select_option("priority:4")
    desk.get_by_role("button", name="Faire", exact=True).click()
    said = desk.locator(".toast[data-toast]")
    expect(said).to_contain_text(f"{cases[1].reference} (par Marc Petit)")
    assert_no_barrier(desk)
    # Neither hides the other.
    said.get_by_role("link").click(trial=True)
    desk.locator("form[data-undo]").get_by_role("button").click()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("3 demandes")
    with town.open():
        assert sorted(Case.objects.values_list("priority", flat=True)) == [2, 2, 2, 3]


def test_two_agents_see_each_other(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    with town.open():
        other = agent(town, name="Marc Petit")
    path = f"/agents/demandes/{cases[0].pk}/"
    second = desk.context.browser.new_context(locale="fr-FR").new_page()
    enter(second, live_site, town, other, path)
    expect(second.locator("[data-presence]")).to_be_hidden()
    enter(desk, live_site, town, someone, path)
    expect(desk.locator("[data-presence]")).to_contain_text("Marc Petit regarde aussi")
    expect(second.locator("[data-presence]")).to_contain_text("Claire Morel regarde aussi")
    second.context.close()


def test_handing_over_taking_and_undoing_by_their_letters(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(desk, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    desk.keyboard.press("t")
    expect(desk.locator("#composer select").first).to_be_focused()
    drawn(desk)
    desk.keyboard.press("Escape")
    expect(desk.locator("#composer select").first).not_to_be_focused()
    desk.keyboard.press("m")
    expect(desk.locator("form[data-undo]")).to_be_visible()
    with town.open():
        assert Case.objects.get(pk=cases[0].pk).assignee_id == someone.pk
    desk.keyboard.press("z")
    expect(desk.locator(".toast[data-toast]")).to_contain_text("comme avant")
    with town.open():
        assert Case.objects.get(pk=cases[0].pk).assignee_id is None


def test_at_the_counter_letters_lead_to_the_words_and_to_the_person(
    desk: Page, live_site: Site
) -> None:
    town, someone, _ = town_with_work("counter")
    enter(desk, live_site, town, someone, "/agents/accueil/")
    desk.keyboard.press("Escape")
    for letter, field in (("p", "#name"), ("w", "#words")):
        desk.keyboard.press(letter)
        expect(desk.locator(field)).to_be_focused()
        expect(desk.locator(field)).to_have_value("")
        desk.keyboard.press("Escape")


def test_letters_turned_off_do_nothing_until_they_are_turned_on_again(
    desk: Page, live_site: Site
) -> None:
    town, someone, _ = town_with_work()
    enter(desk, live_site, town, someone)
    desk.keyboard.press("?")
    assert_no_barrier(desk)
    desk.locator("#keys-help").get_by_role("button", name="Désactiver").click()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("désactivés")
    awake(desk)
    for letter in ("j", "f", "?"):
        desk.keyboard.press(letter)
    expect(desk.locator(".queue__item.is-here")).to_have_count(0)
    expect(desk.locator("#keys-help")).to_be_hidden()
    expect(desk.locator(".kbd:visible")).to_have_count(0)
    desk.goto(live_site.url(town.host, "/compte/securite/"))
    look(desk, "touches")
    desk.get_by_role("button", name="Activer les raccourcis").click()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("sont activés")
    desk.goto(live_site.url(town.host, "/agents/"))
    awake(desk)
    desk.keyboard.press("j")
    expect(desk.locator(".queue__item.is-here")).to_have_count(1)


@pytest.mark.parametrize("path", ["/agents/", "/agents/?vue=late", "/agents/accueil/"])
def test_pages_fit_a_phone_without_barrier(phone: Page, live_site: Site, path: str) -> None:
    town, someone, _ = town_with_work()
    enter(phone, live_site, town, someone, path)
    assert_fits(phone)
    assert_no_barrier(phone)


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_to_do_and_what_changed_meanwhile_are_without_barrier(
    page: Page, live_site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    town, someone, cases = town_with_work()
    enter(page, live_site, town, someone, "/agents/?q=introuvable")
    expect(page.locator(".queue.empty")).to_be_visible()
    assert_fits(page)
    assert_no_barrier(page)
    page.goto(live_site.url(town.host, f"/agents/demandes/{cases[0].pk}/?agir=reply"))
    with town.open():
        operations.note(case=cases[0].pk, words="Vu sur place.", by=actor(someone))
        operations.set_priority(case=cases[0].pk, priority=3, by=actor(someone))
    page.locator("#words").fill("Nous passons.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#problem")).to_be_visible()
    expect(page.locator("#words")).to_have_value("Nous passons.")
    assert_fits(page)
    assert_no_barrier(page)


@pytest.mark.parametrize("mode", ["reply", "note", "assign", "state", "hand_over"])
def test_each_way_to_work_fits_a_phone(phone: Page, live_site: Site, mode: str) -> None:
    town, someone, cases = town_with_work()
    enter(phone, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/?agir={mode}")
    assert_fits(phone)
    assert_no_barrier(phone)


def test_the_counter_finds_the_person_while_typing_and_prints(desk: Page, live_site: Site) -> None:
    town, someone, _ = town_with_work("counter")
    with town.open():
        report(town, contact=Contact(name="Zoé Dupré"))
    enter(desk, live_site, town, someone, "/agents/accueil/")
    desk.locator("#words").fill("Le lampadaire est éteint.")
    desk.locator("#service-words").press_sequentially("lampadaire")
    desk.get_by_role("option", name="ampadaire").click()
    expect(desk.locator("#service")).not_to_have_value("")
    desk.locator("#address").fill("devant la mairie")
    desk.locator("#name").press_sequentially("zo")
    expect(desk.locator("#person")).to_contain_text("Zoé Dupré")
    assert_no_barrier(desk)
    desk.get_by_role("button", name=re.compile("imprimer le reçu")).click()
    expect(desk.locator(".slip__code")).to_have_text(re.compile(r"\w+-\d+"))
    assert_no_barrier(desk)


def test_the_counter_adds_somebody_to_what_is_known_already(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town = portal_town()
    with town.open():
        someone = agent(town, "counter")
        known = report(town, "hole").case
    enter(desk, live_site, town, someone, "/agents/accueil/")
    desk.locator("#words").fill("Il y a un trou, ma fille est tombée.")
    desk.locator("#service-words").press_sequentially("nid de poule")
    desk.get_by_role("option", name="Nid-de-poule").click()
    desk.locator("#address").press_sequentially("3 rue des tanneurs")
    desk.get_by_role("option", name="3 Rue des Tanneurs").click()
    expect(desk.locator("#alike")).to_contain_text("C’est peut-être déjà connu")
    desk.locator("#email").fill("zoe@essai.example")
    desk.locator("input[name=news]").check()
    assert_no_barrier(desk)
    assert_fits(desk)
    desk.get_by_role("button", name="C’est celle-ci").click()
    expect(desk.locator(".slip__code")).to_have_text(re.compile(r"\w+-\d+"))
    with town.open():
        assert Case.objects.get(pk=known.pk).follower_count == known.follower_count + 1
        assert Case.objects.count() == 1
    desk.get_by_role("link", name="Retour").click()
    expect(desk.locator("#words")).to_have_value("")
    expect(desk.locator("#email")).to_have_value("")
    assert complaints.heard == []


def test_somebody_else_is_added_from_the_request_itself(phone: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    enter(phone, live_site, town, someone, f"/agents/demandes/{cases[0].pk}/")
    phone.get_by_text("Quelqu’un d’autre dit la même chose").click()
    phone.get_by_label("Ce que la personne ajoute").fill("Moi aussi.")
    assert_fits(phone)
    assert_no_barrier(phone)
    phone.get_by_role("button", name="L’ajouter", exact=True).click()
    expect(phone.locator(".timeline")).to_contain_text("Moi aussi.")
    phone.get_by_text("Quelqu’un d’autre dit la même chose").click()
    expect(phone.get_by_label("Ce que la personne ajoute")).to_have_value("")


def test_a_reply_that_left_is_not_offered_again(desk: Page, live_site: Site) -> None:
    town, someone, cases = town_with_work()
    where = f"/agents/demandes/{cases[0].pk}/?agir=reply"
    enter(desk, live_site, town, someone, where)
    desk.locator("#words").fill("Nous passons demain.")
    desk.get_by_role("button", name="Envoyer", exact=True).click()
    expect(desk.locator(".timeline")).to_contain_text("Nous passons demain.")
    awake(desk)
    desk.goto(live_site.url(town.host, where))
    awake(desk)
    expect(desk.locator("#words")).to_have_value("")
