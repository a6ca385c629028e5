"""Districts and other areas: reading GeoJSON that people upload, and finding the area of a place.

Reading is strict about what can't be guessed (coordinates that aren't longitude and latitude) and
helpful about what can be repaired (self-intersections), saying each time what it did.

The library of geometry is loaded when it is first needed: hardly any request needs it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

MOST_BYTES = 30 * 1024 * 1024
MOST_FEATURES = 5_000
MOST_POINTS = 2_000_000
_WGS84_NAMES = ("CRS84", "4326", "WGS84", "WGS 84")
Key = TypeVar("Key", bound=Hashable)


class GeoProblem(StrEnum):
    """Why a GeoJSON file was refused."""

    TOO_BIG = "too_big"
    NOT_JSON = "not_json"
    NOT_GEOJSON = "not_geojson"
    NO_FEATURE = "no_feature"
    TOO_MANY_FEATURES = "too_many_features"
    OTHER_CRS = "other_crs"
    NOT_DEGREES = "not_degrees"
    SWAPPED = "latitude_first"
    NOT_POLYGONS = "not_polygons"
    BROKEN_GEOMETRY = "broken_geometry"


class GeoNotice(StrEnum):
    """What was repaired or left out in a file that was accepted."""

    REPAIRED = "repaired"
    LEFT_OUT = "left_out"


class GeoRefused(ValueError):
    """A file can't be read: `problem` says why, `feature` which one (from 1), `detail` more."""

    def __init__(self, problem: GeoProblem, detail: str = "", feature: int | None = None) -> None:
        where = "" if feature is None else f" (feature {feature})"
        super().__init__(f"{problem.value}{where}: {detail}")
        self.problem = problem
        self.detail = detail
        self.feature = feature


@dataclass(frozen=True, slots=True)
class Area:
    """One feature: its geometry, always a valid MultiPolygon, and its properties as they came."""

    geometry: MultiPolygon
    properties: Mapping[str, Any]

    def name(self) -> str:
        """The most likely name among the properties, or an empty text."""
        keys = {key.casefold(): key for key in self.properties}
        for wanted in ("name", "nom", "l_qu", "libelle", "label", "nom_qua", "nom_com"):
            value = self.properties.get(keys.get(wanted, ""))
            if isinstance(value, str) and value.strip():
                return value.strip()
        return ""


@dataclass(frozen=True, slots=True)
class AreasRead:
    """The areas of a file, and what was done to them: (feature number from 1, notice)."""

    areas: tuple[Area, ...]
    notices: tuple[tuple[int, GeoNotice], ...]


def read_polygons(raw: bytes | str) -> AreasRead:
    """Read polygons from GeoJSON text. Raises GeoRefused with the reason and the feature."""
    import shapely

    if len(raw) > MOST_BYTES:
        raise GeoRefused(GeoProblem.TOO_BIG, f"more than {MOST_BYTES // 1024 // 1024} MB")
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        raise GeoRefused(GeoProblem.NOT_JSON) from None
    features = _features(document)
    _check_crs(document)
    areas: list[Area] = []
    notices: list[tuple[int, GeoNotice]] = []
    points: int = 0
    for number, feature in enumerate(features, start=1):
        geometry, properties = _parts(feature, number)
        area, repaired = _area(geometry, number)
        if area is None:
            notices.append((number, GeoNotice.LEFT_OUT))
            continue
        points += int(shapely.get_num_coordinates(area))
        if points > MOST_POINTS:
            raise GeoRefused(GeoProblem.TOO_BIG, f"more than {MOST_POINTS} points", number)
        if repaired:
            notices.append((number, GeoNotice.REPAIRED))
        areas.append(Area(area, properties))
    if not areas:
        raise GeoRefused(GeoProblem.NOT_POLYGONS, "no polygon in this file")
    return AreasRead(tuple(areas), tuple(notices))


def _features(document: Any) -> list[Any]:
    if not isinstance(document, dict):
        raise GeoRefused(GeoProblem.NOT_GEOJSON)
    kind = document.get("type")
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        features: list[Any] = document["features"]
    elif kind in {"Feature", "Polygon", "MultiPolygon"}:
        features = [document]
    else:
        raise GeoRefused(GeoProblem.NOT_GEOJSON, f"type is {str(kind)[:40]!r}")
    if not features:
        raise GeoRefused(GeoProblem.NO_FEATURE)
    if len(features) > MOST_FEATURES:
        raise GeoRefused(GeoProblem.TOO_MANY_FEATURES, f"more than {MOST_FEATURES}")
    return features


