"""What people report: shares, seasons, districts, channels. Figures from `fitted.json`."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.offer.model import Catalogue, Service

Floats = NDArray[np.float64]
FITTED: dict[str, Any] = json.loads((Path(__file__).parent / "fitted.json").read_text("utf-8"))

PARIS_PART, MONTREAL_PART = 0.62, 0.26
"""Shares of what Paris's application takes and of what only Montréal's 311 takes; the rest, which
neither records, is set by hand."""
BY_HAND = {"school": 0.045, "social": 0.02, "civil": 0.055}
TEMPER = 0.45
"""Paris's shares are raised to this power: a town of 48,000 has less dumping and fewer tags."""

WITHIN_FAMILY: dict[str, float] = {
    "depot-sauvage": 1, "rue-sale": 0.5, "dejections": 0.22, "corbeille": 0.28, "collecte": 0.62,
    "bac": 0.38, "graffiti": 1, "nid-de-poule": 0.34, "trottoir": 0.24, "signalisation": 0.18,
    "circulation": 0.14, "chantier": 0.1, "mobilier": 0.62, "jeux": 0.38, "stationnement": 0.78,
    "epave": 0.22, "bus": 0.16, "hiver": 1, "lampadaire": 0.74, "feux": 0.14, "armoire": 0.12,
    "arbre": 0.42, "herbe": 0.34, "cimetiere": 0.07, "animal": 0.17, "fuite": 0.52, "egout": 0.44,
    "gaz": 0.04, "bruit": 0.68, "insecurite": 0.32, "commerce": 1, "cantine": 0.52, "ecole": 0.3,
    "creche": 0.18, "etat-civil": 1, "aide-sociale": 0.5, "ages": 0.35, "enfance": 0.15,
    "logement": 1, "urbanisme": 0.3, "sport": 0.18, "culture": 0.1, "idee": 0.26,
}  # fmt: skip
"""Share of a service in its family, by hand."""

SEASON_BY_HAND = {
    "school": (1.0, 0.9, 1.0, 1.0, 1.2, 1.6, 0.9, 0.9, 1.8, 0.9, 0.8, 0.7),
    "social": (1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 1.0, 1.05, 1.1, 1.05),
    "civil": (1.0, 1.05, 1.2, 1.3, 1.25, 1.1, 0.85, 0.7, 0.95, 0.95, 0.9, 0.75),
}
SERVICE_SEASON = {
    ("rue-sale", "feuilles"): (0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.8, 3.0, 4.2, 2.0),
    ("arbre", "insectes"): (0.3, 0.8, 1.8, 1.8, 1.5, 1.3, 1.4, 1.4, 1.0, 0.4, 0.2, 0.1),
    ("herbe", ""): (0.2, 0.2, 0.6, 1.4, 2.2, 2.2, 1.7, 1.2, 1.0, 0.7, 0.4, 0.2),
    ("lampadaire", ""): (1.3, 1.2, 1.0, 0.8, 0.6, 0.5, 0.5, 0.7, 1.0, 1.4, 1.6, 1.5),
    ("ages", "canicule"): (0.1, 0.1, 0.1, 0.2, 1.0, 3.5, 4.0, 2.6, 0.3, 0.1, 0.1, 0.1),
}  # fmt: skip

RATE = {
    "core": 1.75, "station": 1.45, "faubourg": 1.05, "towers": 1.15, "houses": 0.66, "mixed": 0.9,
    "renewal": 0.85, "industry": 2.6, "village": 0.6, "rural": 0.55,
}  # fmt: skip
"""Reports per inhabitant, relative, by character of the district."""

TASTE: dict[str, dict[str, float]] = {
    "core": {"graffiti": 1.5, "shops": 2.6, "vehicles": 1.3, "noise": 1.6, "dirt": 1.2, "collection": 0.7, "green": 0.5, "snow": 0.7},
    "station": {"graffiti": 1.5, "vehicles": 1.4, "shops": 1.3, "dump": 1.1, "noise": 1.3, "green": 0.7},
    "faubourg": {"dump": 1.1, "vehicles": 1.1},
    "towers": {"dump": 1.7, "housing": 2.2, "noise": 1.4, "furniture": 1.3, "vehicles": 1.1, "social": 1.9, "graffiti": 0.9, "road": 0.7},
    "houses": {"green": 1.7, "collection": 1.6, "road": 1.3, "light": 1.4, "graffiti": 0.45, "shops": 0.25, "dump": 0.65, "snow": 1.4},
    "mixed": {"green": 1.2, "road": 1.1},
    "renewal": {"furniture": 1.3, "dump": 1.1, "road": 0.8, "noise": 1.1},
    "industry": {"dump": 2.1, "road": 1.5, "collection": 0.4, "school": 0.1, "noise": 0.4, "light": 1.3, "housing": 0.1},
    "village": {"green": 1.8, "road": 1.7, "light": 1.6, "collection": 1.5, "graffiti": 0.25, "shops": 0.2, "dump": 0.7, "snow": 1.9, "water": 1.5},
    "rural": {"green": 2.0, "road": 2.0, "light": 1.3, "dump": 1.2, "graffiti": 0.2, "shops": 0.1, "snow": 2.0, "water": 1.6},
}  # fmt: skip
"""How much more or less a family is reported there."""

