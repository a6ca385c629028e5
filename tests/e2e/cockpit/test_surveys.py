"""A director reads what came of a survey, narrows it, publishes it; a resident reads what was."""

import pytest
from playwright.sync_api import Page, expect

from parvis.flows.publish_results import publish_wished
from parvis.journal.rules import SYSTEM
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.ready import ready_form
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import add_wave, change_survey, open_survey
from tests.factories import Town, agent, log_in_page, small_town
from tests.factories.every_kind import EVERY_KIND
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.integration.survey_results.test_results import EVERY
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser

COME, STAY = {"comes": "yes", "buys": ["fruit"], "mood": 5}, {"comes": "no", "words": "Trop loin."}

QUIZ = write_definition(ready_form("quiz"))


@pytest.fixture
def town(committed: None) -> Town:
    return small_town()


@pytest.fixture
def market(town: Town) -> Survey:
    """Sixty have answered about the market, three of them unhappily; it is weighted."""
    with town.open():
        made = survey(town, is_in_portal=True)
        answered(made, [COME] * 40)
        answered(made, [STAY] * 17 + [{"comes": "yes", "mood": 1}] * 3, channel="paper")
        change_survey(survey=made, by=SYSTEM, margins={"comes": {"yes": 60, "no": 40}})
    return made


def test_a_survey_is_read_narrowed_crossed_and_published(
    page: Page, live_site: Site, town: Town, market: Survey, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/enquetes/")
    expect(page.get_by_role("heading", name="Ce que les gens répondent")).to_be_visible()
    look(page, "enquetes")
    page.get_by_role("link", name="Le marché du samedi").click()
    expect(page.get_by_role("heading", name="vient en tête")).to_be_visible()
    look(page, "resultats")
    page.get_by_text("Ne regarder que certaines personnes").click()
    page.get_by_label("Comparer les réponses à").select_option("comes")
    page.get_by_label("Selon les réponses à").select_option("canal")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_text("Les groupes ne répondent pas de même")).to_be_visible()
    look(page, "croisement")
    page.get_by_role("link", name="Lire ce qu’ils ont écrit").click()
    expect(page.get_by_text("Trop loin.").first).to_be_visible()
    look(page, "mots")
    page.goto(live_site.url(town.host, f"/pilotage/enquetes/{market.pk}/population/"))
    look(page, "population")
    page.goto(live_site.url(town.host, f"/pilotage/enquetes/{market.pk}/publication/"))
    look(page, "publication")
    page.get_by_label("Les réponses à", exact=True).select_option("buys")
    page.get_by_label("Selon les réponses à").select_option("comes")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Nous vérifions que rien n’y désigne personne.")).to_be_visible()
    look(page, "publication-en-cours")
    publish_wished(town.authority.pk, market.pk)
    page.get_by_role("link", name="Voir la page publique").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("masqué").first).to_be_visible()
    look(page, "resultats-publics")
    with page.expect_download() as paper:
        page.get_by_role("link", name="Les résultats sur papier").click()
    assert paper.value.suggested_filename == "marche-resultats.pdf"
    assert complaints.heard == []


def test_nobody_and_a_few_have_their_page(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        nobody = survey(town, code="vide", is_anonymous=False)
        few = survey(town, code="peu", is_anonymous=False)
        answered(few, [COME] * 4)
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, f"/pilotage/enquetes/{nobody.pk}/")
    expect(page.get_by_role("heading", name="Personne n’a encore répondu")).to_be_visible()
    look(page, "resultats-vides")
    page.goto(live_site.url(town.host, f"/pilotage/enquetes/{few.pk}/"))
    expect(page.get_by_role("heading", name="trop peu pour conclure")).to_be_visible()
    look(page, "resultats-peu")
    assert complaints.heard == []


def test_every_kind_of_question_has_its_picture(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        asked = survey(town, EVERY_KIND, code="tout", is_anonymous=False)
        answered(asked, EVERY * 8)
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, f"/pilotage/enquetes/{asked.pk}/")
    expect(page.get_by_role("heading", name="Que pensez-vous…")).to_be_visible()
    page.goto(
        live_site.url(town.host, f"/pilotage/enquetes/{asked.pk}/?question=choices&par=choice")
    )
    look(page, "tout")
    page.goto(live_site.url(town.host, f"/pilotage/enquetes/{asked.pk}/"))
    page.get_by_role("link", name="Fichiers reçus").click()
    look(page, "fichiers")
    page.get_by_role("button", name="Afficher les fichiers").click()
    expect(page.get_by_text("Personne n’a donné de fichier.")).to_be_visible()
    look(page, "fichiers-montres")
    assert complaints.heard == []


def test_a_quiz_and_a_barometer_are_read(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        quiz = survey(town, QUIZ, code="tri", kind="quiz")
        right, wrong = {"glass": "bank", "battery": "shop"}, {"glass": "bin", "battery": "shop"}
        answered(quiz, [right] * 20 + [wrong] * 14)
        first = survey(town, kind="barometer")
        answered(first, [COME] * 60 + [STAY] * 40)
        second = add_wave(survey=first, code="marche-2", by=SYSTEM)
        open_survey(survey=second, by=SYSTEM)
        answered(second, [COME] * 35 + [STAY] * 65)
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, f"/pilotage/enquetes/{quiz.pk}/")
    expect(page.get_by_role("heading", name="Scores")).to_be_visible()
    look(page, "quiz")
    page.goto(live_site.url(town.host, f"/pilotage/enquetes/{second.pk}/"))
    expect(page.get_by_role("heading", name="Depuis la vague précédente")).to_be_visible()
    expect(page.get_by_text("baisse, et le hasard").first).to_be_visible()
    expect(page.get_by_text("Baromètre, vague 2")).to_be_visible()
    look(page, "barometre")
    assert complaints.heard == []
