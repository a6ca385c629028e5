"""Districts drawn as one SVG map, tinted by a figure; readable as the table beside it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ring = Sequence[Sequence[float]]
CLASSES = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """One district as drawn: `path` in the picture's units, `css` its tint, `title` its words."""

    path: str
    css: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The districts as drawn before they are tinted: the picture's size, and a path for each."""

    width: float
    height: float
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template writes: a view box, the shapes, and the limits of the scale."""

    width: float
    height: float
    shapes: list[Shape]
    low: str
    high: str


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """Every ring, holes included, of a GeoJSON Polygon or MultiPolygon; none for another kind."""
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return list(coordinates)
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return []


def limits(values: Iterable[float], classes: int = CLASSES) -> list[float]:
    """Upper limits of the classes but the last, by quantiles, so that each tint is used."""
    ordered = sorted(values)
    if not ordered:
        return []
    return [ordered[min(len(ordered) - 1, len(ordered) * k // classes)] for k in range(1, classes)]


def tint(value: float | None, bounds: Sequence[float]) -> str:
    """The class of a district's shape; an unknown figure is drawn as unknown, never as zero."""
    if value is None:
        return "is-unknown"
    return f"q{sum(value >= bound for bound in bounds)}"


def outline(geometries: Iterable[Mapping[str, Any]], *, width: float = 400.0) -> Outline:
    """Draw the outlines of districts (GeoJSON)."""
    drawn = [rings(geometry) for geometry in geometries]
    points = [point for some in drawn for ring in some for point in ring]
    if not points:
        return Outline(width, 1.0, ())
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    # Equirectangular on the town's own latitude: true enough over twenty kilometres.
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze or 1.0)

    def path(some: Sequence[Ring]) -> str:
        parts = []
        for ring in some:
            spots = [
                f"{(x - west) * squeeze * scale:.1f} {(north - y) * scale:.1f}" for x, y, *_ in ring
            ]
            parts.append("M" + "L".join(spots) + "Z")
        return "".join(parts)

    height = round((north - south) * scale, 1) or 1.0
    return Outline(width, height, tuple(path(some) for some in drawn))


def picture(districts: Sequence[Mapping[str, Any]], drawn: Outline | None = None) -> Picture:
    """Draw `districts`: each has `name`, `geometry` (GeoJSON), `value` (or None), and optionally
    `label` (the figure in words) and `href` (its cases). `drawn` is what `outline` gave for the
    same districts, for who keeps it."""
    drawn = drawn or outline(district["geometry"] for district in districts)
    if not drawn.paths:
        return Picture(drawn.width, drawn.height, [], "", "")
    known = [d["value"] for d in districts if d.get("value") is not None]
    bounds = limits(known)
    shapes = [
        Shape(
            path=path,
            css=tint(district.get("value"), bounds),
            title=f"{district['name']}\N{NO-BREAK SPACE}: {words(district)}",
            href=str(district.get("href") or ""),
        )
        for district, path in zip(districts, drawn.paths, strict=True)
    ]
    labels = sorted((d for d in districts if d.get("value") is not None), key=lambda d: d["value"])
    return Picture(
        width=drawn.width,
        height=drawn.height,
        shapes=shapes,
        low=words(labels[0]) if labels else "",
        high=words(labels[-1]) if labels else "",
    )


def words(district: Mapping[str, Any]) -> str:
    """The figure as one says it, "-" when unknown."""
    if district.get("label"):
        return str(district["label"])
    value = district.get("value")
    return "–" if value is None else f"{value:g}".replace(".", ",")
