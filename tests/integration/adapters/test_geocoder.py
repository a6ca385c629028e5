"""IGN's geocoder, played on the loopback with answers in its published form."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from parvis.adapters.breaker import Breaker
from parvis.adapters.geocoder import (
    FirstReachable,
    Found,
    GeocoderUnreachable,
    Geoplateforme,
    MemoryGeocoder,
    Place,
)
from tests.integration.adapters.web import Answer, Asked, Web, serving

STREET = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [2.290084, 49.897443]},
    "properties": {
        "label": "8 Boulevard du Port 80000 Amiens",
        "score": 0.49,
        "housenumber": "8",
        "id": "80021_6590_00008",
        "type": "housenumber",
        "name": "8 Boulevard du Port",
        "postcode": "80000",
        "citycode": "80021",
        "x": 648952.58,
        "y": 6977867.25,
        "city": "Amiens",
        "context": "80, Somme, Hauts-de-France",
        "importance": 0.6706,
        "street": "Boulevard du Port",
    },
}
AMIENS = Place(
    label="8 Boulevard du Port 80000 Amiens",
    lon=2.290084,
    lat=49.897443,
    kind="housenumber",
    housenumber="8",
    street="Boulevard du Port",
    postcode="80000",
    city="Amiens",
    citycode="80021",
    score=0.49,
)


def features(*found: dict[str, Any]) -> Answer:
    return Answer({"type": "FeatureCollection", "features": list(found)})


def other(**properties: Any) -> dict[str, Any]:
    return {**STREET, "properties": {**STREET["properties"], **properties}}  # type: ignore[dict-item]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving(lambda _: features(STREET)) as running:
        yield running


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ign(web: Web, clock: Clock) -> Geoplateforme:
    breaker = Breaker(failures=3, rest_seconds=30, monotonic=clock)
    return Geoplateforme(url=web.url, timeout=0.5, breaker=breaker)


def test_an_address_is_found(ign: Geoplateforme, web: Web) -> None:
    found = ign.search("8 bd du  port", near=(2.3, 49.9), citycodes={"80021"}, limit=4)
    assert found == Found((AMIENS,), "geoplateforme")
    (asked,) = web.asked
    assert asked.path == "/search"
    assert asked.query == {
        "q": "8 bd du port",
        "autocomplete": "1",
        "index": "address",
        "limit": "4",
        "citycode": "80021",
        "lon": "2.3",
        "lat": "49.9",
    }


def test_several_communes_are_filtered_here(ign: Geoplateforme, web: Web) -> None:
    near, far = other(citycode="80016"), other(citycode="59350")
    web.decide = lambda _: features(far, STREET, near)
    found = ign.search("rue du port", citycodes={"80021", "80016"}, limit=6)
    assert [place.citycode for place in found.places] == ["80021", "80016"]
    assert "citycode" not in web.asked[0].query


def test_codes_of_corsica_and_overseas_stay_text(ign: Geoplateforme, web: Web) -> None:
    web.decide = lambda _: features(other(citycode="2A004"), other(citycode="01001"))
    assert [place.citycode for place in ign.search("rue du port").places] == ["2A004", "01001"]


def test_the_nearest_address(ign: Geoplateforme, web: Web) -> None:
    web.decide = lambda _: features(other(distance=12))
    found = ign.reverse(2.2900841, 49.89744312)
    assert found.places[0].metres == 12
    assert web.asked[0].path == "/reverse"
    assert web.asked[0].query["lon"] == "2.290084"


def test_a_street_without_number(ign: Geoplateforme, web: Web) -> None:
    street = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [2.29, 49.89]},
        "properties": {"label": "Rue du Port", "type": "street", "name": "Rue du Port"},
    }
    web.decide = lambda _: features(street)
    (place,) = ign.search("rue du port").places
    assert (place.street, place.housenumber, place.citycode) == ("Rue du Port", "", "")


@pytest.mark.parametrize("text", ["", "  ", "ru", "'; drop", "-rue"])
def test_what_the_service_would_refuse_is_not_asked(
    ign: Geoplateforme, web: Web, text: str
) -> None:
    assert ign.search(text).places == ()
    assert web.asked == []


def test_a_very_long_text_is_cut(ign: Geoplateforme, web: Web) -> None:
    ign.search("rue " * 500)
    assert len(web.asked[0].query["q"]) <= 200


@pytest.mark.parametrize(
    "answer",
    [
        Answer({}, 500),
        Answer(b"<html>Maintenance</html>"),
        Answer([]),
        Answer({"features": None}),
        Answer({"features": [{"geometry": {"type": "Point", "coordinates": ["a", "b"]}}]}),
        Answer({}, 301, {"Location": "http://127.0.0.1:9/"}),
        Answer({}, 429),
    ],
)
def test_an_odd_answer_is_an_outage(ign: Geoplateforme, web: Web, answer: Answer) -> None:
    web.decide = lambda _: answer
    with pytest.raises(GeocoderUnreachable):
        ign.search("rue du port")


def test_a_question_that_the_service_refuses_is_no_outage(ign: Geoplateforme, web: Web) -> None:
    web.decide = lambda _: Answer({"code": 400}, 400)
    for _ in range(5):
        assert ign.search("rue du port").places == ()


def test_a_slow_service_is_an_outage(ign: Geoplateforme, web: Web) -> None:
    never = threading.Event()
    ign.timeout = 0.1
    web.decide = lambda _: Answer({}, wait=never)
    try:
        with pytest.raises(GeocoderUnreachable):
            ign.search("rue du port")
    finally:
        never.set()


def test_after_failures_the_service_is_left_alone_then_tried_again(
    ign: Geoplateforme, web: Web, clock: Clock
) -> None:
    web.decide = lambda _: Answer({}, 503)
    for _ in range(10):
        with pytest.raises(GeocoderUnreachable):
            ign.search("rue du port")
    assert len(web.asked) == 3
    web.decide = lambda _: features(STREET)
    clock.time = 30
    assert ign.search("rue du port").places == (AMIENS,)
    assert ign.reverse(2.29, 49.89).places


def test_asked_too_often_it_rests_as_long_as_told(
    ign: Geoplateforme, web: Web, clock: Clock
) -> None:
    def once_too_often(asked: Asked) -> Answer:
        return Answer({}, 429, {"Retry-After": "5"}) if len(web.asked) == 1 else features(STREET)

    web.decide = once_too_often
    for moment in (0.0, 4.9):
        clock.time = moment
        with pytest.raises(GeocoderUnreachable):
            ign.search("rue du port")
    clock.time = 5
    assert ign.search("rue du port").places == (AMIENS,)
    assert len(web.asked) == 2


def test_out_of_reach_the_local_index_answers_and_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    away = Geoplateforme(url=f"http://127.0.0.1:{port}", timeout=0.5)
    both = FirstReachable((away, MemoryGeocoder([AMIENS], name="local")))
    assert both.search("boulevard") == Found((AMIENS,), "local", fallback=True)
