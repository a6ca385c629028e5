"""A small catalogue, and texts about it."""

from datetime import date

from parvis.adapters.encoder import HashedWords
from parvis.understand.topic.catalogue import Catalogue, ServiceWords
from parvis.understand.topic.learner import Example

DAY = date(2026, 6, 1)
LAMP, HOLE, RUBBISH, SCHOOL = 7, 3, 12, 5
TYPES = (
    ServiceWords(LAMP, "Lampadaire en panne", "Éteint, clignote", ("lumière", "éclairage")),
    ServiceWords(HOLE, "Nid-de-poule", "Trou dans la chaussée", ("trou", "goudron")),
    ServiceWords(
        RUBBISH, "Dépôt sauvage", "Sacs laissés dans la rue", ("ordures",),
        (("Meubles, matelas", ("canapé", "frigo")),),
    ),
    ServiceWords(SCHOOL, "École", "Inscription, cantine", ("maîtresse", "classe")),
)  # fmt: skip


def catalogue(types: tuple[ServiceWords, ...] = TYPES, encoder: str = "hashed words") -> Catalogue:
    words = HashedWords()
    return Catalogue(types, [words.encode(one.passages()) for one in types], encoder=encoder)


def example(text: str, service_type: int, *, at: date = DAY, weight: float = 1.0) -> Example:
    return Example(text, HashedWords().encode([text])[0], service_type, at, weight)
