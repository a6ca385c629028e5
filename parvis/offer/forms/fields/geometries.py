"""The GeoJSON (RFC 7946) of a place: a point, a line, an area of one outline."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from parvis.foundation.drawn import crosses_itself, length, surface
from parvis.foundation.wording import worded
from parvis.offer.forms.fields.base import JsonSchema, Wrong

Shape = Literal["point", "line", "area"]
MOST_POINTS = 500
TYPES = {"point": "Point", "line": "LineString", "area": "Polygon"}
# Positions of the shortest: an outline has the first one twice.
_FEWEST = {"line": 2, "area": 4}
_MOST = {"line": MOST_POINTS, "area": MOST_POINTS + 1}
_NO_PLACE = Wrong("not_a_place")
_SAID: dict[str, Mapping[str, str]] = {
    "line": {"fr": "Ligne de {} m", "en": "A line of {} m"},
    "area": {"fr": "Zone de {} m²", "en": "An area of {} m²"},
}


def read_geometry(value: Any) -> Any:
    """GeoJSON as a page's map or a sheet of data writes it, read: figures as numbers, no point
    twice in a row, an outline that ends where it begins. Left as it is otherwise."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return value
    if not isinstance(value, dict) or not isinstance(value.get("coordinates"), list):
        return value
    return {**value, "coordinates": _read(value.get("type"), value["coordinates"])}


def _read(kind: Any, coordinates: list[Any]) -> list[Any]:
    if kind == "Point":
        return [_as_float(one) for one in coordinates]
    if kind == "LineString":
        return _without_repeats(coordinates)
    if kind == "Polygon" and len(coordinates) == 1 and isinstance(coordinates[0], list):
        outline = _without_repeats(coordinates[0])
        return [outline if outline[:1] == outline[-1:] else [*outline, outline[0]]]
    return coordinates


def _without_repeats(line: list[Any]) -> list[Any]:
    return [one for at, one in enumerate(line) if at == 0 or one != line[at - 1]]


def _as_float(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def wrong_geometry(shape: Shape, value: Any) -> Wrong | None:
    """Why `value` is no geometry of this shape; None when it is one."""
    if not isinstance(value, dict) or set(value) != {"type", "coordinates"}:
        return _NO_PLACE
    if value["type"] != TYPES[shape]:
        return _NO_PLACE
    found = positions(value)
    if not isinstance(found, list) or not all(map(_is_position, found)):
        return _NO_PLACE
    return None if shape == "point" else _wrong_line(shape, found)


def _wrong_line(shape: Shape, found: list[Any]) -> Wrong | None:
    if len(found) < _FEWEST[shape]:
        return Wrong("too_few_points", {"fewest": _FEWEST[shape] - (shape == "area")})
    if len(found) > _MOST[shape]:
        return Wrong("too_many_points", {"most": MOST_POINTS})
    # A walk may well come back over its own way; an area that does is none.
    return Wrong("crosses_itself") if shape == "area" and crosses_itself(found) else None


def positions(geometry: Mapping[str, Any]) -> Any:
    """The positions of a geometry, an outline's first one twice."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        return [coordinates]
    if geometry["type"] == "Polygon":
        is_one = isinstance(coordinates, list) and len(coordinates) == 1
        return coordinates[0] if is_one else None
    return coordinates


def _is_position(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in value):
        return False
    lon, lat = value
    return bool(-180 <= lon <= 180 and -90 <= lat <= 90)


def geometry_schema(shape: Shape) -> JsonSchema:
    """JSON Schema 2020-12 of the geometries of a shape. `x-outline` says what the standard can't:
    an outline that ends where it begins and meets itself nowhere else."""
    coordinates: JsonSchema = {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
        "items": False,
        "minItems": 2,
    }
    if shape != "point":
        coordinates = {
            "type": "array",
            "items": coordinates,
            "minItems": _FEWEST[shape],
            "maxItems": _MOST[shape],
        }
    if shape == "area":
        outline = {**coordinates, "x-outline": True}
        coordinates = {"type": "array", "items": outline, "minItems": 1, "maxItems": 1}
    return {
        "type": "object",
        "properties": {"type": {"const": TYPES[shape]}, "coordinates": coordinates},
        "required": ["type", "coordinates"],
        "additionalProperties": False,
    }


def said(geometry: Mapping[str, Any], language: str) -> str:
    """A geometry in words: a point's figures, how long a line is, how large an area."""
    found = positions(geometry)
    if geometry["type"] == "Point":
        lon, lat = found[0]
        return f"{lat:.5f}, {lon:.5f}"
    shape, size = ("line", length) if geometry["type"] == "LineString" else ("area", surface)
    figure = f"{size(found):,.0f}"
    if language == "fr":
        figure = figure.replace(",", "\N{NARROW NO-BREAK SPACE}")
    text = worded(_SAID[shape], language).format(figure)
    return text.replace(f"{figure} ", f"{figure}\N{NO-BREAK SPACE}")
