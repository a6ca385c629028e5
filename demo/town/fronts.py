"""Houses along the streets, and their numbers: odd on the left, even on the right."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from demo.town.blocks import STYLES, Block

STEP = 3.0


class HasLine(Protocol):
    """What a way must offer here."""

    @property
    def line(self) -> LineString: ...
    @property
    def kind(self) -> str: ...
    @property
    def style(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Numbered:
    """A door: index of its way, number, suffix, place in metres."""

    way: int
    number: int
    suffix: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class House:
    """A footprint; `kind`: house, block, bar, shed, public."""

    shape: Polygon
    kind: str


@dataclass(slots=True)
class _Trial:
    way: int
    along: float
    side: int
    x: float
    y: float
    turn: float
    style: str
    land: int


def build_fronts(
    lands: Sequence[Block],
    ways: Sequence[HasLine],
    widths: Mapping[str, float],
    rng: np.random.Generator,
) -> tuple[list[House], list[Numbered]]:
    """Footprints and numbered doors for all built land."""
    houses = _old_rings(lands)
    trials = _trials(lands, ways, widths, rng)
    boxes = np.asarray([_box(trial, rng) for trial in trials])
    kept = _without_overlap(boxes, trials, lands)
    doors = []
    for index in kept:
        trial = trials[index]
        style = STYLES[trial.style]
        doors.append(trial)
        if style.houses != "ring":
            kind = {"bars": "bar", "sheds": "shed", "row": "row"}.get(style.houses, "house")
            houses.append(House(boxes[index], kind))
    houses += _public_buildings(lands, rng)
    return houses, _number(doors, ways)


def _trials(
    lands: Sequence[Block],
    ways: Sequence[HasLine],
    widths: Mapping[str, float],
    rng: np.random.Generator,
) -> list[_Trial]:
    """Places where a house could stand, walking along each side of each street."""
    tree = shapely.STRtree([land.shape for land in lands])
    out: list[_Trial] = []
    for index, way in enumerate(ways):
        if way.kind in ("bypass", "path"):
            continue
        line = _start_near_centre(way.line)
        if line.length < 24:
            continue
        at = np.arange(6.0, line.length - 5.0, STEP)
        here = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, at + 1.5))
        back = shapely.get_coordinates(shapely.line_interpolate_point(line, at - 1.5))
        turn = np.arctan2(*(ahead - back).T[::-1])
        for side in (1, -1):
            normal = np.column_stack([-np.sin(turn), np.cos(turn)]) * side
            probe = here + normal * (widths[way.kind] / 2 + 4.0)
            hits = tree.query(shapely.points(probe), predicate="within")
            land_of = np.full(len(at), -1)
            land_of[hits[0]] = hits[1]
            one = _Side(index, side, widths[way.kind], at, here, normal, turn, land_of)
            out += _walk(one, lands, rng)
    return out


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a way: points along it, the way out, the land behind each point."""

    way: int
    side: int
    width: float
    at: NDArray[np.float64]
    here: NDArray[np.float64]
    normal: NDArray[np.float64]
    turn: NDArray[np.float64]
    land_of: NDArray[np.int64]


def _walk(side: _Side, lands: Sequence[Block], rng: np.random.Generator) -> list[_Trial]:
    """Houses one after the other along one side."""
    out = []
    next_at = rng.random() * 8
    for step, along in enumerate(side.at):
        land = int(side.land_of[step])
        if along < next_at or land < 0 or lands[land].use != "built":
            continue
        style = STYLES[lands[land].style]
        if style.houses == "none":
            continue
        setback = style.setback * (0.7 + 0.6 * rng.random())
        away = side.width / 2 + setback + style.deep / 2 + 0.8
        x, y = side.here[step] + side.normal[step] * away
        out.append(
            _Trial(side.way, along, side.side, x, y, side.turn[step], lands[land].style, land)
        )
        next_at = along + style.spacing * (0.86 + 0.42 * rng.random())
    return out


def _box(trial: _Trial, rng: np.random.Generator) -> Polygon:
    """The footprint of one house, turned along its street."""
    style = STYLES[trial.style]
    loose = 0.0 if style.houses == "row" else 0.28
    front = style.front * (1 - loose / 2 + loose * rng.random()) / 2
    deep = style.deep * (0.88 + 0.24 * rng.random()) / 2
    if style.houses == "ring":
        front, deep = 2.0, 2.0
    if style.houses == "bars" and rng.random() < 0.4:
        front, deep = deep * 1.5, deep * 1.5
    sway = trial.turn + (rng.random() - 0.5) * (0.0 if style.houses in ("row", "ring") else 0.12)
    cos, sin = math.cos(sway), math.sin(sway)
    corners = ((-front, -deep), (front, -deep), (front, deep), (-front, deep))
    return Polygon([(trial.x + a * cos - b * sin, trial.y + a * sin + b * cos) for a, b in corners])


