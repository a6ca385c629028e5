"""From hand-drawn bones to faces: who owns which ground, what is built there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import polygonize, unary_union

from demo.town.geometry import XY, spline


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point that claims the faces nearest to it for a district and a style."""

    x: float
    y: float
    district: str
    style: str


@dataclass(frozen=True, slots=True)
class Face:
    """A piece of ground between main lines."""

    shape: Polygon
    district: str
    style: str


def river_area(points: Sequence[XY], island: Polygon | None, half_width: float) -> Polygon:
    """The river's water: a band that breathes a little, wider around its island."""
    line = spline(points, 40)
    band = line.buffer(half_width, cap_style="flat", quad_segs=6)
    if island is not None:
        band = unary_union([band, island.buffer(half_width * 0.95)])
        band = band.buffer(half_width * 0.6).buffer(-half_width * 0.6)
    return max(shapely.get_parts(band), key=lambda part: part.area)


def overshoot(line: LineString, metres: float) -> LineString:
    """The line, made a little longer at both ends so that it crosses what it touches."""
    xy = np.asarray(line.coords)
    head, tail = xy[0] - xy[1], xy[-1] - xy[-2]
    xy[0] += head / np.hypot(*head) * metres
    xy[-1] += tail / np.hypot(*tail) * metres
    return LineString(xy)


def faces_between(lines: Sequence[LineString], boundary: Polygon) -> list[Polygon]:
    """The faces that the lines cut the boundary into; loose ends are dropped."""
    net = unary_union([boundary.exterior, *(overshoot(line, 8) for line in lines)])
    inside = boundary.buffer(0.5)
    return [
        face
        for face in polygonize(net)
        if inside.contains(shapely.point_on_surface(face)) and face.area > 0.01
    ]


def claim(
    faces: Sequence[Polygon],
    anchors: Sequence[Anchor],
    *,
    built: MultiPolygon | Polygon,
    woods: MultiPolygon | Polygon,
    old_town: Polygon,
    old_code: str,
) -> list[Face]:
    """Give each face its district (nearest anchor) and its style."""
    spots = np.asarray([(anchor.x, anchor.y) for anchor in anchors])
    out = []
    for shape in faces:
        spot: Point = shapely.point_on_surface(shape)
        anchor = anchors[int(np.argmin(np.hypot(*(spots - (spot.x, spot.y)).T)))]
        if old_town.contains(spot):
            out.append(Face(shape, old_code, "core"))
        elif woods.contains(spot):
            out.append(Face(shape, anchor.district, "wood"))
        elif not built.contains(spot):
            out.append(Face(shape, anchor.district, "fields"))
        else:
            out.append(Face(shape, anchor.district, anchor.style))
    return out


def follow_banks(faces: Sequence[Face], river: Polygon) -> list[Face]:
    """Each half of the river belongs to the district of its bank."""
    wide = river.buffer(1)
    land = [face for face in faces if not wide.contains(face.shape)]
    out = list(land)
    for face in faces:
        if wide.contains(face.shape):
            bank = max(land, key=lambda each: each.shape.intersection(face.shape).length)
            out.append(Face(face.shape, bank.district, face.style))
    return out


def district_shapes(faces: Sequence[Face]) -> dict[str, Polygon]:
    """One polygon per district: stray pieces go to the neighbour they touch most."""
    owned: dict[str, list[Polygon]] = {}
    for face in faces:
        owned.setdefault(face.district, []).append(face.shape)
    shapes: dict[str, Polygon] = {}
    strays: list[Polygon] = []
    for code, parts in sorted(owned.items()):
        pieces = sorted(shapely.get_parts(unary_union(parts)), key=lambda part: -part.area)
        shapes[code] = pieces[0]
        strays.extend(pieces[1:])
    for stray in sorted(strays, key=lambda part: -part.area):
        best = max(shapes, key=lambda code: shapes[code].intersection(stray).length)
        shapes[best] = unary_union([shapes[best], stray])
    return shapes
