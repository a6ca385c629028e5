"""Questions answered by a place: a point, a line, an area, or a postal address."""

import json
import math
import re
from typing import Any, Literal

from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Privacy,
    Wrong,
)

Shape = Literal["point", "line", "area"]
MOST_POSITIONS = 500
LONGEST_ADDRESS = 300
_GEOMETRY = {"point": "Point", "line": "LineString", "area": "Polygon"}
_FEWEST = {"line": 2, "area": 4}
# What leaves openly is snapped to a grid of about a kilometre.
_OPEN_DECIMALS = 2
_WORDY = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_ADDRESS}


class PlaceField(FieldBase):
    """A place: `{"geometry": GeoJSON (RFC 7946), "address": words}`, at least one of the two, so
    that it can be answered without a map."""

    kind: Literal["place"] = "place"
    shape: Shape = "point"

    def typed(self, given: Given, name: str) -> Any:
        words = _first(given, f"{name}-address")
        drawn = _first(given, f"{name}-geometry")
        lon, lat = _first(given, f"{name}-lon"), _first(given, f"{name}-lat")
        geometry: Any = drawn or None
        if lon and lat:
            geometry = {"type": "Point", "coordinates": [lon, lat]}
        found = {"geometry": geometry, "address": words}
        return {part: value for part, value in found.items() if value} or None

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            value = {"address": value}
        if not isinstance(value, dict):
            return value
        kept = {part: _stripped(one) for part, one in value.items()}
        if isinstance(kept.get("geometry"), (dict, str)):
            kept["geometry"] = _geometry(kept["geometry"])
        return {part: one for part, one in kept.items() if one} or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, dict) or not value or not set(value) <= {"geometry", "address"}:
            return NOT_THIS_KIND
        if "address" in value and not _is_wordy(value["address"]):
            return Wrong("too_long", {"most": LONGEST_ADDRESS})
        if "geometry" in value and not self._is_geometry(value["geometry"]):
            return Wrong("not_a_place")
        return None

    def _is_geometry(self, value: Any) -> bool:
        if not isinstance(value, dict) or set(value) != {"type", "coordinates"}:
            return False
        if value["type"] != _GEOMETRY[self.shape]:
            return False
        coordinates = value["coordinates"]
        if self.shape == "point":
            return _is_position(coordinates)
        if self.shape == "area":
            if not isinstance(coordinates, list) or len(coordinates) != 1:
                return False
            coordinates = coordinates[0]
        return (
            isinstance(coordinates, list)
            and _FEWEST[self.shape] <= len(coordinates) <= MOST_POSITIONS
            and all(map(_is_position, coordinates))
        )

    def json_schema(self) -> JsonSchema:
        position = {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "items": False,
            "minItems": 2,
        }
        coordinates: JsonSchema = position
        if self.shape != "point":
            coordinates = {
                "type": "array",
                "items": position,
                "minItems": _FEWEST[self.shape],
                "maxItems": MOST_POSITIONS,
            }
        if self.shape == "area":
            coordinates = {"type": "array", "items": coordinates, "minItems": 1, "maxItems": 1}
        geometry = {
            "type": "object",
            "properties": {"type": {"const": _GEOMETRY[self.shape]}, "coordinates": coordinates},
            "required": ["type", "coordinates"],
            "additionalProperties": False,
        }
        return {
            "type": "object",
            "properties": {"geometry": geometry, "address": _WORDY},
            "additionalProperties": False,
            "minProperties": 1,
        }

    def columns(self) -> list[Column]:
        if self.shape != "point":
            return [self.column("text", "geojson"), self.column("text", "address")]
        return [
            self.column("number", "lon"),
            self.column("number", "lat"),
            self.column("text", "address"),
        ]

    def cells(self, value: Any) -> list[Any]:
        value = value or {}
        geometry = value.get("geometry")
        if self.shape != "point":
            return [_line(geometry), value.get("address")]
        lon, lat = geometry["coordinates"] if geometry else (None, None)
        return [lon, lat, value.get("address")]

    def of_cells(self, cells: Any) -> Any:
        if self.shape != "point":
            geometry: Any = cells[0]
        elif None not in cells[:2]:
            geometry = {"type": "Point", "coordinates": list(cells[:2])}
        else:
            geometry = None
        found = {"geometry": geometry, "address": cells[-1]}
        return {part: one for part, one in found.items() if one is not None} or None

    def open_columns(self) -> list[Column]:
        """A point of a coarse grid; never an address, a line or an area."""
        if self.privacy != "public" or self.shape != "point":
            return []
        return [self.column("number", "lon"), self.column("number", "lat")]

    def open_cells(self, value: Any) -> list[Any]:
        if self.privacy != "public" or self.shape != "point":
            return []
        geometry = (value or {}).get("geometry")
        if not geometry:
            return [None, None]
        return [round(number, _OPEN_DECIMALS) for number in geometry["coordinates"]]

    def words(self, value: Any, language: str) -> str:
        if value.get("address"):
            return str(value["address"])
        if self.shape == "point":
            lon, lat = value["geometry"]["coordinates"]
            return f"{lat:.5f}, {lon:.5f}"
        return _line(value["geometry"]) or ""