CHANNELS = ("portal", "phone", "counter", "email", "letter")
CHANNEL_HOURS = {
    "portal": "online",
    "phone": "phone",
    "counter": "counter",
    "email": "online",
    "letter": "counter",
}
OFFICE_FAMILIES = ("school", "social", "civil", "housing", "admin")


@dataclass(frozen=True)
class Mix:
    """Everything about which service, where and by what channel, as arrays."""

    services: tuple[Service, ...]
    pairs: tuple[tuple[int, int], ...]
    share: Floats
    season: Floats
    channel: Floats
    hours: Floats

    def month_rate(self, month: int) -> float:
        """Expected reports of a day in that month, over the year's mean."""
        return float((self.share * self.season[:, month - 1]).sum())

    def pair_probability(self, month: int) -> Floats:
        """Probability of each (service, sub-type) in that month."""
        weight = self.share * self.season[:, month - 1]
        return np.asarray(weight / weight.sum(), dtype=float)


def family_shares() -> dict[str, float]:
    """The share of each family over a year: Paris's tempered, Montréal's, and by hand."""
    paris = {family: share**TEMPER for family, share in FITTED["paris"]["mix"].items()}
    montreal = {family: share**0.8 for family, share in FITTED["montreal"]["families"].items()}
    shares = {family: PARIS_PART * v / sum(paris.values()) for family, v in paris.items()}
    shares |= {family: MONTREAL_PART * v / sum(montreal.values()) for family, v in montreal.items()}
    rest = 1 - PARIS_PART - MONTREAL_PART
    shares |= {family: rest * v / sum(BY_HAND.values()) for family, v in BY_HAND.items()}
    return shares


def season_of(family: str) -> tuple[float, ...]:
    """Twelve monthly indices, mean 1. Snow is halved in weight: France is not Québec."""
    if family in SEASON_BY_HAND:
        return SEASON_BY_HAND[family]
    source = "paris" if family in FITTED["paris"]["season"] else "montreal"
    return tuple(FITTED[source]["season"][family])


def make_mix(offer: Catalogue) -> Mix:
    """The mix for the services that this authority offers."""
    families = family_shares()
    families["snow"] *= 0.25
    pairs, share, season = [], [], []
    for place, service in enumerate(offer.services):
        weight = families[service.family] * WITHIN_FAMILY[service.code]
        total = sum(sub.weight for sub in service.subtypes)
        for nth, sub in enumerate(service.subtypes):
            own = SERVICE_SEASON.get((service.code, sub.code)) or SERVICE_SEASON.get(
                (service.code, "")
            )
            index = np.asarray(own or season_of(service.family), dtype=float)
            pairs.append((place, nth))
            share.append(weight * sub.weight / total)
            season.append(index / index.mean())
    shares = np.asarray(share)
    channel = np.asarray([_channels(service) for service in offer.services])
    return Mix(
        services=offer.services,
        pairs=tuple(pairs),
        share=shares / shares.sum(),
        season=np.asarray(season),
        channel=channel,
        hours=np.asarray([_hours(CHANNEL_HOURS[name]) for name in CHANNELS]),
    )


def _channels(service: Service) -> list[float]:
    """Channels of a service: half Paris's (nearly all online), half Montréal's (mostly phone)."""
    seen = FITTED["montreal"]["channels"]
    online = seen["Mobile"] + seen["Site internet"]
    montreal = [online, seen["Téléphone"], seen["En personne"], seen["Courriel"], 0.004]
    paris = [0.993, 0.004, 0.003, 0.0, 0.0]
    part = 0.5
    if service.family in OFFICE_FAMILIES:
        part = 0.3
        montreal[2] *= 5
        montreal[3] *= 2
    total = sum(montreal)
    return [part * a + (1 - part) * b / total for a, b in zip(paris, montreal, strict=True)]


def _hours(name: str) -> list[float]:
    grid = np.asarray(FITTED["montreal"]["hours"][name], dtype=float).ravel()
    if name != "online":
        open_hours = np.zeros((7, 24))
        open_hours[:5, [8, 9, 10, 11, 13, 14, 15, 16, 17]] = 1
        if name == "phone":
            open_hours[:5, [12, 18]] = 1
            open_hours[5, 9:12] = 1
        grid = grid * open_hours.ravel()
    return list(grid / grid.sum())


def district_weights(
    characters: list[str], populations: list[int], family: str, precise: bool
) -> Floats:
    """Probability of each district for a family; `precise` is whether the place matters."""
    weights = [
        people * (RATE[kind] if precise else 1.0) * TASTE[kind].get(family, 1.0)
        for kind, people in zip(characters, populations, strict=True)
    ]
    total = sum(weights)
    return np.asarray([weight / total for weight in weights])
