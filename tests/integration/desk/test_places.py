"""An address that the counter typed, and that nobody chose from the list, is one of the town's."""

import pytest
from django.test import Client
from pytest_django import Settings

from parvis.adapters.geocoder import Place
from parvis.authorities.models import Authority
from parvis.capture.reports.models import Report
from parvis.foundation.db.remember import forget
from tests.factories import Town, agent, report, small_town
from tests.factories.portal_town import portal_town
from tests.factories.sessions import logged_in
from tests.factories.towns import INSIDE_FIRST, INSIDE_SECOND
from tests.support.geocoders import HIGH_STREET, OURS, THEIRS, Played, play

pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = Place("1 Rue Haute 13001 Marseille", 5.3755, 43.2961, citycode=THEIRS, score=0.99)


def at_the_counter() -> tuple[Town, Client]:
    """A town with its commune's code, and an agent of its counter."""
    town = small_town()
    with town.open():
        Authority.objects.update(insee_code=OURS)
        forget()
        return town, logged_in(Client(), town, agent(town, "counter"))


def test_an_address_is_looked_up_in_the_town(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, client = at_the_counter()
    with town.open():
        known = report(town, "hole").case
    geocoder = play(Played(places=[ELSEWHERE, HIGH_STREET]), settings, monkeypatch)
    typed = {"address": "1 rue haute", "service": town.services["hole"].pk}
    shown = client.get("/agents/accueil/deja/", typed).content.decode()
    assert known.title in shown
    assert tuple(geocoder.codes) == (OURS,)
    assert geocoder.near == pytest.approx((1.01, 47.005))
    geocoder.places.remove(HIGH_STREET)
    shown = client.get("/agents/accueil/deja/", typed).content.decode()
    assert known.title not in shown
    geocoder.reachable = False
    assert client.get("/agents/accueil/deja/", typed).status_code == 200


def test_an_address_typed_but_not_chosen_gives_the_request_its_place(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, client = at_the_counter()
    geocoder = play(Played(places=[HIGH_STREET]), settings, monkeypatch)
    typed = {
        "service": town.services["hole"].pk, "channel": "counter", "words": "Un trou.",
        "address": "1 rue haute", "place_words": "devant le puits",
    }  # fmt: skip
    assert client.post("/agents/accueil/", typed | {"send_key": "one"}).status_code == 302
    geocoder.places.clear()
    assert client.post("/agents/accueil/", typed | {"send_key": "two"}).status_code == 302
    with town.open():
        found, lost = Report.objects.order_by("id")
    assert (found.address, found.place_words) == ("1 rue haute", "devant le puits")
    assert found.lon == pytest.approx(HIGH_STREET.lon)
    assert (lost.lon, lost.place_words) == (None, "1 rue haute, devant le puits")


def test_what_was_chosen_gives_way_to_what_is_rewritten() -> None:
    town = portal_town()
    with town.open():
        client = logged_in(Client(), town, agent(town, "counter"))
    lon, lat = INSIDE_FIRST
    chosen = {
        "lon": f"{lon:.6f}", "lat": f"{lat:.6f}", "address": "3 Rue des Tanneurs",
        "service": town.services["noise"].pk, "service_words": "Bruit de voisinage",
        "channel": "counter", "words": "Un trou.", "q-depth": "much",
    }  # fmt: skip
    rewritten = [
        {"send_key": "one"},
        {"send_key": "two", "address": "3 Rue des Tanneurs, derrière l’abri"},
        {"send_key": "three", "address": "4 avenue du général leclerc"},
        {"send_key": "four", "service_words": "nid de poule"},
    ]
    for change in rewritten:
        assert client.post("/agents/accueil/", chosen | change).status_code == 302
    with town.open():
        said = Report.objects.order_by("id").values_list("lon", "service_type__code")
        (first, _), (kept, _), (moved, _), (there, code) = said
    assert first == kept == there == pytest.approx(lon)
    assert moved == pytest.approx(INSIDE_SECOND[0], abs=1e-3)
    assert code == "hole"
