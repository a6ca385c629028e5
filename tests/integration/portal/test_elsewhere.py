"""A place of another town is neither proposed nor taken, whatever the geocoder answers."""

import pytest
from django.test import Client
from pytest_django import Settings

from parvis.adapters.geocoder import Place
from parvis.authorities import bounds
from parvis.authorities.models import Authority, District
from parvis.flows import report_draft
from parvis.foundation.db.remember import forget
from tests.factories.portal_town import portal_town
from tests.factories.towns import INSIDE_FIRST, Town
from tests.support.geocoders import HIGH_STREET, OURS, THEIRS, Played, play

MARSEILLE = Place("12 La Canebière 13001 Marseille", 5.3755, 43.2961, citycode=THEIRS, score=0.95)
NO_MORE = "en dehors de notre territoire"


@pytest.fixture
def town(db: None) -> Town:
    town = portal_town()
    with town.open():
        Authority.objects.update(insee_code=OURS)
        forget()
    return town


@pytest.fixture
def undrawn(town: Town) -> Town:
    """The same town before anybody has drawn its districts."""
    with town.open():
        District.objects.all().delete()
        Authority.objects.update(bounds=None)
        forget()
    return town


@pytest.fixture(params=[True, False], ids=["obeys", "wayward"])
def geocoder(
    request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Played:
    places = [MARSEILLE, HIGH_STREET]
    return play(Played(places=places, obeys=request.param), settings, monkeypatch)


@pytest.fixture
def resident(town: Town) -> Client:
    return Client(headers={"host": town.host}, enforce_csrf_checks=True)


def begin(resident: Client) -> str:
    answer = resident.post("/signaler/", {"service": "hole"})
    return "/".join(answer["Location"].split("/")[:3])


def placed(town: Town, draft: str) -> report_draft.Draft:
    with town.open():
        return report_draft.load(draft.split("/")[2])


def test_an_address_of_elsewhere_is_not_proposed(resident: Client, geocoder: Played) -> None:
    assert resident.get("/adresses.json", {"q": "canebière"}).json()["results"] == []
    found = resident.get("/adresses.json", {"q": "rue haute"}).json()["results"]
    assert [one["label"] for one in found] == [HIGH_STREET.label]


@pytest.mark.parametrize("drawn", [True, False])
def test_an_address_of_elsewhere_is_not_taken(
    request: pytest.FixtureRequest,
    resident: Client,
    town: Town,
    geocoder: Played,
    drawn: bool,
) -> None:
    if not drawn:
        request.getfixturevalue("undrawn")
    draft = begin(resident)
    page = resident.post(f"{draft}/ou/", {"address": "12 La Canebière"}).content.decode()
    assert NO_MORE in page
    assert 'value="12 La Canebière"' in page
    assert MARSEILLE.label not in page
    kept = placed(town, draft)
    assert (kept.lon, kept.address, kept.place_given) == (None, "12 La Canebière", False)
    taken = resident.post(f"{draft}/ou/", {"address": "1 rue haute"})
    assert taken["Location"] == f"{draft}/details/"
    assert placed(town, draft).address == HIGH_STREET.label


def test_a_place_described_in_words_goes_on(resident: Client, geocoder: Played) -> None:
    draft = begin(resident)
    given = {"address": "12 La Canebière", "place_words": "Derrière l'école"}
    assert resident.post(f"{draft}/ou/", given)["Location"] == f"{draft}/details/"


def test_an_unknown_name_still_serves_as_words(
    resident: Client, town: Town, geocoder: Played
) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {"address": "le vieux lavoir"})
    assert placed(town, draft).place_words == "le vieux lavoir"


@pytest.mark.parametrize("far", ["5.3755,43.2961,La Canebière", "nan,nan,Nulle part"])
def test_before_districts_are_drawn_the_commune_bounds_the_map(
    resident: Client, undrawn: Town, geocoder: Played, far: str
) -> None:
    geocoder.places = [MARSEILLE]
    draft = begin(resident)
    lon, lat, _ = far.split(",")
    clicked = resident.post(f"{draft}/ou/", {"lon": lon, "lat": lat}).content.decode()
    assert NO_MORE in clicked or "Dites-nous où c’est" in clicked
    picked = resident.post(f"{draft}/ou/", {"address": "x", "candidate": far})
    assert NO_MORE in picked.content.decode()
    geocoder.places = [MARSEILLE, HIGH_STREET]
    lon, lat = (f"{part:.6f}" for part in INSIDE_FIRST)
    here = resident.post(f"{draft}/ou/", {"lon": lon, "lat": lat})
    assert here["Location"] == f"{draft}/details/"


def test_without_a_geocoder_an_undrawn_town_takes_any_place(undrawn: Town) -> None:
    with undrawn.open():
        assert bounds.is_here(MARSEILLE.lon, MARSEILLE.lat)


def test_the_geocoder_is_told_where_we_are(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = play(Played(places=[HIGH_STREET]), settings, monkeypatch)
    with town.open():
        assert bounds.search("rue haute") == (HIGH_STREET,)
    assert asked.codes == (OURS,)
    assert asked.near == pytest.approx((1.01, 47.005))


def test_paris_bears_the_codes_of_its_arrondissements(town: Town) -> None:
    with town.open():
        Authority.objects.update(insee_code="75056")
        forget()
        codes = bounds.citycodes()
    assert {"75056", "75101", "75120"} <= set(codes)
    assert "75121" not in codes
