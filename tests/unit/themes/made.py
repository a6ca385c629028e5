"""Made-up contributions whose themes are known: each says words of its own subject, and of none."""

from random import Random

import numpy as np

from parvis.adapters.encoder import HashedWords
from parvis.understand.themes.distinct import Vectors
from parvis.understand.themes.model import Contribution

SUBJECTS = {
    "lamps": "lampadaire éteint rue sombre ampoule nuit éclairage trottoir",
    "bins": "poubelle déborde ordures collecte encombrants déchets bac tri",
    "school": "école cantine enfants classe maîtresse récréation goûter garderie",
    "buses": "bus retard arrêt ligne horaires chauffeur trajet correspondance",
    "trees": "arbre branche élagage parc pelouse fleurs jardin banc",
    "cars": "vitesse voitures dos-d’âne carrefour feu passage piétons stationnement",
}
_FILLER = ["bonjour", "depuis", "plusieurs", "jours", "vraiment", "beaucoup", "encore", "ici"]


def contributions(
    many: int, *, seed: int = 1, subjects: int = len(SUBJECTS), first: int = 1
) -> tuple[list[Contribution], list[str]]:
    """`many` of each subject, mixed, and the subject of each."""
    drawn = Random(seed)
    named = [name for name in list(SUBJECTS)[:subjects] for _ in range(many)]
    drawn.shuffle(named)
    made = [Contribution(first + place, _text(name, drawn)) for place, name in enumerate(named)]
    return made, named


def vectors(given: list[Contribution]) -> Vectors:
    """Vectors that know the words alone."""
    return np.asarray(HashedWords().encode([one.text for one in given]))


def _text(name: str, drawn: Random) -> str:
    own = drawn.sample(SUBJECTS[name].split(), 5)
    said = own + drawn.sample(_FILLER, 2)
    drawn.shuffle(said)
    return f"{' '.join(said).capitalize()}. Merci à vous."
