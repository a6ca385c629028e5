"""Writes of an authority's ground: its streets, their numbers, and the layers of its map."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from parvis.authorities.models import Address, MapLayer, Street
from parvis.foundation.db.operation import operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import current_authority
from parvis.foundation.text import fold
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@dataclass(frozen=True, slots=True)
class NewStreet:
    """A street: `lon`, `lat` is its middle; `numbers` its addresses as (number, lon, lat)."""

    name: str
    lon: float
    lat: float
    district: int | None
    numbers: tuple[tuple[str, float, float], ...] = ()


@operation
def add_streets(*, streets: Iterable[NewStreet], by: Actor) -> int:
    """Add streets with their numbers to the local address index; returns how many streets."""
    listed = list(streets)
    rows = Street.objects.bulk_create(
        Street(
            name=street.name,
            folded=fold(street.name),
            district_id=street.district,
            lon=street.lon,
            lat=street.lat,
        )
        for street in listed
    )
    Address.objects.bulk_create(
        (
            Address(street=row, number=number, lon=lon, lat=lat)
            for row, street in zip(rows, listed, strict=True)
            for number, lon, lat in street.numbers
        ),
        batch_size=2_000,
    )
    record("streets.added", "authority", current_authority(), by=by,
           data={"streets": len(rows)})  # fmt: skip
    forget()
    return len(rows)


@operation
def set_map_layer(*, name: str, position: int, features: dict[str, Any], by: Actor) -> MapLayer:
    """Draw one layer of the map, or draw it anew; `features` is a GeoJSON FeatureCollection."""
    digest = sha256(json.dumps(features, sort_keys=True).encode()).hexdigest()
    layer, _ = MapLayer.objects.update_or_create(
        name=name, defaults={"position": position, "features": features, "digest": digest}
    )
    record("map_layer.set", "map_layer", layer.pk, by=by)
    forget()
    return layer
