"""Plain words find the service type that is meant."""

from types import SimpleNamespace
from typing import Any

import pytest

from parvis.foundation.text import words
from parvis.offer.catalogue import search
from parvis.offer.catalogue.everyday import emergency_in
from parvis.offer.catalogue.queries import Catalogue

SERVICES = {
    1: ("Lampadaire éteint ou abîmé", "Street light", ["éclairage public"], None),
    2: ("Nid-de-poule", "Pothole", ["chaussée", "trou"], None),
    3: ("Dépôt sauvage", "Fly-tipping", ["encombrants", "matelas"], None),
    4: ("Feu tricolore en panne", "Traffic light", ["carrefour"], None),
    5: ("Cantine scolaire", "School canteen", ["repas", "menu"], None),
    6: ("Déjections canines", "Dog mess", ["chien"], None),
    7: ("Animaux", "Animals", [], None),
    8: ("Chien errant", "Stray dog", ["animal perdu"], 7),
    9: ("Nid de guêpes ou de frelons", "Wasp nest", [], 7),
}


def version(name: str, english: str, keywords: list[str]) -> Any:
    return SimpleNamespace(name={"fr": name, "en": english}, keywords=keywords, description={})


@pytest.fixture(autouse=True)
def offer(monkeypatch: pytest.MonkeyPatch) -> None:
    services = {
        number: SimpleNamespace(
            pk=number, group_id=1, parent_id=parent, current=version(name, english, keywords)
        )
        for number, (name, english, keywords, parent) in SERVICES.items()
    }
    index = search.build(Catalogue(groups={}, services=services))  # type: ignore[arg-type]
    monkeypatch.setattr(search, "_index", lambda by_agent: index)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lampadaire", 1),
        ("LAMPADAIRES", 1),
        ("lampadère", 1),
        ("il n'y a plus de lumière dans ma rue", 1),
        ("ampoule grillée", 1),
        ("un trou dans la chaussée", 2),
        ("nid de poule", 2),
        ("matelas abandonné sur le trottoir", 3),
        ("feu rouge cassé", 4),
        ("menu de la cantine", 5),
        ("crottes de chien", 6),
        ("chien perdu", 8),
        ("frelon", 9),
        ("pothole", 2),
        ("lampa", 1),
    ],
)
def test_finds_what_is_meant(said: str, meant: int) -> None:
    hits = search.find(said).hits
    assert hits, said
    assert hits[0].service_type == meant


def test_says_nothing_rather_than_anything() -> None:
    assert search.find("xyzzy").hits == ()
    assert search.find("").hits == ()
    assert search.find("   ").hits == ()


def test_a_family_appears_once() -> None:
    found = [hit.service_type for hit in search.find("animal").hits]
    assert len({SERVICES[number][3] or number for number in found}) == len(found)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("ça sent le gaz dans l'escalier", "gas"),
        ("odeur de gaz", "gas"),
        ("il y a le feu !", "fire"),
        ("incendie", "fire"),
        ("un homme blessé par terre", "medical"),
        ("agression devant l'école", "violence"),
        ("des coups de feu", "violence"),
        ("câble électrique tombé", "electricity"),
        ("gas leak", "gas"),
        ("feu rouge en panne", ""),
        ("feux tricolores", ""),
        ("un feu d'artifice toutes les nuits", ""),
        ("borne d'incendie qui fuit", ""),
        ("lampadaire", ""),
    ],
)
def test_hears_danger(said: str, danger: str) -> None:
    assert emergency_in(words(said)) == danger
