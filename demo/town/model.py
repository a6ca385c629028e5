"""What a made-up town is: frozen records, coordinates in degrees (WGS 84, lon then lat)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Point = tuple[float, float]
GeoJSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class District:
    """One quartier (or hamlet). `polygon` is a GeoJSON Polygon; districts tile the town.

    `character` is one of: core, station, faubourg, towers, houses, mixed, renewal, industry,
    village, rural. It steers what people report there.
    """

    code: str
    name: str
    population: int
    character: str
    centre: Point
    polygon: GeoJSON
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Street:
    """A named street. `kind`: boulevard, avenue, street, lane, path, square, bypass, quay.

    `lines` holds one or more lines of points; `district` is where most of it lies;
    `length` is in metres.
    """

    code: str
    name: str
    kind: str
    district: str
    length: float
    lines: tuple[tuple[Point, ...], ...]
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Address:
    """A house number: `label` is "12 bis rue des Tanneurs, 96480 Belloire"."""

    code: str
    number: int
    suffix: str
    street: str
    street_name: str
    district: str
    postcode: str
    lon: float
    lat: float
    label: str
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A point of interest: school, town hall, park, square, market, station...

    `address` is the label of the nearest address, empty when nothing is near.
    """

    code: str
    kind: str
    name: str
    district: str
    lon: float
    lat: float
    address: str
    made_up: bool = True


@dataclass(frozen=True)
class Town:
    """A made-up authority with its ground. `bounds` is west, south, east, north.

    `layers` maps a layer's name to a GeoJSON FeatureCollection: land, districts, water, green,
    rail, buildings, streets, places.
    """

    name: str
    slug: str
    kind: str
    insee_code: str
    postcode: str
    population: int
    river: str
    centre: Point
    bounds: tuple[float, float, float, float]
    districts: tuple[District, ...]
    streets: tuple[Street, ...]
    addresses: tuple[Address, ...]
    places: tuple[Place, ...]
    layers: Mapping[str, GeoJSON]
    seed: int
    made_up: bool = True

    @cached_property
    def district_by_code(self) -> Mapping[str, District]:
        """Districts by their code."""
        return {district.code: district for district in self.districts}

    @cached_property
    def street_by_code(self) -> Mapping[str, Street]:
        """Streets by their code."""
        return {street.code: street for street in self.streets}

    def layer_bytes(self, layer: str) -> bytes:
        """One map layer as compact GeoJSON, the same bytes for the same seed."""
        return json.dumps(
            self.layers[layer], ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).encode()
