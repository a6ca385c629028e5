"""A service type that asks all that a form can: pages, a block, a photo, a file, what follows."""

from typing import Any

from parvis.offer.forms.definition import read_definition
from tests.factories.portal_town import portal_town, republish
from tests.factories.towns import Town


def _choices(**labels: str) -> list[dict[str, Any]]:
    return [{"key": key, "label": {"fr": label}} for key, label in labels.items()]


WHERE = _choices(road="La chaussée", path="Le trottoir")
PART = [
    {"key": "lane", "under": "road", "label": {"fr": "La voie"}},
    {"key": "cycle", "under": "road", "label": {"fr": "La piste cyclable"}},
    {"key": "kerb", "under": "path", "label": {"fr": "La bordure"}},
]
HOLES = {
    "kind": "repeat", "key": "holes", "title": {"fr": "Les trous"}, "each": {"fr": "Trou"},
    "fewest": 1, "most": 3,
    "items": [
        {"kind": "number", "key": "width", "label": {"fr": "Largeur en cm"}, "required": True},
        {"kind": "yes_no", "key": "water", "label": {"fr": "Y a-t-il de l’eau ?"},
         "show": "width > 50"},
        {"kind": "photo", "key": "near", "label": {"fr": "De près"}, "most": 1,
         "privacy": "public"},
    ],
}  # fmt: skip
ASKED = {
    "languages": ["fr", "en"],
    "title": {"fr": "Un trou"},
    "pages": [
        {
            "key": "hole", "title": {"fr": "Le trou"},
            "items": [
                {"kind": "choice", "key": "where", "label": {"fr": "Où ?"}, "choices": WHERE},
                {"kind": "choice", "key": "part", "label": {"fr": "Quelle partie ?"},
                 "depends_on": "where", "choices": PART},
                {"kind": "yes_no", "key": "hurt", "label": {"fr": "Avez-vous subi un dommage ?"},
                 "required": True},
            ],
            "skip": [{"when": "hurt = no", "to": "end"}],
        },
        {
            "key": "measures", "title": {"fr": "Les mesures"},
            "intro": {"fr": "Un par un, à vue d’œil."},
            "items": [HOLES, {"kind": "computed", "key": "total", "result": "number",
                              "label": {"fr": "En tout, en cm"}, "compute": "sum(holes.width)"}],
        },
        {
            "key": "harm", "title": {"fr": "Votre dommage"},
            "items": [
                {"kind": "text", "key": "plate", "label": {"fr": "Votre véhicule"},
                 "privacy": "personal"},
                {"kind": "file", "key": "bill", "label": {"fr": "Une facture"}, "required": True},
            ],
        },
    ],
}  # fmt: skip


def asking_town() -> Town:
    """A town that asks this of potholes."""
    town = portal_town()
    with town.open():
        republish(town, "hole", asks=read_definition(ASKED))
    return town
