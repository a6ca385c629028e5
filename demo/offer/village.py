"""The ready model for a village of some 300: twelve services, one department, one team."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from dataclasses import replace

from demo.offer.kit import t
from demo.offer.model import Catalogue, Department, Service, ServiceGroup, SubType, Team
from demo.offer.people import DECLINE_REASONS, THIRD_PARTIES, crew
from demo.offer.replies import FOR_ALL
from demo.offer.services_life import LIFE
from demo.offer.services_street import STREET

KEPT: tuple[tuple[str, str, int], ...] = (
    ("depot-sauvage", "chemins", 8),
    ("corbeille", "chemins", 5),
    ("collecte", "chemins", 4),
    ("nid-de-poule", "chemins", 15),
    ("signalisation", "chemins", 20),
    ("hiver", "chemins", 1),
    ("lampadaire", "chemins", 12),
    ("arbre", "nature", 10),
    ("herbe", "nature", 20),
    ("fuite", "nature", 2),
    ("bruit", "mairie", 10),
    ("etat-civil", "mairie", 8),
    ("idee", "mairie", 15),
)
"""Service, its group in the village, promised working days."""

_BY_CODE = {service.code: service for service in STREET + LIFE}
_OUTSIDE = ("reseau-lumen", "eau-orvelle", "departement", "collecte-val")


def _village_service(code: str, group: str, days: int) -> Service:
    whole = _BY_CODE[code]
    first: tuple[SubType, ...] = tuple(sorted(whole.subtypes, key=lambda each: -each.weight)[:4])
    return replace(
        whole,
        group=group,
        team="mairie",
        promise_days=days,
        subtypes=first,
        third_parties=tuple(each for each in whole.third_parties if each in _OUTSIDE),
    )


VILLAGE_CATALOGUE = Catalogue(
    departments=(
        Department(
            "mairie",
            t("Mairie", "Village hall"),
            "1 place de la Mairie, 96490 Saint-Aubray",
            "02 61 91 40 00",
            "mairie@saint-aubray.example",
            "Mardi et vendredi, de 14 h à 18 h, et samedi, de 9 h à 12 h",
        ),
    ),
    teams=(Team("mairie", "mairie", t("Secrétariat et services techniques", "Office and works")),),
    agents=crew(
        (("mairie", "Josiane Perrachon lead, Régis Vaudelin field, Bernard Chasseloup elected, Colette Arrivé counter"),),
        "saint-aubray.example",
        "M",
    ),
    third_parties=tuple(each for each in THIRD_PARTIES if each.code in _OUTSIDE),
    groups=(
        ServiceGroup("chemins", t("Rues et chemins", "Roads and lanes"), t("Trous, lampadaires, poubelles", "Potholes, lights, bins"), "construction"),
        ServiceGroup("nature", t("Arbres, herbes, eau", "Trees, weeds, water"), t("Branches, fossés, fuites", "Branches, ditches, leaks"), "trees"),
        ServiceGroup("mairie", t("Mairie et vie du village", "Village hall and village life"), t("Papiers, voisinage, idées", "Papers, neighbours, ideas"), "landmark"),
    ),
    services=tuple(_village_service(*row) for row in KEPT),
    decline_reasons=DECLINE_REASONS,
    replies=FOR_ALL,
)  # fmt: skip