def _without_overlap(
    boxes: NDArray[np.object_], trials: Sequence[_Trial], lands: Sequence[Block]
) -> list[int]:
    """Indices of footprints that stand on their own land and not on one another."""
    shapes = np.asarray([lands[trial.land].shape for trial in trials])
    shapely.prepare(shapes)
    fits = shapely.covers(shapes, boxes)
    tree = shapely.STRtree(boxes)
    clash: dict[int, list[int]] = {}
    shrunk = shapely.buffer(boxes, -0.6, quad_segs=1)
    for left, right in zip(*tree.query(shrunk, predicate="intersects"), strict=True):
        if left != right:
            clash.setdefault(int(left), []).append(int(right))
    kept: set[int] = set()
    for index in np.flatnonzero(fits):
        if not any(other in kept for other in clash.get(int(index), ())):
            kept.add(int(index))
    return sorted(kept)


def _start_near_centre(line: shapely.Geometry) -> LineString:
    """Numbers grow away from the town's centre."""
    parts = shapely.get_parts(line)
    longest = max(parts, key=lambda part: part.length)
    first, last = longest.coords[0], longest.coords[-1]
    return longest if math.hypot(*first) <= math.hypot(*last) else longest.reverse()


def _number(doors: Sequence[_Trial], ways: Sequence[HasLine]) -> list[Numbered]:
    """French numbering: odd on the left, even on the right, some missing, some "bis"."""
    out = []
    by_side: dict[tuple[int, int], list[_Trial]] = {}
    for door in doors:
        by_side.setdefault((door.way, door.side), []).append(door)
    for (way, side), row in sorted(by_side.items()):
        number = -1 if side == 1 else 0
        for place, door in enumerate(sorted(row, key=lambda each: each.along)):
            chance = (door.x * 0.731 + door.y * 1.313) % 1.0
            if place and chance < 0.035:
                out.append(Numbered(way, number, "bis", door.x, door.y))
                continue
            number += 4 if chance > 0.97 else 2
            out.append(Numbered(way, number, "", door.x, door.y))
    seen: set[tuple[int, int, str]] = set()
    unique = []
    for door in out:
        key = (door.way, door.number, door.suffix)
        if key not in seen:
            seen.add(key)
            unique.append(door)
    return unique


def _old_rings(lands: Sequence[Block]) -> list[House]:
    """Old blocks: houses wall to wall around a courtyard."""
    out = []
    for land in lands:
        if land.use != "built" or STYLES[land.style].houses != "ring":
            continue
        outer = land.shape.buffer(-0.4, join_style="mitre").simplify(0.4)
        ring = outer.difference(outer.buffer(-14.5, join_style="mitre"))
        out += [
            House(part, "block")
            for part in shapely.get_parts(ring)
            if part.geom_type == "Polygon" and part.area > 30
        ]
    return out


def _public_buildings(lands: Sequence[Block], rng: np.random.Generator) -> list[House]:
    """Schools, hospital, sports halls: a few wings inside their grounds."""
    sizes = {
        "school": ((46, 12), (13, 34)),
        "hospital": ((90, 18), (18, 70), (60, 16)),
        "sports": ((52, 28),),
    }
    out = []
    for land in lands:
        if land.use not in sizes or land.shape.area < 1_200:
            continue
        room = land.shape.buffer(-6)
        corners = np.asarray(shapely.minimum_rotated_rectangle(land.shape).exterior.coords)
        turn = math.atan2(*(corners[1] - corners[0])[::-1])
        centre = shapely.point_on_surface(land.shape)
        for place, (front, deep) in enumerate(sizes[land.use]):
            shift = (place * 26, place * 20)
            box = shapely.box(-front / 2, -deep / 2, front / 2, deep / 2)
            box = shapely.affinity.rotate(
                shapely.affinity.translate(box, *shift), turn, origin=(0, 0), use_radians=True
            )
            box = shapely.affinity.translate(box, centre.x, centre.y)
            if room.contains(box):
                out.append(House(box, "public"))
    return out
