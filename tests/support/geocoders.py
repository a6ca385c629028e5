"""A geocoder that tests play, in place of the one that the settings choose."""

from collections.abc import Collection
from dataclasses import dataclass

import pytest
from pytest_django import Settings

from parvis.adapters import chosen
from parvis.adapters.geocoder import Found, MemoryGeocoder, Place
from tests.factories.towns import INSIDE_FIRST

OURS, THEIRS = "99001", "13055"
HIGH_STREET = Place("1 Rue Haute 99999 Villeneuve", *INSIDE_FIRST, citycode=OURS, score=0.95)


@dataclass
class Played(MemoryGeocoder):
    """Remembers in which communes, and near what, it was asked to look. One that does not `obey`
    finds the same whatever the commune, as the real one sometimes does."""

    obeys: bool = True
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
        self.codes, self.near = citycodes or self.codes, near or self.near
        return super().search(text, citycodes=citycodes if self.obeys else (), limit=limit)


def play(geocoder: Played, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Played:
    """Have it answer from here on."""
    settings.PARVIS_GEOCODER = "played.Geocoder"
    known = chosen._instance

    def instance(path: str) -> object:
        return geocoder if path == settings.PARVIS_GEOCODER else known(path)

    monkeypatch.setattr(chosen, "_instance", instance)
    return geocoder
