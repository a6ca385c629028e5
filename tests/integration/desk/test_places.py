"""An address that the counter typed, and that nobody chose from the list, is one of the town's."""

from collections.abc import Collection

import pytest
from django.test import Client
from pytest_django import Settings

from parvis.adapters import chosen
from parvis.adapters.geocoder import Found, MemoryGeocoder, Place
from parvis.authorities.models import Authority
from parvis.foundation.db.remember import forget
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.factories.towns import INSIDE_FIRST

pytestmark = pytest.mark.django_db(transaction=True)

OURS, THEIRS = "99001", "13055"
ELSEWHERE = Place("1 Rue Haute 13001 Marseille", 5.3755, 43.2961, citycode=THEIRS, score=0.99)
HERE = Place("1 Rue Haute 99999 Villeneuve", *INSIDE_FIRST, citycode=OURS, score=0.95)


class Asked(MemoryGeocoder):
    """Remembers in which communes, and near what, it was asked to look."""

    codes: Collection[str] = ()
    near: tuple[float, float] | None = None

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        self.codes, self.near = citycodes, near
        return super().search(text, near=near, citycodes=citycodes, limit=limit)


def test_an_address_is_looked_up_in_the_town(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = small_town()
    with town.open():
        Authority.objects.update(insee_code=OURS)
        forget()
        known = report(town, "hole").case
        client = logged_in(Client(), town, agent(town, "counter"))
    geocoder = Asked(places=[ELSEWHERE, HERE])
    settings.PARVIS_GEOCODER = "played.Geocoder"
    monkeypatch.setattr(chosen, "_instance", lambda path: geocoder)
    typed = {"address": "1 rue haute", "service": town.services["hole"].pk}
    shown = client.get("/agents/accueil/deja/", typed).content.decode()
    assert known.title in shown
    assert tuple(geocoder.codes) == (OURS,)
    assert geocoder.near == pytest.approx((1.01, 47.005))
    geocoder.places.remove(HERE)
    shown = client.get("/agents/accueil/deja/", typed).content.decode()
    assert known.title not in shown
    geocoder.reachable = False
    assert client.get("/agents/accueil/deja/", typed).status_code == 200
