"""Questions answered by a place: a point, a line, an area, or a postal address."""

import json
import re
from typing import Any, Literal

from parvis.foundation.geo import BBox
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Privacy,
    Wrong,
)
from parvis.offer.forms.fields.geometries import (
    Shape,
    geometry_schema,
    positions,
    read_geometry,
    said,
    wrong_geometry,
)

LONGEST_ADDRESS = 300
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
            kept["geometry"] = read_geometry(kept["geometry"])
        return {part: one for part, one in kept.items() if one} or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, dict) or not value or not set(value) <= {"geometry", "address"}:
            return NOT_THIS_KIND
        if "address" in value and not _is_wordy(value["address"]):
            return Wrong("too_long", {"most": LONGEST_ADDRESS})
        if "geometry" in value:
            return wrong_geometry(self.shape, value["geometry"])
        return None

    def lies_in(self, box: BBox, value: Any) -> bool:
        """Whether all that was shown of an answer, one that `check` accepts, lies in a box."""
        found = positions(value["geometry"]) if "geometry" in value else ()
        return all(box.contains(lon, lat) for lon, lat in found)

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {"geometry": geometry_schema(self.shape), "address": _WORDY},
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
        """A point of a coarse grid, a line's or an area's middle; never an address."""
        if self.privacy != "public":
            return []
        return [self.column("number", "lon"), self.column("number", "lat")]

    def open_cells(self, value: Any) -> list[Any]:
        if self.privacy != "public":
            return []
        geometry = (value or {}).get("geometry")
        if not geometry:
            return [None, None]
        lons, lats = zip(*positions(geometry), strict=True)
        return [round((min(of) + max(of)) / 2, _OPEN_DECIMALS) for of in (lons, lats)]

    def words(self, value: Any, language: str) -> str:
        drawn = said(value["geometry"], language) if "geometry" in value else ""
        address = str(value.get("address", ""))
        if address and (not drawn or self.shape == "point"):
            return address
        return f"{address} ({drawn})" if address else drawn


def drawn_in(value: Any) -> dict[str, Any] | None:
    """The GeoJSON of what was drawn in an answer; None for an answer of another kind, or in words
    alone."""
    geometry = value.get("geometry") if isinstance(value, dict) else None
    return geometry if isinstance(geometry, dict) else None


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


def _line(geometry: Any) -> str | None:
    return json.dumps(geometry, separators=(",", ":")) if geometry else None
