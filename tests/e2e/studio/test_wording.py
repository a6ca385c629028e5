"""An administrator reads what would leave before allowing it; a director asks; what was written
stays underneath; the data protection officer reads what left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from parvis.flows import studies
from parvis.foundation.db.remember import forget
from parvis.understand.studies.models import WAITING, Study
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, agent, log_in_page, small_town
from tests.integration.adapters.web import Answer, Web, serving
from tests.integration.understanding.conftest import stand_in  # noqa: F401
from tests.integration.understanding.spoken import BINS, EVERY, LAMPS, said, themes_of
from tests.support.endpoint import KEY, allow, put_straight, saying
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser
PERSONAL = "Le lampadaire de Mme Martin reste éteint, appelez le 06 12 34 56 78, la rue est noire"
WORDING, LISTENING = "/reglages/lecture/mots/", "/pilotage/ecoute/"


@pytest.fixture
def town(committed: None) -> Town:
    forget()
    made = small_town()
    with made.open():
        said(made, [*EVERY, *LAMPS, *BINS[:6], PERSONAL])
    themes_of(made)
    return made


@pytest.fixture
def endpoint() -> Iterator[Web]:
    with serving(saying(put_straight)) as web:
        yield web


def work_out(town: Town) -> None:
    """What was asked for on the page."""
    with town.open():
        (waiting,) = Study.objects.filter(code="wording", state=WAITING)
    assert studies.run(town.authority.pk, waiting.pk)


def ask_for_words(page: Page) -> None:
    page.get_by_role("button", name="Reformuler les phrases citées").click()
    expect(page.get_by_text("Des phrases sont en cours de reformulation.")).to_be_visible()


def test_it_is_read_then_allowed_then_tried_then_stopped(
    page: Page, live_site: Site, town: Town, endpoint: Web, complaints: Complaints
) -> None:
    enter(page, live_site, town, "/reglages/lecture/")
    page.get_by_role("link", name="Voir ce qui partirait").click()
    expect(page.get_by_text("Arrêté : rien ne sort.")).to_be_visible()
    expect(page.locator("pre")).to_contain_text('"role": "user"')
    look(page, "mots-arret")
    page.get_by_label("Adresse du service").fill("http://ailleurs.example/v1")
    page.get_by_label("Nom du modèle").fill("essai-1")
    page.get_by_label("Clé").fill(KEY)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("n’est pas chiffrée")).to_be_visible()
    page.get_by_label("Adresse du service").fill(f"{endpoint.url}/v1")
    page.get_by_label("Clé").fill(KEY)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="Essayer").click()
    expect(page.get_by_text("L’essai est en cours.")).to_be_visible()
    assert endpoint.asked == []
    work_out(town)
    expect(page.get_by_text("a répondu le")).to_be_visible()
    look(page, "mots-essai")
    page.get_by_label("Des phrases masquées peuvent sortir").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("En service")).to_be_visible()
    look(page, "mots-marche")
    page.get_by_role("button", name="Arrêter maintenant").click()
    expect(page.get_by_text("Arrêté : rien ne sort.")).to_be_visible()
    page.get_by_role("link", name="Ce qui est sorti").click()
    expect(page.get_by_text("des phrases que personne n’a écrites")).to_be_visible()
    page.get_by_text("Ce qui est parti, mot pour mot").click()
    look(page, "mots-envois")


def test_a_director_asks_and_the_officer_reads_what_left(
    page: Page, live_site: Site, town: Town, endpoint: Web, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
        officer = agent(town, "dpo", name="Camille Essai")
        allow(town, endpoint, director)
    log_in_page(page, live_site, town, director, LISTENING)
    page.get_by_text("Voir exactement ce qui partirait").click()
    look(page, "ecoute-avant-mots")
    ask_for_words(page)
    assert endpoint.asked == []
    work_out(town)
    expect(page.get_by_text("Reformulé par").first).to_be_visible()
    expect(page.get_by_text("Le lampadaire de la rue Haute reste éteint").first).to_be_visible()
    look(page, "ecoute-mots")
    told = b"".join(one.body for one in endpoint.asked).decode()
    assert not re.search("Martin|06 12|Haute|Hugo", told)
    page.context.clear_cookies()
    log_in_page(page, live_site, town, officer, "/protection/envois/")
    expect(page.get_by_text("à la demande de Dominique Essai")).to_be_visible()
    page.get_by_text("Ce qui est parti, mot pour mot").click()
    look(page, "protection-envois")


def test_when_the_service_fails_the_summary_stands(
    page: Page, live_site: Site, town: Town, endpoint: Web, complaints: Complaints
) -> None:
    endpoint.decide = lambda _: Answer({}, 500)
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
        allow(town, endpoint, director)
    log_in_page(page, live_site, town, director, LISTENING)
    quoted = page.locator("q").all_inner_texts()
    ask_for_words(page)
    work_out(town)
    expect(page.get_by_text("Le service ne répond pas.")).to_be_visible()
    assert page.locator("q").all_inner_texts() == quoted
    look(page, "ecoute-mots-echec")
