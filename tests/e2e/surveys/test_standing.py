"""Asked after a request or a visit: set in the studio, handed over at the desk, answered or not by
whoever is asked, read in the cockpit."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Case
from parvis.authorities import operations as authorities
from parvis.authorities.queries import calendar
from parvis.capture.answers.models import Answer, CardsHanded, Invitation
from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.foundation.clock import now
from parvis.inform.dashboards.rebuilding import rebuild
from parvis.inform.invitations import after_case
from parvis.journal.rules import SYSTEM
from tests.factories.agents import agent
from tests.factories.log_in import log_in_page
from tests.factories.reports import report
from tests.factories.sessions import session_of
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

GLAD, SORRY = {"comes": "yes", "mood": 5}, {"comes": "yes", "mood": 2}


def inside(page: Page, site: Site, town: Town, path: str, *roles: str) -> None:
    with town.open():
        key = session_of(agent(town, *roles, name="Claire Morel"))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": key, "domain": town.host, "path": "/"}])
    page.goto(site.url(town.host, path))


def asked_after_case(town: Town) -> str:
    """The follow-up page of a request that ended, and about which its author was asked."""
    asked = survey(town, code="apres", kind="satisfaction", door="invited", asked_after="case")
    receipt = report(town, email="ada@exemple.fr")
    Case.objects.filter(pk=receipt.case.pk).update(closed_at=now(), state="resolved")
    row = after_case.note(asked, receipt.case, after_case.ASKED, now().date())
    person = Invited(email="ada@exemple.fr", occasion=receipt.case.pk)
    [invitation] = invite(survey=asked, people=[person], by=SYSTEM)
    assert row is not None
    after_case.invited_with(row, invitation)
    return f"/suivi/{receipt.report.pk}/{receipt.token}/"


def test_a_closed_request_leads_to_its_questions_or_to_none_any_more(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        follow_up = asked_after_case(town)
        token = token_of(Invitation.objects.get())
    page.goto(live_site.url(town.host, follow_up))
    look(page, "apres-suivi")
    page.get_by_role("link", name="Répondre aux questions").click()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    look(page, "apres-questions")
    page.goto(live_site.url(town.host, f"/enquetes/apres/invitation/{token}/arreter/"))
    look(page, "apres-arreter")
    page.get_by_role("button", name="Ne plus m’interroger").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    look(page, "apres-arrete")
    assert complaints.heard == []


def test_an_agent_hands_a_card_over_and_types_for_a_visitor(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        survey(town, code="visite", kind="satisfaction", asked_after="visit")
        authorities.add_department(code="parcs", name="Parcs et jardins", by=SYSTEM)
    inside(page, live_site, town, "/agents/enquetes/", "counter")
    page.get_by_role("link", name="Proposer à un visiteur").click()
    page.get_by_role("button", name="Carte remise").click()
    expect(page.get_by_text("1 personne sollicitée aujourd’hui")).to_be_visible()
    look(page, "visites")
    page.get_by_role("button", name="Saisir avec la personne").click()
    expect(page.get_by_role("heading", name="Le marché", exact=True)).to_be_visible()
    assert complaints.heard == []


def test_when_a_survey_is_asked_is_set_on_one_page(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        made = survey(town, code="visite", kind="satisfaction", asked_after="visit")
        administrator = agent(town, "admin", name="Dominique Essai")
    path = f"/reglages/enquetes/{made.pk}/"
    log_in_page(page, live_site, town, administrator, path)
    expect(page.get_by_role("heading", name="Cartes pour les visiteurs")).to_be_visible()
    look(page, "reglages-enquete")
    page.get_by_role("link", name="Quand elle est posée").click()
    expect(page.get_by_role("heading", name="Quand elle est posée")).to_be_visible()
    look(page, "reglages-apres")
    assert complaints.heard == []


def test_a_director_reads_how_it_went_by_department(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        names = ("Parcs et jardins", "Écoles et cantines", "Propreté", "État civil")
        others = [
            authorities.add_department(code=f"d{place}", name=name, by=SYSTEM)
            for place, name in enumerate(names)
        ]
        card = survey(town, code="visite", asked_after="visit", is_anonymous=False)
        for place, one in enumerate([town.roads, *others]):
            rows = answered(card, [GLAD] * (30 - 6 * place) + [SORRY] * 5 * (place != 4))
            Answer.objects.filter(pk__in=[row.pk for row in rows]).update(department=one)
            CardsHanded.objects.create(survey=card, department=one, day=now().date(), many=90)
        asked_after_case(town)
        rebuild(calendar().zone)
    inside(page, live_site, town, "/pilotage/satisfaction/", "director")
    expect(
        page.get_by_role("heading", name="Comment cela s’est passé, par direction")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Après une visite, avec une carte")).to_be_visible()
    look(page, "satisfaction")
    assert complaints.heard == []
