"""The local index of addresses forgives how people type."""

import pytest

from parvis.authorities.gazetteer import LocalGazetteer, key, understand
from tests.factories.portal_town import portal_town
from tests.factories.towns import INSIDE_FIRST, Town, small_town

LOCAL = LocalGazetteer()


@pytest.fixture
def town(db: None) -> Town:
    return portal_town()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rue des tanneurs", "Rue des Tanneurs"),
        ("12 rue des Tanneurs", "12 Rue des Tanneurs"),
        ("12 bis rue des tanneurs", "12 bis Rue des Tanneurs"),
        ("12bis, rue des Tanneurs, 99999 Villeneuve", "12 bis Rue des Tanneurs"),
        ("rue des taneurs", "Rue des Tanneurs"),
        ("RUE DES TANEUR", "Rue des Tanneurs"),
        ("tann", "Rue des Tanneurs"),
        ("av gal leclerc", "Avenue du Général Leclerc"),
        ("7 av. du Général-Leclerc", "7 Avenue du Général Leclerc"),
        ("rue du pont", "Rue du Pont"),
        ("rue du port", "Rue du Port"),
        ("place de la gare", "Place de la Gare"),
    ],
)
def test_finds_the_address_meant(town: Town, typed: str, found: str) -> None:
    with town.open():
        places = LOCAL.search(typed).places
        assert places, typed
        assert places[0].label == found


def test_the_number_places_the_address(town: Town) -> None:
    with town.open():
        third, tenth = (LOCAL.search(f"{n} rue des tanneurs").places[0] for n in (3, 10))
        assert third.kind == "housenumber"
        assert third.lon < tenth.lon


def test_an_unknown_number_keeps_the_street(town: Town) -> None:
    with town.open():
        place = LOCAL.search("999 rue des tanneurs").places[0]
        assert place.label == "999 Rue des Tanneurs"
        assert place.kind == "street"


def test_a_square_is_not_the_avenue_of_the_same_name(town: Town) -> None:
    with town.open():
        first, second = LOCAL.search("place de la gare").places[:2]
        assert first.score >= 0.99
        assert second.score <= 0.86


def test_nothing_rather_than_anything(town: Town) -> None:
    with town.open():
        assert LOCAL.search("zzzzzz").places == ()
        assert LOCAL.search("").places == ()


def test_a_place_has_a_name(town: Town) -> None:
    with town.open():
        found = LOCAL.reverse(INSIDE_FIRST[0] + 12e-5, INSIDE_FIRST[1]).places
        assert found[0].label == "12 Rue des Tanneurs"
        assert found[0].metres is not None
        assert found[0].metres < 1
        assert LOCAL.reverse(5.0, 45.0).places == ()


def test_a_strangers_streets_are_not_searched(town: Town) -> None:
    with small_town().open():
        assert LOCAL.search("rue des tanneurs").places == ()


def test_short_forms_and_little_words_do_not_matter(town: Town) -> None:
    with town.open():
        assert key("Av. du Gal-Leclerc") == key("avenue général Leclerc")
        assert understand("12 ter, bd St Michel") == ("12 ter", "boulevard saint michel")