ADDRESS_PARTS = ("line", "more", "postcode", "city")


class AddressField(FieldBase):
    """A postal address: `line` (number and street), `more` (staircase, care of), `postcode`,
    `city`; everything but `more` is needed."""

    kind: Literal["address"] = "address"
    privacy: Privacy = "personal"

    def typed(self, given: Given, name: str) -> Any:
        found = {part: _first(given, f"{name}-{part}") for part in ADDRESS_PARTS}
        return {part: text for part, text in found.items() if text} or None

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return super().read(value)
        kept = {part: _stripped(one) for part, one in value.items()}
        if isinstance(kept.get("postcode"), (str, int)):
            kept["postcode"] = re.sub(r"\s", "", str(kept["postcode"]))
        return {part: one for part, one in kept.items() if one} or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, dict) or not set(value) <= set(ADDRESS_PARTS):
            return NOT_THIS_KIND
        left = [part for part in ("line", "postcode", "city") if part not in value]
        if left:
            return Wrong("incomplete", {"parts": left})
        if not all(_is_wordy(one) for one in value.values()):
            return Wrong("too_long", {"most": LONGEST_ADDRESS})
        if not re.fullmatch(r"[0-9]{5}", value["postcode"]):
            return Wrong("not_a_postcode")
        return None

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {
                **dict.fromkeys(ADDRESS_PARTS, _WORDY),
                "postcode": {"type": "string", "pattern": "^[0-9]{5}$"},
            },
            "required": ["line", "postcode", "city"],
            "additionalProperties": False,
        }

    def columns(self) -> list[Column]:
        return [self.column("text", part) for part in ADDRESS_PARTS]

    def cells(self, value: Any) -> list[Any]:
        return [(value or {}).get(part) for part in ADDRESS_PARTS]

    def of_cells(self, cells: Any) -> Any:
        found = zip(ADDRESS_PARTS, cells, strict=True)
        return {part: str(one) for part, one in found if one is not None} or None

    def open_columns(self) -> list[Column]:
        """None, whatever its privacy: it tells where somebody is found."""
        return []

    def open_cells(self, value: Any) -> list[Any]:
        return []

    def words(self, value: Any, language: str) -> str:
        town = f"{value.get('postcode', '')} {value.get('city', '')}".strip()
        return ", ".join(one for one in (value.get("line"), value.get("more"), town) if one)


def _first(given: Given, name: str) -> str:
    return next((text.strip() for text in given.getlist(name) if text.strip()), "")


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _is_wordy(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_ADDRESS


def _is_position(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in value):
        return False
    lon, lat = value
    return math.isfinite(lon + lat) and -180 <= lon <= 180 and -90 <= lat <= 90


def _geometry(value: Any) -> Any:
    """GeoJSON as a page's map or a sheet of data writes it, read; left as it is otherwise."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if not isinstance(value, dict) or not isinstance(value.get("coordinates"), list):
        return value
    if value.get("type") == "Point":
        return {**value, "coordinates": [_as_float(one) for one in value["coordinates"]]}
    return value


def _as_float(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _line(geometry: Any) -> str | None:
    return json.dumps(geometry, separators=(",", ":")) if geometry else None
