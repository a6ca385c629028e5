"""Districts drawn as one SVG map, tinted by a figure; readable as the table beside it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ring = Sequence[Sequence[float]]
# The lightest tint says zero and nothing else; figures above it take, by how many classes they
# make, these of the others: the darkest is the most, and the middle one what is everywhere alike.
ZERO, UNKNOWN = "q0", "is-unknown"
TINTS = {
    0: (),
    1: ("q2",),
    2: ("q2", "q4"),
    3: ("q2", "q3", "q4"),
    4: ("q1", "q2", "q3", "q4"),
}
CLASSES = max(TINTS)


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
class Tint:
    """One line of the legend: a tint and the figures that wear it, in words, from `low` to `high`;
    both are the same where it is one figure."""

    css: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template writes: a view box, the shapes, and the legend. `unknown`: some district's
    figure is not known, though others are."""

    width: float
    height: float
    shapes: list[Shape]
    legend: list[Tint]
    unknown: bool = False


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """Every ring, holes included, of a GeoJSON Polygon or MultiPolygon; none for another kind."""
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return list(coordinates)
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return []


def limits(values: Iterable[float]) -> list[float]:
    """Where each class above zero begins, in order and no two alike. As many districts in each as
    can be: figures that are alike are never parted, the others share what classes are left."""
    rest = sorted(value for value in values if value > 0)
    begins: list[float] = []
    for left in range(CLASSES, 0, -1):
        if not rest:
            break
        begins.append(rest[0])
        cut = rest[len(rest) // left] if left > 1 else math.inf
        rest = [value for value in rest if value >= cut and value > rest[0]]
    return begins


def tint(value: float | None, begins: Sequence[float]) -> str:
    """The class of a district's shape; an unknown figure is drawn as unknown, never as zero."""
    if value is None:
        return UNKNOWN
    at = sum(value >= begin for begin in begins)
    return TINTS[len(begins)][at - 1] if at else ZERO


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
        return Picture(drawn.width, drawn.height, [], [])
    begins = limits(d["value"] for d in districts if d.get("value") is not None)
    shapes = [
        Shape(
            path=path,
            css=tint(district.get("value"), begins),
            title=f"{district['name']}\N{NO-BREAK SPACE}: {words(district)}",
            href=str(district.get("href") or ""),
        )
        for district, path in zip(districts, drawn.paths, strict=True)
    ]
    lines = legend(districts, begins)
    unknown = bool(lines) and any(shape.css == UNKNOWN for shape in shapes)
    return Picture(drawn.width, drawn.height, shapes, lines, unknown)


def legend(districts: Sequence[Mapping[str, Any]], begins: Sequence[float]) -> list[Tint]:
    """The tints that the map wears, the least first, each with its smallest and largest figure."""
    worn: dict[str, list[Mapping[str, Any]]] = {}
    known = (district for district in districts if district.get("value") is not None)
    for district in sorted(known, key=lambda one: one["value"]):
        worn.setdefault(tint(district["value"], begins), []).append(district)
    return [Tint(css, words(alike[0]), words(alike[-1])) for css, alike in worn.items()]


def words(district: Mapping[str, Any]) -> str:
    """The figure as one says it, "-" when unknown."""
    if district.get("label"):
        return str(district["label"])
    value = district.get("value")
    return "–" if value is None else f"{value:g}".replace(".", ",")
