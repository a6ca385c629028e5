"""Facts that a program placed in a town, each told once or more by people who did not read each
other: where, when and in which words are drawn as `understand/alike` supposes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from evaluate.sets import SEED

_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_METRES = 111_195
_WEST, _SOUTH = 2.30, 47.00
# Five square kilometres, ninety days, a handful of busy places.
_SIDE, _DAYS, _CENTRES = 2_236, 90, 12
FACTS = 400
_TELLINGS = (0.7, 0.2, 0.1)
# What each kind of request is told as: any of these, of the same fact as of another.
_TOLD = {
    "trou": ("Gros trou dans la chaussée", "Nid-de-poule dangereux pour les vélos",
             "La route est défoncée devant le {n}", "un trou enorme jai faillit tombé"),
    "lampe": ("Le lampadaire ne marche plus", "Rue dans le noir depuis hier soir",
              "Réverbère éteint devant le {n}", "ya plus de lumiere dans la rue"),
    "dépôt": ("Des matelas abandonnés sur le trottoir", "Dépôt sauvage : gravats et canapé",
              "Encombrants laissés devant le {n}", "encore des ordures jetées par terre"),
    "arbre": ("Une branche menace de tomber", "Arbre cassé par le vent",
              "Branche fendue au-dessus du banc", "larbre va tomber venez vite"),
    "fuite": ("Fuite d'eau sur le trottoir", "De l'eau coule sans arrêt devant le {n}",
              "La canalisation a cédé, ça ruisselle", "ya de leau partout dans la rue"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """One contribution: which fact it tells, of which kind, where (longitude, latitude), when."""

    fact: int
    kind: int
    text: str
    place: tuple[float, float]
    at: datetime


def tellings(*, seed: int = SEED) -> list[Telling]:
    """Every contribution, fact by fact."""
    chance = np.random.default_rng(seed)
    centres = chance.uniform(0, _SIDE, (_CENTRES, 2))
    kinds = list(_TOLD)
    found = []
    for fact in range(FACTS):
        kind = int(chance.integers(len(kinds)))
        spot = centres[chance.integers(_CENTRES)] + chance.normal(0, 150, 2)
        began = chance.uniform(0, _DAYS)
        for _ in range(1 + chance.choice(len(_TELLINGS), p=_TELLINGS)):
            spread = 25 if chance.random() < 0.9 else 150
            where = spot + chance.normal(0, spread, 2)
            words = str(chance.choice(_TOLD[kinds[kind]])).format(n=chance.integers(1, 90))
            when = _BEGIN + timedelta(days=float(began + chance.exponential(5)))
            found.append(Telling(fact, kind, words, _degrees(where), when))
    return found


def _degrees(metres: np.ndarray) -> tuple[float, float]:
    east = _METRES * float(np.cos(np.radians(_SOUTH)))
    return _WEST + float(metres[0]) / east, _SOUTH + float(metres[1]) / _METRES
