"""The map's layers as GeoJSON, light enough for a browser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely
from shapely.ops import unary_union

from demo.town.blocks import Block
from demo.town.fronts import House
from demo.town.geometry import Projection
from demo.town.model import District, GeoJSON, Place, Street

Drawn = Callable[..., GeoJSON]
GREEN_USES = {
    "park": "park",
    "gardens": "gardens",
    "sports": "sports",
    "cemetery": "cemetery",
    "school": "school",
    "hospital": "hospital",
}


@dataclass(frozen=True, slots=True)
class LayerParts:
    """What the layers are drawn from, in metres (districts, streets, places: in degrees)."""

    boundary: shapely.Geometry
    districts: Sequence[District]
    water: Sequence[shapely.Geometry]
    water_names: Sequence[tuple[str, str]]
    rail: Sequence[shapely.Geometry]
    woods: Sequence[shapely.Geometry]
    plazas: Sequence[shapely.Geometry]
    lands: Sequence[Block]
    houses: Sequence[House]
    streets: Sequence[Street]
    places: Sequence[Place]


def make_layers(parts: LayerParts, projection: Projection) -> dict[str, GeoJSON]:
    """All layers by name."""

    def drawn(shape: shapely.Geometry, tolerance: float = 0.3) -> GeoJSON:
        return _geometry(projection.geometry(shape.simplify(tolerance)))

    return {
        "land": _collection(_land(parts, drawn)),
        "districts": _collection(
            [
                _feature({"code": d.code, "name": d.name, "population": d.population}, d.polygon)
                for d in parts.districts
            ]
        ),
        "water": _collection(
            [
                _feature({"class": kind, "name": name}, drawn(shape, 0.6))
                for (kind, name), shape in zip(parts.water_names, parts.water, strict=True)
            ]
        ),
        "green": _collection(_green(parts, drawn)),
        "rail": _collection([_feature({"class": "rail"}, drawn(line, 0.6)) for line in parts.rail]),
        "buildings": _collection(
            [_feature({"class": house.kind}, drawn(house.shape, 0.2)) for house in parts.houses]
        ),
        "streets": _collection([_street(street) for street in parts.streets]),
        "places": _collection(
            [
                _feature(
                    {"code": p.code, "kind": p.kind, "name": p.name},
                    {"type": "Point", "coordinates": [p.lon, p.lat]},
                )
                for p in parts.places
            ]
        ),
    }


def _land(parts: LayerParts, drawn: Drawn) -> list[GeoJSON]:
    """The commune, and what is built on."""
    built = unary_union(
        [
            land.shape.buffer(7, quad_segs=2)
            for land in parts.lands
            if land.style not in ("fields", "wood")
        ]
    )
    return [
        _feature({"class": "commune"}, drawn(parts.boundary, 1.0)),
        _feature({"class": "built"}, drawn(built.buffer(-2), 2.0)),
    ]


def _green(parts: LayerParts, drawn: Drawn) -> list[GeoJSON]:
    """Woods, parks, public grounds and squares."""
    green = [_feature({"class": "wood", "name": ""}, drawn(wood, 1.5)) for wood in parts.woods]
    green += [
        _feature({"class": GREEN_USES[block.use], "name": block.name}, drawn(block.shape))
        for block in parts.lands
        if block.use in GREEN_USES
    ]
    return green + [
        _feature({"class": "square", "name": ""}, drawn(plaza)) for plaza in parts.plazas
    ]


def _street(street: Street) -> GeoJSON:
    lines = [[[x, y] for x, y in line] for line in street.lines]
    geometry: GeoJSON = (
        {"type": "LineString", "coordinates": lines[0]}
        if len(lines) == 1
        else {"type": "MultiLineString", "coordinates": lines}
    )
    return _feature({"code": street.code, "class": street.kind, "name": street.name}, geometry)


def _feature(properties: GeoJSON, geometry: GeoJSON) -> GeoJSON:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[GeoJSON]) -> GeoJSON:
    return {"type": "FeatureCollection", "features": features}


def _geometry(shape: shapely.Geometry) -> GeoJSON:
    """A geometry as GeoJSON with lists, rounded to six decimals."""
    return _lists(shapely.geometry.mapping(shape))


def _lists(mapping: GeoJSON) -> GeoJSON:
    def rounded(value: object) -> object:
        if isinstance(value, (tuple, list)):
            return [rounded(each) for each in value]
        return round(float(value), 6)  # type: ignore[arg-type]

    return {"type": mapping["type"], "coordinates": rounded(mapping["coordinates"])}
