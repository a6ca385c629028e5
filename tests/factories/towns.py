"""A small made-up town with one open department and one closed, ready for reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from parvis.authorities import operations as authorities
from parvis.authorities.models import Authority, Department, District, Team, ThirdParty
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import DeclineReason, ServiceType

# Two squares side by side, about one kilometre each.
WEST, SOUTH, SIDE = 1.0, 47.0, 0.01
INSIDE_FIRST = (1.005, 47.005)
INSIDE_SECOND = (1.015, 47.005)


@dataclass(frozen=True)
class Town:
    """What `small_town` made. `services` by code: hole, lamp, noise (no public place), canteen
    (no place), help (closed department)."""

    authority: Authority
    host: str
    roads: Department
    social: Department
    north: Team
    south: Team
    helpers: Team
    first: District
    second: District
    network: ThirdParty
    services: dict[str, ServiceType]
    not_ours: DeclineReason

    @contextmanager
    def open(self, *, compartments: tuple[int, ...] = ()) -> Iterator[None]:
        """A transaction of this town."""
        with acting_for(self.authority.pk, compartments=compartments):
            yield


def small_town(*, name: str = "Villeneuve-d'Essai", host: str = "") -> Town:
    """A new authority each time, under a host name of its own (`*.localhost`)."""
    slug = uuid4().hex[:10]
    host = host or f"{slug}.localhost"
    authority = authorities.create_authority(
        name=name,
        slug=slug,
        hosts=[host],
        by=SYSTEM,
        population=5_000,
        reference_prefix="VE",
        email="mairie@essai.example",
        phone="0199000001",
        postal_address="1 place de la Mairie, 99999 Villeneuve-d'Essai",
        protection_officer_email="dpo@essai.example",
        bounds=[WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE],
        is_demonstration=True,
    )
    with acting_for(authority.pk):
        return _furnish(authority, host)


def _furnish(authority: Authority, host: str) -> Town:
    roads = authorities.add_department(
        code="voirie",
        name="Voirie",
        by=SYSTEM,
        postal_address="2 rue des Ateliers, 99999 Villeneuve-d'Essai",
        phone="0199000002",
        email="voirie@essai.example",
    )
    social = authorities.add_department(
        code="social",
        name="Action sociale",
        by=SYSTEM,
        postal_address="3 rue du Centre, 99999 Villeneuve-d'Essai",
        phone="0199000003",
        email="social@essai.example",
        is_compartmented=True,
    )
    north = authorities.add_team(department=roads, code="nord", name="Voirie nord", by=SYSTEM)
    south = authorities.add_team(department=roads, code="sud", name="Voirie sud", by=SYSTEM)
    helpers = authorities.add_team(department=social, code="aide", name="Aide", by=SYSTEM)
    first, second = (
        authorities.add_district(
            code=f"D{place}",
            name=label,
            population=2_500,
            geometry=_square(WEST + place * SIDE),
            by=SYSTEM,
        )
        for place, label in enumerate(["Le Bourg", "La Gare"])
    )
    group = catalogue.add_group(
        code="rue", name={"fr": "Rues et trottoirs", "en": "Streets"}, icon="map-pin", position=1,
        by=SYSTEM,
    )  # fmt: skip
    return Town(
        authority=authority,
        host=host,
        roads=roads,
        social=social,
        north=north,
        south=south,
        helpers=helpers,
        first=first,
        second=second,
        network=authorities.add_third_party(code="reseau", name="Réseau Élec", by=SYSTEM),
        services=_services(group, roads, north, social, helpers),
        not_ours=catalogue.add_decline_reason(
            code="not_ours",
            name={"fr": "Ce n'est pas à nous", "en": "Not ours"},
            words={"fr": "Cette voie appartient au département."},
            position=1,
            by=SYSTEM,
        ),
    )


def _services(group, roads, north, social, helpers) -> dict[str, ServiceType]:
    kinds = {
        "hole": ("Nid-de-poule", "Pothole", "required", 0, roads, north, True),
        "lamp": ("Lampadaire éteint", "Street light out", "required", 0, roads, north, False),
        "noise": ("Bruit de voisinage", "Noise", "optional", -1, roads, north, False),
        "canteen": ("Cantine scolaire", "School canteen", "none", -1, roads, north, False),
        "help": ("Aide sociale", "Social help", "none", -1, social, helpers, False),
    }
    return {
        code: catalogue.add_service(
            group=group,
            code=code,
            by=SYSTEM,
            position=place,
            name={"fr": french, "en": english},
            keywords=[french.lower()],
            icon="map-pin",
            place=where,
            public_precision=precision,
            department=department,
            team=team,
            is_danger_likely=danger,
            promised_days=5,
            purpose="Entretenir la ville",
        )
        for place, (code, (french, english, where, precision, department, team, danger)) in (
            enumerate(kinds.items())
        )
    }


def _square(west: float) -> dict[str, object]:
    east, north = west + SIDE, SOUTH + SIDE
    ring = [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]
    return {"type": "Polygon", "coordinates": [ring]}