def _check_crs(document: dict[str, Any]) -> None:
    """Refuse a declared reference system other than WGS 84 (old GeoJSON had such a member)."""
    crs = document.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else str(crs)
    if not any(known in name.upper() for known in _WGS84_NAMES):
        raise GeoRefused(GeoProblem.OTHER_CRS, name[:80])


def _parts(feature: Any, number: int) -> tuple[Any, Mapping[str, Any]]:
    """The geometry and properties of a feature, which may be a bare geometry."""
    if not isinstance(feature, dict):
        raise GeoRefused(GeoProblem.NOT_GEOJSON, "a feature isn't an object", number)
    if feature.get("type") != "Feature":
        return feature, {}
    properties = feature.get("properties")
    return feature.get("geometry"), properties if isinstance(properties, dict) else {}


def _area(geometry: Any, number: int) -> tuple[MultiPolygon | None, bool]:
    """The polygons of a geometry and whether they had to be repaired; None for another kind."""
    import shapely
    from shapely.errors import ShapelyError
    from shapely.geometry import MultiPolygon, shape

    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return None, False
    try:
        found = shapely.force_2d(shape(geometry))
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise GeoRefused(GeoProblem.BROKEN_GEOMETRY, "unreadable rings", number) from None
    _check_degrees(found, number)
    repaired = not found.is_valid
    polygons = _polygons(shapely.make_valid(found) if repaired else found)
    if not polygons:
        raise GeoRefused(GeoProblem.BROKEN_GEOMETRY, "no surface", number)
    return MultiPolygon(polygons), repaired


def _check_degrees(found: BaseGeometry, number: int) -> None:
    if found.is_empty:
        raise GeoRefused(GeoProblem.BROKEN_GEOMETRY, "empty", number)
    west, south, east, north = found.bounds
    if not all(map(math.isfinite, found.bounds)):
        raise GeoRefused(GeoProblem.BROKEN_GEOMETRY, "not a number", number)
    if west < -180 or east > 180 or south < -90 or north > 90:
        detail = f"x from {west:.0f} to {east:.0f}: metres, perhaps Lambert 93"
        raise GeoRefused(GeoProblem.NOT_DEGREES, detail, number)
    # Mainland France with its numbers exchanged: no French territory lies there.
    if west >= 41 and east <= 51.6 and south >= -5.6 and north <= 10:
        raise GeoRefused(GeoProblem.SWAPPED, "latitude seems to come first", number)


def _polygons(found: BaseGeometry) -> list[Polygon]:
    """The polygons within any geometry: what `make_valid` gives may hold lines and points."""
    from shapely.geometry import Polygon

    if isinstance(found, Polygon):
        return [] if found.is_empty else [found]
    return [polygon for part in getattr(found, "geoms", ()) for polygon in _polygons(part)]


class AreaIndex(Generic[Key]):
    """Finds which area holds a place. Built once from keys and geometries, then fast."""

    def __init__(self, areas: Iterable[tuple[Key, BaseGeometry]]) -> None:
        import shapely

        self._point = shapely.Point
        pairs = list(areas)
        self._keys = [key for key, _ in pairs]
        self._geometries = [geometry for _, geometry in pairs]
        shapely.prepare(self._geometries)
        self._tree = shapely.STRtree(self._geometries)

    def __len__(self) -> int:
        return len(self._keys)

    def locate(self, lon: float, lat: float) -> Key | None:
        """The key of the area that holds the place (its edge included), or None.

        Where areas overlap or touch, the first given wins, always the same.
        """
        hits = self._tree.query(self._point(lon, lat), predicate="intersects")
        return self._keys[min(hits)] if len(hits) else None

    def nearest(self, lon: float, lat: float) -> Key | None:
        """The area that holds the place, else the one whose edge is nearest in degrees."""
        inside = self.locate(lon, lat)
        if inside is not None or not self._keys:
            return inside
        found = self._tree.nearest(self._point(lon, lat))
        return None if found is None else self._keys[int(found)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)


def to_wkb(geometry: BaseGeometry) -> bytes:
    """The compact form to store in a plain bytea column."""
    import shapely

    return shapely.to_wkb(geometry)


def from_wkb(raw: bytes | memoryview) -> BaseGeometry:
    """The geometry stored by `to_wkb`."""
    import shapely

    return shapely.from_wkb(bytes(raw))
