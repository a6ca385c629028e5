"""A town overseas reads its own hour, wherever a page says a moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from parvis.authorities.models import Authority
from parvis.foundation import clock
from parvis.foundation.db.remember import forget
from parvis.inform.releases.operations import publish
from parvis.journal.rules import SYSTEM
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town, small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

# A Saturday evening in Paris (20:30), Sunday already in La Réunion, afternoon in Guadeloupe.
MOMENT = datetime(2030, 11, 30, 20, 30, tzinfo=UTC)
SAID = {
    "Indian/Reunion": ("1 décembre", "00:30"),
    "America/Guadeloupe": ("30 novembre", "16:30"),
    "Europe/Paris": ("30 novembre", "21:30"),
}


@pytest.fixture(params=SAID)
def zone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def town(zone: str) -> Iterator[Town]:
    made = small_town()
    with made.open():
        Authority.objects.update(time_zone=zone)
    forget()
    with clock.at(MOMENT):
        yield made


def test_when_a_survey_opens(client: Client, town: Town, zone: str) -> None:
    with town.open():
        survey(town, opens_at=MOMENT)
    day, hour = SAID[zone]
    with clock.at(MOMENT - timedelta(days=1)):
        seen = Visit(client, town, "/enquetes/marche/repondre/").text
    assert f"{day} 2030" in seen
    assert hour in seen


def test_until_when_it_is_answered_on_the_portal_and_at_the_desk(
    client: Client, town: Town, zone: str
) -> None:
    with town.open():
        logged_in(client, town, agent(town, "counter"))
        survey(town, closes_at=datetime(2030, 12, 24, tzinfo=ZoneInfo(zone)), is_in_portal=True)
    for page in ("/enquetes/", "/enquetes/marche/", "/agents/enquetes/"):
        seen = Visit(client, town, page).text
        assert "23 décembre" in seen, page
        assert "00:00" not in seen, page


def test_when_results_were_published(client: Client, town: Town, zone: str) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [{"comes": "yes"}] * 30)
        publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
        logged_in(client, town, agent(town, "director"))
    day, _ = SAID[zone]
    for page in ("/enquetes/marche/resultats/", f"/pilotage/enquetes/{asked.pk}/publication/"):
        assert f"{day} 2030" in Visit(client, town, page).text, page


def test_what_one_town_was_told_is_not_told_to_the_next(client: Client, town: Town) -> None:
    Visit(client, town, "/")
    paris = small_town()
    with paris.open():
        survey(paris, opens_at=MOMENT)
    with clock.at(MOMENT - timedelta(days=1)):
        assert "21:30" in Visit(Client(), paris, "/enquetes/marche/repondre/").text
