"""A small town made richer for the portal: streets, sub-types, questions."""

from parvis.authorities.models import Address, Street
from parvis.foundation.text import fold
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from tests.factories.forms_of_services import asking
from tests.factories.towns import INSIDE_FIRST, INSIDE_SECOND, Town, small_town

STREETS = {
    "Rue des Tanneurs": INSIDE_FIRST,
    "Rue du Pont": (1.004, 47.006),
    "Rue du Port": (1.016, 47.006),
    "Avenue du Général Leclerc": INSIDE_SECOND,
    "Place de la Gare": (1.0155, 47.0045),
    "Avenue de la Gare": (1.0165, 47.004),
}
QUESTIONS = [
    {
        "key": "depth",
        "kind": "choice",
        "label": {"fr": "De quelle profondeur ?", "en": "How deep?"},
        "required": True,
        "choices": [
            {"key": "little", "label": {"fr": "Moins de 5 cm", "en": "Under 5 cm"}},
            {"key": "much", "label": {"fr": "Plus", "en": "More"}},
        ],
    },
    {"key": "size", "kind": "number", "decimals": 4, "label": {"fr": "Quelle largeur, en cm ?"}},
]


def portal_town() -> Town:
    """A town whose street holes have questions, whose street lights have sub-types, and where
    addresses are known."""
    town = small_town()
    with town.open():
        for name, (lon, lat) in STREETS.items():
            street = Street.objects.create(name=name, folded=fold(name), lon=lon, lat=lat)
            for number in range(1, 25):
                Address.objects.create(
                    street=street, number=str(number), lon=lon + number * 1e-5, lat=lat
                )
        Address.objects.create(
            street=Street.objects.get(name="Rue des Tanneurs"),
            number="12 bis",
            lon=INSIDE_FIRST[0],
            lat=INSIDE_FIRST[1] + 1e-4,
        )
        republish(town, "hole", asks=asking(QUESTIONS), is_danger_likely=True)
        lamp = town.services["lamp"]
        for code, french in (("night", "Éteint la nuit"), ("blinks", "Il clignote")):
            _add(town, lamp.code, code, french)
    return town


def republish(town: Town, code: str, **fields: object) -> None:
    service = town.services[code]
    old = service.current
    assert old is not None
    kept = {
        name: getattr(old, name)
        for name in (
            "name", "keywords", "icon", "place", "public_precision", "department", "team",
            "promised_days", "purpose",
        )
    }  # fmt: skip
    catalogue.publish_version(service=service, by=SYSTEM, **(kept | fields))


def _add(town: Town, parent: str, code: str, french: str) -> None:
    above = town.services[parent]
    old = above.current
    assert old is not None
    catalogue.add_service(
        group=above.group,
        code=f"{parent}-{code}",
        parent=above,
        by=SYSTEM,
        name={"fr": french, "en": french},
        icon=old.icon,
        department=old.department,
        team=old.team,
        public_precision=50,
    )
