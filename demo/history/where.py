"""Where reports happen: districts by character, then addresses that draw more than others."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo.history.mix import FITTED, Floats, Mix, district_weights
from demo.town.model import Town

CELL = 0.00135
"""Side of a cell in degrees of latitude: about 150 m, as in the fit."""
COMMON = 0.6
"""How much of a spot's pull is the same for all families."""

SERVICE_PLACES: dict[str, tuple[str, ...]] = {
    "jeux": ("park", "school", "square"),
    "cimetiere": ("cemetery",),
    "sport": ("pool", "stadium"),
    "culture": ("library", "theatre", "square", "museum"),
    "ecole": ("school",),
}
"""Services that happen at public places rather than at addresses."""


@dataclass(frozen=True)
class Ground:
    """Addresses and places as arrays, with a running total of weights by family."""

    lon: Floats
    lat: Floats
    running: dict[str, Floats]
    places: dict[str, NDArray[np.int64]]
    place_running: dict[str, Floats]


def make_ground(town: Town, mix: Mix, seed: int) -> Ground:
    """Weights of every address for every family, so that reports cluster as in Paris."""
    rng = np.random.Generator(np.random.PCG64([seed, 11]))
    lon = np.asarray([address.lon for address in town.addresses])
    lat = np.asarray([address.lat for address in town.addresses])
    codes = [district.code for district in town.districts]
    home = np.asarray([codes.index(address.district) for address in town.addresses])
    characters = [district.character for district in town.districts]
    populations = [district.population for district in town.districts]
    cells, cell = np.unique(
        np.floor(np.column_stack([lon * math.cos(math.radians(47)), lat]) / CELL).astype(np.int64),
        axis=0,
        return_inverse=True,
    )
    cell = cell.ravel()
    common = _normal(rng, len(cells))
    doors = np.bincount(home, minlength=len(codes)).astype(float)
    running: dict[str, Floats] = {}
    for family in sorted({service.family for service in mix.services}):
        own = _normal(rng, len(cells))
        pull = COMMON * common + math.sqrt(1 - COMMON**2) * own
        sigma = float(
            FITTED["paris"]["space_sigma"].get(family, FITTED["paris"]["space_sigma"]["all"])
        )
        if family in ("school", "social", "civil", "admin", "housing", "collection"):
            sigma *= 0.5
        weight = np.exp(sigma * pull[cell])
        district = district_weights(characters, populations, family, precise=True)
        inside = np.bincount(home, weights=weight, minlength=len(codes))
        weight = weight * (district * (doors > 0) / np.maximum(inside, 1e-9))[home]
        running[family] = np.cumsum(weight / weight.sum())
    places, place_running = {}, {}
    for service, kinds in SERVICE_PLACES.items():
        found = [nth for nth, place in enumerate(town.places) if place.kind in kinds]
        if found:
            places[service] = np.asarray(found, dtype=np.int64)
            pull = np.exp(0.7 * _normal(rng, len(found)))
            place_running[service] = np.cumsum(pull / pull.sum())
    return Ground(lon, lat, running, places, place_running)


def _normal(rng: np.random.Generator, count: int) -> Floats:
    """Standard normal draws from uniform ones (Box-Muller), the same for every numpy."""
    u, v = rng.random(count), rng.random(count)
    return np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * math.pi * v)


def pick(running: Floats, draw: Floats) -> NDArray[np.int64]:
    """Indices drawn from a running total of probabilities."""
    return np.minimum(np.searchsorted(running, draw, side="right"), len(running) - 1)


def jitter(lon: Floats, lat: Floats, u: Floats, v: Floats, metres: float) -> tuple[Floats, Floats]:
    """Points moved by a few metres (normal), rounded to a decimetre."""
    size = np.sqrt(-2 * np.log(1 - u * 0.999)) * metres / 111_195
    return (
        np.round(lon + size * np.cos(2 * math.pi * v) / math.cos(math.radians(47)), 6),
        np.round(lat + size * np.sin(2 * math.pi * v), 6),
    )
