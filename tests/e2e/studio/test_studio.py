"""An administrator sets a town up in a real browser: every page without barrier, at both widths,
light and dark; the main journeys, and what they change."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import (
    DeclineReason,
    ReplyTemplate,
    ServiceGroup,
    ServiceType,
)
from parvis.offer.workflows.queries import newest, transitions
from parvis.offer.workflows.rules import find
from parvis.people import operations as people
from parvis.people.models import Agent, IdentityProvider
from parvis.people.queries import factors
from tests.factories import Town, agent, small_town
from tests.factories.log_in import give_app
from tests.factories.sessions import session_of
from tests.support.pages import (
    Complaints,
    assert_fits,
    assert_no_barrier,
    assert_no_barrier_by_day_or_night,
    look,
)
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


@pytest.fixture
def town() -> Town:
    forget()
    made = small_town()
    with made.open():
        agent(made, "handler", name="Claude Martin")
        catalogue.add_reply_template(
            name="Merci", words="Merci pour {objet}. {agent}", position=1, by=SYSTEM
        )
        people.set_provider(
            code="fc", name="FranceConnect", audience="residents", issuer="https://fc.example",
            client_id="ville", client_secret="x", by=SYSTEM,
        )  # fmt: skip
    return made


def enter(page: Page, site: Site, town: Town, path: str = "/reglages/") -> None:
    """Come in as an administrator who has just shown their second factor."""
    with town.open():
        key = session_of(agent(town, "admin", name="Alix Réglages"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": town.host, "path": "/"}
    page.context.add_cookies([cookie])
    page.goto(site.url(town.host, path))


def pages(town: Town) -> list[str]:
    with town.open():
        return [
            "", "territoire/", "services-municipaux/", "services-municipaux/nouveau/",
            f"services-municipaux/{town.roads.pk}/", f"services-municipaux/{town.roads.pk}/equipe/",
            f"equipes/{town.north.pk}/", "operateurs/", "operateurs/nouveau/",
            f"operateurs/{town.network.pk}/", "agents/",
            "agents/inviter/", f"agents/{Agent.objects.get(display_name='Claude Martin').pk}/",
            "connexions/", "connexions/nouvelle/",
            f"connexions/{IdentityProvider.objects.get().pk}/", "quartiers/",
            "demandes/", "demandes/nouveau/", f"demandes/{town.services['hole'].pk}/",
            f"demandes/{town.services['hole'].pk}/precision/",
            "groupes/nouveau/", "refus/nouveau/",
            f"groupes/{ServiceGroup.objects.get().pk}/", "reponses/",
            f"reponses/{ReplyTemplate.objects.get().pk}/",
            f"refus/{DeclineReason.objects.get().pk}/", "etats/", "etats/waiting_third_party/",
            "etats/received/suite/",
            "jours/",
        ]  # fmt: skip


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_is_without_barrier(
    page: Page, live_site: Site, town: Town, complaints: Complaints, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_site, town)
    for path in pages(town):
        answer = page.goto(live_site.url(town.host, f"/reglages/{path}"))
        assert answer is not None
        assert answer.status == 200, path
        assert_fits(page)
        assert_no_barrier_by_day_or_night(page)
    assert complaints.heard == []


def test_a_department_and_its_team_by_keyboard(desk: Page, live_site: Site, town: Town) -> None:
    enter(desk, live_site, town, "/reglages/services-municipaux/nouveau/")
    desk.locator("#id_name").focus()
    desk.keyboard.type("Espaces verts")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type("1 rue du Parc")
    desk.keyboard.press("Tab")
    desk.keyboard.type("01 99 00 00 09")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Espaces verts")).to_be_visible()
    section = desk.locator("section", has_text="Espaces verts").last
    section.get_by_role("link", name="Nouvelle équipe").focus()
    desk.keyboard.press("Enter")
    desk.locator("#id_name").focus()
    desk.keyboard.type("Jardiniers du nord")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Jardiniers du nord")).to_be_visible()


def test_a_service_with_a_question_is_published(desk: Page, live_site: Site, town: Town) -> None:
    enter(desk, live_site, town, "/reglages/demandes/nouveau/")
    desk.get_by_label("Nom", exact=True).fill("Banc cassé")
    desk.locator("#id_team").select_option(str(town.north.pk))
    desk.get_by_label("À quoi servent les données").fill("Entretenir la ville")
    desk.get_by_role("button", name="Publier").click()
    expect(desk.get_by_role("link", name="Banc cassé", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Banc cassé", exact=True).click()
    desk.get_by_role("button", name="Écrire des questions").click()
    expect(desk.get_by_role("heading", name="Banc cassé").first).to_be_visible()
    with town.open():
        assert ServiceType.objects.get(code="banc-casse").form.use == "service"


def test_districts_from_a_file(desk: Page, live_site: Site, town: Town, tmp_path: Path) -> None:
    ring = [[1.0, 47.0], [1.01, 47.0], [1.01, 47.01], [1.0, 47.01], [1.0, 47.0]]
    document = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": "Bourg neuf", "code": "D0"},
             "geometry": {"type": "Polygon", "coordinates": [ring]}},
        ],
    }  # fmt: skip
    file = tmp_path / "quartiers.geojson"
    file.write_text(json.dumps(document))
    enter(desk, live_site, town, "/reglages/quartiers/")
    desk.locator("#id_file").set_input_files(file)
    desk.get_by_role("button", name="Voir ce qui change").click()
    expect(desk.get_by_role("heading", name="1 s’en va")).to_be_visible()
    assert_no_barrier(desk)
    desk.get_by_role("button", name="Dessiner ainsi les quartiers").click()
    expect(desk.get_by_role("row", name="Bourg neuf")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_every_drawing_shown_is_without_barrier(
    page: Page, live_site: Site, town: Town, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_site, town, f"/reglages/demandes/{town.services['hole'].pk}/")
    page.get_by_text("Choisir un autre dessin").click()
    expect(page.get_by_role("radio", name="Bancs et mobilier")).to_be_visible()
    assert_no_barrier(page)
    assert_fits(page)


def test_a_team_goes_down_and_a_drawing_is_chosen_without_scripts(
    browser: Browser, live_site: Site, town: Town
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    enter(page, live_site, town, "/reglages/services-municipaux/")
    page.get_by_role("button", name="Descendre Voirie nord").click()
    expect(page.get_by_role("button", name="Monter Voirie nord")).to_be_enabled()
    page.goto(live_site.url(town.host, f"/reglages/demandes/{town.services['hole'].pk}/"))
    page.get_by_text("Choisir un autre dessin").click()
    page.get_by_role("radio", name="Trous, chaussée").check()
    page.get_by_role("button", name="Publier").click()
    expect(page).to_have_url(re.compile(r"/reglages/demandes/(\?|$)"))
    with town.open():
        row = ServiceType.objects.select_related("current").get(code="hole")
        assert row.current.icon == "traffic-cone"
    context.close()


def test_colour_and_logo_are_at_the_top_of_the_portal(
    desk: Page, live_site: Site, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGB", (120, 120), "#2c6a4d").save(file)
    enter(desk, live_site, town)
    desk.get_by_label("Nom", exact=True).fill("Villeneuve-la-Belle")
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.locator(".brand__name")).to_contain_text("Villeneuve-la-Belle")
    desk.locator("#id_logo").set_input_files(file)
    desk.get_by_role("button", name="Mettre ce logo").click()
    expect(desk.locator("main .brand__logo img")).to_be_visible()
    desk.goto(live_site.url(town.host, "/accessibilite/"))
    drawn = desk.locator(".brand__logo img").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    assert drawn > 0


def test_ready_words_are_previewed(desk: Page, live_site: Site, town: Town) -> None:
    enter(desk, live_site, town, "/reglages/reponses/nouvelle/")
    desk.locator("#id_name").fill("Bien reçu")
    desk.locator("#id_words").fill("Bonjour, {objet} : nous passons avant le {échéance}.")
    desk.get_by_role("button", name="Aperçu").click()
    expect(desk.get_by_text("Lampadaire éteint : nous passons")).to_be_visible()
    assert_no_barrier(desk)
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("link", name="Bien reçu")).to_be_visible()


def test_a_state_is_said_in_the_towns_own_words(phone: Page, live_site: Site, town: Town) -> None:
    enter(phone, live_site, town, "/reglages/etats/")
    phone.get_by_role("link", name="Changer les mots de l’état En cours").click()
    french = phone.get_by_role("region", name="En français")
    french.get_by_label("Étiquette").fill("Travaux lancés")
    french.get_by_label("Phrase").fill("Les équipes de {direction} sont sur place.")
    phone.get_by_role("button", name="Aperçu").click()
    expect(french.get_by_role("figure")).to_contain_text("Les équipes de Voirie sont sur place.")
    assert_fits(phone)
    assert_no_barrier(phone)
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.get_by_text("Vos mots")).to_be_visible()
    assert_no_barrier(phone)
    phone.goto(live_site.url(town.host, "/reglages/etats/in_progress/"))
    phone.get_by_role("button", name="Revenir aux mots habituels").click()
    expect(phone.get_by_text("Vos mots")).to_have_count(0)


def test_a_town_draws_what_may_follow(phone: Page, live_site: Site, town: Town) -> None:
    enter(phone, live_site, town, "/reglages/etats/received/suite/")
    ended = phone.get_by_role("group", name="Résolue Par qui")
    ended.get_by_label("Sur le terrain").uncheck()
    ways = phone.get_by_role("group", name=re.compile("Résolue|Refusée"))
    ticked = ways.get_by_role("checkbox", checked=True)
    while ticked.count():
        ticked.first.uncheck()
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.get_by_role("alert")).to_contain_text("ne finirait jamais")
    assert_no_barrier(phone)
    ended.get_by_label("Responsable d’équipe").check()
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.locator(".toast")).to_contain_text("C’est enregistré")
    expect(phone.get_by_text("version 1")).to_be_visible()
    with town.open():
        arrows = transitions(newest("standard"))
        assert find(arrows, "received", "resolved").roles == {"lead"}


def test_a_state_that_would_mislead_is_kept_as_typed(
    desk: Page, live_site: Site, town: Town
) -> None:
    enter(desk, live_site, town, "/reglages/etats/in_progress/")
    field = desk.get_by_role("region", name="En français").get_by_label("Étiquette")
    field.fill("Retiré")
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_text("on ne saurait plus si c’est terminé")).to_be_visible()
    expect(field).to_have_value("Retiré")
    assert_no_barrier(desk)


def test_a_reason_is_withdrawn_and_brought_back(phone: Page, live_site: Site, town: Town) -> None:
    with town.open():
        address = f"/reglages/refus/{town.not_ours.pk}/"
    enter(phone, live_site, town, address)
    phone.get_by_role("button", name="Ne plus proposer").click()
    expect(phone.get_by_text("sans raison, rien ne peut être refusé")).to_be_visible()
    assert_no_barrier(phone)
    phone.get_by_text("Raisons retirées").click()
    phone.get_by_role("button", name="Reproposer Ce n'est pas à nous").click()
    expect(phone.get_by_role("link", name="Ce n'est pas à nous")).to_be_visible()
    expect(phone.get_by_text("Raisons retirées")).to_have_count(0)


def test_a_type_for_agents_alone_is_found_at_the_counter_only(
    desk: Page, live_site: Site, town: Town
) -> None:
    enter(desk, live_site, town, f"/reglages/demandes/{town.services['lamp'].pk}/")
    desk.get_by_label("Réservé aux agents").check()
    desk.get_by_role("button", name="Publier").click()
    expect(desk.get_by_text("Les agents seuls")).to_be_visible()
    assert_no_barrier(desk)
    with town.open():
        key = session_of(agent(town, "counter", name="Lou Accueil"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": town.host, "path": "/"}
    desk.context.add_cookies([cookie])
    desk.goto(live_site.url(town.host, "/agents/accueil/"))
    desk.get_by_role("combobox", name="De quoi il s’agit").press_sequentially("lampadaire")
    option = desk.get_by_role("option", name="Lampadaire éteint")
    expect(option).to_contain_text("réservé aux agents")
    option.click()
    expect(desk.get_by_text("le portail ne le propose pas")).to_be_visible()
    assert_no_barrier(desk)
    desk.goto(live_site.url(town.host, "/signaler/?q=lampadaire"))
    expect(desk.get_by_text("Lampadaire éteint")).to_have_count(0)


def test_a_day_off_is_added_and_taken_back(phone: Page, live_site: Site, town: Town) -> None:
    enter(phone, live_site, town, "/reglages/jours/")
    phone.locator("#id_day").fill("2031-05-02")
    phone.locator("#id_name").fill("Pont de mai")
    phone.get_by_role("button", name="Ajouter ce jour").click()
    expect(phone.get_by_text("Pont de mai")).to_be_visible()
    phone.get_by_role("button", name="Retirer Pont de mai").click()
    expect(phone.get_by_text("Pont de mai")).to_have_count(0)


def test_an_agent_is_invited(desk: Page, live_site: Site, town: Town) -> None:
    enter(desk, live_site, town, "/reglages/agents/inviter/")
    desk.get_by_label("Adresse e-mail").fill("nouvelle@essai.example")
    desk.locator("#id_display_name").fill("Sacha Nouvelle")
    desk.get_by_label("Accueil et téléphone").check()
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("link", name="Sacha Nouvelle")).to_be_visible()


def test_an_agent_who_lost_their_telephone_chooses_anew(
    desk: Page, live_site: Site, town: Town
) -> None:
    with town.open():
        lost = Agent.objects.get(display_name="Claude Martin")
        give_app(lost)
    enter(desk, live_site, town, f"/reglages/agents/{lost.pk}/")
    desk.get_by_role("link", name="Lui laisser choisir une nouvelle deuxième étape").click()
    look(desk, "deuxieme-etape")
    desk.get_by_role("button", name="Retirer sa deuxième étape").click()
    expect(desk.locator(".toast[data-toast]")).to_contain_text("Nous lui écrivons")
    with town.open():
        assert not factors(lost.account).enrolled
