"""What one reads once one has answered: a poll's result, a quiz's score, a link to go on with."""

import re

import pytest
from playwright.sync_api import Page, expect

from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.flows.publish_results import release_due
from parvis.journal.rules import SYSTEM
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.ready import ready_form
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import close_survey
from tests.e2e.surveys.test_answering import go_on, heading, tick
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.support.pages import Complaints, awake, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

POLL, QUIZ = (write_definition(ready_form(name)) for name in ("poll", "quiz"))
VOTES = [{"name": "first"}] * 24 + [{"name": "second"}] * 15 + [{"name": "third"}] * 9


def counted(town: Town, code: str) -> Survey:
    """A poll of its own whose answers were counted: the site may remember for some seconds what it
    showed of another."""
    with town.open():
        asked = survey(town, POLL, code=code, kind="poll", results="at_once")
        answered(asked, [*VOTES, *[{"name": "neither"}] * 2])
    release_due(town.authority.pk, asked.pk)
    return asked


def test_a_poll_shows_its_result(
    live_site: Site, page: Page, town: Town, complaints: Complaints
) -> None:
    with town.open():
        survey(town, POLL, code="parc", kind="poll", results="at_once")
    page.goto(live_site.url(town.host, "/enquetes/parc/repondre/"))
    heading(page, "Votre choix")
    tick(page, "Le parc de la Rivière")
    go_on(page, "Envoyer")
    heading(page, "Merci")
    expect(page.get_by_text("Trop peu de réponses pour l’instant")).to_be_visible()
    look(page, "poll-too-few")
    counted(town, "counted")
    page.goto(live_site.url(town.host, "/enquetes/counted/merci/"))
    expect(page.get_by_role("cell", name="24")).to_be_visible()
    look(page, "poll-thanks")
    page.goto(live_site.url(town.host, "/enquetes/counted/"))
    heading(page, "Votre choix")
    look(page, "poll-open")
    over = counted(town, "over")
    with town.open():
        close_survey(survey=over, by=SYSTEM)
    page.goto(live_site.url(town.host, "/enquetes/over/"))
    expect(page.get_by_role("heading", name="Le résultat", exact=True)).to_be_visible()
    look(page, "poll-closed")
    assert complaints.heard == []


def test_a_quiz_says_the_score_and_why(
    live_site: Site, page: Page, town: Town, complaints: Complaints
) -> None:
    with town.open():
        survey(town, QUIZ, code="tri", kind="quiz")
    page.goto(live_site.url(town.host, "/enquetes/tri/repondre/"))
    heading(page, "Le tri")
    tick(page, "Dans le bac à verre")
    page.get_by_role("group", name=re.compile("pile usée")).get_by_text("Avec les ordures").click()
    go_on(page, "Envoyer")
    heading(page, "1 point sur 2")
    expect(page.get_by_text("Bonne réponse", exact=True)).to_be_visible()
    expect(page.get_by_text("Ce n’est pas celle-ci")).to_be_visible()
    expect(page.get_by_text("Le verre se recycle sans fin")).to_be_visible()
    look(page, "quiz-score")
    assert complaints.heard == []


def test_the_link_to_go_on_is_mailed(
    live_site: Site, page: Page, town: Town, complaints: Complaints
) -> None:
    page.goto(live_site.url(town.host, "/enquetes/tout/repondre/"))
    heading(page, "Vous")
    page.locator("#q-text").fill("Les Tanneurs")
    page.get_by_role("button", name="Finir plus tard").click()
    heading(page, "Vos réponses sont gardées")
    page.get_by_label("Ou recevez-le").fill("camille@")
    page.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(page.locator("#email-error")).to_be_visible()
    awake(page)
    look(page, "later-wrong")
    page.get_by_label("Ou recevez-le").fill("camille@exemple.fr")
    page.get_by_role("button", name="Envoyez-moi le lien").click()
    expect(page.get_by_text("part à l’instant pour camille@exemple.fr")).to_be_visible()
    awake(page)
    look(page, "later-sent")
    assert complaints.heard == []


def test_letters_about_a_survey_are_stopped(live_site: Site, page: Page, town: Town) -> None:
    with town.open():
        asked = survey(town, code="invites", door="invited")
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        link = f"/enquetes/invites/invitation/{token_of(one)}/arreter/"
    page.goto(live_site.url(town.host, link))
    heading(page, "Ne plus être interrogé")
    look(page, "stop")
    page.get_by_role("button", name="Ne plus m’interroger").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    look(page, "stopped")
