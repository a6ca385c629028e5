"""Falling back from one geocoder to another, in sight."""

import pytest

from parvis.adapters.geocoder import (
    FirstReachable,
    Found,
    GeocoderUnreachable,
    MemoryGeocoder,
    Place,
)

TOWN_HALL = Place("1 Place du Parvis 01234 Valmont", 5.0, 46.0, citycode="01234")
MARKET = Place("Rue du Marché 01235 Aubrac", 5.1, 46.1, citycode="01235")


@pytest.fixture
def far() -> MemoryGeocoder:
    return MemoryGeocoder([TOWN_HALL], name="far")


@pytest.fixture
def local() -> MemoryGeocoder:
    return MemoryGeocoder([TOWN_HALL, MARKET], name="local")


def test_the_first_that_answers_is_named(far: MemoryGeocoder, local: MemoryGeocoder) -> None:
    both = FirstReachable((far, local))
    assert both.search("parvis") == Found((TOWN_HALL,), "far", fallback=False)
    assert both.reverse(5.1, 46.1).provider == "far"


def test_an_outage_is_seen_in_the_answer(far: MemoryGeocoder, local: MemoryGeocoder) -> None:
    far.reachable = False
    both = FirstReachable((far, local))
    assert both.search("parvis") == Found((TOWN_HALL,), "local", fallback=True)
    assert both.reverse(5.1, 46.1) == Found((MARKET,), "local", fallback=True)


def test_an_empty_answer_is_an_answer(far: MemoryGeocoder, local: MemoryGeocoder) -> None:
    assert FirstReachable((far, local)).search("marché") == Found((), "far")


def test_nobody_in_reach(far: MemoryGeocoder, local: MemoryGeocoder) -> None:
    far.reachable = local.reachable = False
    with pytest.raises(GeocoderUnreachable):
        FirstReachable((far, local)).search("parvis")
    with pytest.raises(GeocoderUnreachable):
        FirstReachable(()).reverse(5, 46)


def test_communes_and_limits_reach_the_geocoder(local: MemoryGeocoder) -> None:
    both = FirstReachable((local,))
    assert both.search("r", citycodes={"01235"}).places == (MARKET,)
    assert len(both.search("r", limit=1).places) == 1
    assert both.reverse(5.0, 46.0, limit=2).places == (TOWN_HALL, MARKET)
