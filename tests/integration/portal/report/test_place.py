"""Where a report is, and what others have said near there."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.rules import Place
from parvis.flows import report_draft
from parvis.inform.public_map import projection
from tests.factories import report
from tests.factories.towns import INSIDE_SECOND, Town
from tests.integration.portal.report.journey import ELSEWHERE, HERE, begin, send


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Dites-nous où c’est"),
        (ELSEWHERE, "en dehors de notre territoire"),
        ({"address": "gare"}, "Est-ce l’une de ces adresses"),
    ],
)
def test_a_place_must_be_told(resident: Client, given: dict[str, str], said: str) -> None:
    draft = begin(resident)
    page = resident.post(f"{draft}/ou/", given)
    assert said in page.content.decode()


def test_an_address_is_enough_without_the_map(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {"address": "3 rue des taneurs"})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        said = Report.objects.get()
        assert said.address == "3 Rue des Tanneurs"
        assert said.district_id == town.first.pk


def test_words_are_enough(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {"place_words": "Derrière l'école"})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().place_words == "Derrière l'école"


def test_one_of_the_proposed_addresses(resident: Client, town: Town) -> None:
    draft = begin(resident)
    page = resident.post(f"{draft}/ou/", {"address": "gare"}).content.decode()
    choices = re.findall(r'name="candidate" value="([^"]+)"', page)
    wanted = next(one for one in choices if one.endswith("Place de la Gare"))
    resident.post(f"{draft}/ou/", {"address": "gare", "candidate": wanted})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().address == "Place de la Gare"


def test_an_address_rewritten_after_the_marker_wins_or_is_asked_about(
    resident: Client, town: Town
) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "7 avenue du Général Leclerc"})
    with town.open():
        saved = report_draft.load(draft.split("/")[2])
    assert saved.address == "7 Avenue du Général Leclerc"
    assert saved.lon is not None
    assert saved.lon > 1.01


def test_a_kind_without_a_place_asks_for_none(resident: Client, town: Town) -> None:
    draft = begin(resident, "canteen")
    assert resident.get(f"{draft}/ou/")["Location"] == f"{draft}/details/"
    resident.post(f"{draft}/details/", {"words": "Le menu ?"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().lon is None


def test_what_others_said_nearby_comes_first_and_one_tap_follows(
    resident: Client, town: Town
) -> None:
    with town.open():
        earlier = report(town, "hole")
        projection.project([earlier.case.pk])
    draft = begin(resident)
    answer = resident.post(f"{draft}/ou/", HERE)
    assert answer["Location"] == f"{draft}/proches/"
    assert earlier.case.reference in resident.get(answer["Location"]).content.decode()
    for _ in range(2):
        followed = resident.post(f"{draft}/proches/", {"follow": earlier.case.reference})
    page = resident.get(f"{draft}/merci/").content.decode()
    assert "c’est noté" in page
    with town.open():
        assert Case.objects.get().follower_count == 2
        assert Report.objects.count() == 1
    resident.post(f"{draft}/merci/", {"news": "email", "email": "voisine@exemple.fr"})
    with town.open():
        neighbour = Follower.objects.get(is_author=False)
        assert (neighbour.channel, neighbour.email) == ("email", "voisine@exemple.fr")
    assert followed.status_code == 302


def test_only_what_is_near_is_followed_from_there(resident: Client, town: Town) -> None:
    with town.open():
        near = report(town, "hole")
        far = report(town, "hole", place=Place(*INSIDE_SECOND, "7 avenue Leclerc"))
        other = report(town, "lamp")
        projection.project([near.case.pk, far.case.pk, other.case.pk])
    for stranger in (far, other):
        draft = begin(resident)
        resident.post(f"{draft}/ou/", HERE)
        answer = resident.post(f"{draft}/proches/", {"follow": stranger.case.reference})
        assert answer["Location"] == f"{draft}/details/"
    with town.open():
        assert set(Case.objects.values_list("follower_count", flat=True)) == {1}


def test_who_follows_too_much_is_asked_to_wait(
    resident: Client, town: Town, settings: Settings
) -> None:
    settings.PARVIS_RATE_REPORT = "1/hour"
    resident.defaults["REMOTE_ADDR"] = "192.0.2.78"
    with town.open():
        earlier = report(town, "hole")
        projection.project([earlier.case.pk])
    for status in (302, 429):
        draft = begin(resident)
        resident.post(f"{draft}/ou/", HERE)
        answer = resident.post(f"{draft}/proches/", {"follow": earlier.case.reference})
        assert answer.status_code == status
    with town.open():
        assert Case.objects.get().follower_count == 2
