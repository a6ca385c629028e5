"""The made-up town's ground: authority, districts, streets, numbers, map."""

from collections import defaultdict

from demo.town.model import Town
from parvis.authorities import ground
from parvis.authorities import operations as authorities
from parvis.authorities.ground import NewStreet
from parvis.authorities.models import District
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import Actor

LAYERS = ("land", "districts", "water", "green", "rail", "buildings", "streets", "places")


def lay(town: Town, *, hosts: list[str], prefix: str, by: Actor) -> int:
    """Open the made-up authority with its ground; returns its id."""
    authority = authorities.create_authority(
        name=town.name,
        slug=town.slug,
        hosts=hosts,
        by=by,
        kind=town.kind,
        insee_code=town.insee_code,
        population=town.population,
        postal_address=f"Place de l'Hôtel-de-Ville, {town.postcode} {town.name}",
        phone="0199000100",
        email=f"mairie@{town.slug}.example",
        website=f"https://{town.slug}.example",
        protection_officer_email=f"dpo@{town.slug}.example",
        publication_director="Le maire (ville de démonstration)",
        hosting="Cette machine, le temps de l'essai",
        reference_prefix=prefix,
        bounds=list(town.bounds),
        is_demonstration=True,
    )
    with acting_for(authority.pk):
        districts = {
            row.code: authorities.add_district(
                code=row.code,
                name=row.name,
                population=row.population,
                geometry=row.polygon,
                by=by,
            )
            for row in town.districts
        }
        ground.add_streets(streets=_streets(town, districts), by=by)
        for place, name in enumerate(LAYERS):
            if name in town.layers:
                ground.set_map_layer(name=name, position=place, features=town.layers[name], by=by)
    return authority.pk


def _streets(town: Town, districts: dict[str, District]) -> list[NewStreet]:
    numbers: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for address in town.addresses:
        label = f"{address.number} {address.suffix}".strip()
        numbers[address.street].append((label, address.lon, address.lat))
    streets = []
    seen: set[tuple[str, str]] = set()
    for street in town.streets:
        if (street.name, street.district) in seen:
            continue
        seen.add((street.name, street.district))
        line = max(street.lines, key=len)
        lon, lat = line[len(line) // 2]
        district = districts.get(street.district)
        streets.append(
            NewStreet(
                street.name, lon, lat, district.pk if district else None,
                tuple(numbers[street.code]),
            )
        )  # fmt: skip
    return streets
