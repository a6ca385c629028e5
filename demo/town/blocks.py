"""Cutting the ground between main roads into blocks, the way towns grow: half by half."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import split

from demo.town.geometry import XY, curve, longest_line


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of neighbourhood is built; metres and square metres.

    `area`: usual block; `depth`: least width of a block; `jitter`: how far cuts stray from square
    (degrees); `bulge`: how much streets bend; `spacing`: between two doors of one side;
    `front`, `deep`, `setback`: of a house; `houses`: row, ring, detached, bars, sheds or none;
    `inlets`: share of large blocks opened by a dead end or a loop.
    """

    area: float
    depth: float
    jitter: float
    bulge: float
    kind: str
    houses: str = "none"
    spacing: float = 20.0
    front: float = 10.0
    deep: float = 10.0
    setback: float = 0.0
    inlets: float = 0.0


STYLES: dict[str, Style] = {
    "core": Style(5_000, 30, 13, 0.07, "lane", "ring", 8.5, 8, 13),
    "faubourg": Style(15_500, 48, 10, 0.05, "street", "row", 12.5, 11.5, 12, 0.5, 0.25),
    "station": Style(15_000, 50, 5, 0.025, "street", "row", 13, 12.5, 13, 0.5, 0.1),
    "mixed": Style(23_000, 60, 8, 0.05, "street", "detached", 19, 11, 10, 4, 0.35),
    "houses": Style(31_000, 62, 11, 0.09, "street", "detached", 19.5, 11.5, 9.5, 6, 0.75),
    "towers": Style(60_000, 110, 7, 0.06, "street", "bars", 42, 60, 13, 16, 0.3),
    "renewal": Style(20_000, 60, 5, 0.03, "street", "row", 21, 19, 15, 1, 0.0),
    "industry": Style(75_000, 130, 5, 0.04, "street", "sheds", 75, 52, 34, 14, 0.0),
    "village": Style(20_000, 52, 15, 0.11, "street", "detached", 18, 12, 9, 1.5, 0.4),
    "hamlet": Style(24_000, 55, 15, 0.11, "street", "detached", 31, 13, 9, 4, 0.25),
    "fields": Style(330_000, 180, 16, 0.12, "path"),
    "wood": Style(260_000, 160, 22, 0.16, "path"),
}


@dataclass(slots=True)
class Cut:
    """A street made by a cut, before it has a name."""

    line: LineString
    kind: str
    style: str
    district: str
    dead_end: bool = False


@dataclass(slots=True)
class Block:
    """A block of ground. `use`: built, park, school, sports, cemetery, hospital, water..."""

    shape: Polygon
    style: str
    district: str
    use: str = "built"
    name: str = ""


def divide(
    face: Polygon, style_name: str, district: str, rng: np.random.Generator
) -> tuple[list[Block], list[Cut]]:
    """Cut a face into blocks of its style; gives the blocks and the streets between them."""
    style = STYLES[style_name]
    blocks: list[Block] = []
    cuts: list[Cut] = []
    waiting = [face]
    while waiting:
        piece = waiting.pop()
        found = None
        if piece.area > style.area * (0.8 + 0.9 * rng.random()):
            found = _cut(piece, style, rng)
        if found is None:
            blocks.append(Block(piece, style_name, district))
            continue
        parts, line = found
        kind = "street" if style.kind == "lane" and line.length > 260 else style.kind
        cuts.append(Cut(line, kind, style_name, district))
        waiting.extend(parts)
    return blocks, cuts


def _cut(
    piece: Polygon, style: Style, rng: np.random.Generator
) -> tuple[list[Polygon], LineString] | None:
    """One street across the long side of a piece, or None when no good place is found."""
    corners = np.asarray(shapely.minimum_rotated_rectangle(piece).exterior.coords)[:4]
    side_a, side_b = corners[1] - corners[0], corners[3] - corners[0]
    if np.hypot(*side_a) < np.hypot(*side_b):
        side_a, side_b = side_b, side_a
    origin = corners[0]
    if not np.allclose(origin + side_a + side_b, corners[2], atol=1e-3):
        return None
    turn_limit = math.radians(style.jitter)
    for attempt in range(6):
        spread = 0.16 + 0.05 * attempt
        at = 0.5 + (rng.random() * 2 - 1) * spread
        turn = (rng.random() * 2 - 1) * turn_limit
        bulge = (rng.random() * 2 - 1) * style.bulge
        middle = origin + side_a * at + side_b * 0.5
        half = side_b * 0.62
        cos, sin = math.cos(turn), math.sin(turn)
        half = np.array([half[0] * cos - half[1] * sin, half[0] * sin + half[1] * cos])
        blade = curve(tuple(middle - half), tuple(middle + half), bulge)
        parts = [part for part in split(piece, blade).geoms if part.geom_type == "Polygon"]
        if len(parts) != 2 or min(part.area for part in parts) < style.area * 0.28:
            continue
        if any(_thin(part, style.depth) for part in parts):
            continue
        line = longest_line(blade.intersection(piece))
        if line is not None:
            return parts, line
    return None


def _thin(part: Polygon, depth: float) -> bool:
    """Whether a piece is too narrow to be built on."""
    return bool(part.buffer(-depth / 2.6, quad_segs=2).is_empty)


def open_blocks(blocks: Iterable[Block], rng: np.random.Generator) -> list[Cut]:
    """Dead ends and loops into large built blocks, as housing estates have them."""
    cuts: list[Cut] = []
    for block in blocks:
        style = STYLES[block.style]
        if block.use != "built" or rng.random() >= style.inlets:
            continue
        if block.shape.area > 26_000 and block.style == "houses":
            cuts.extend(_loop(block, rng))
        else:
            cuts.extend(_dead_end(block, rng))
    return cuts


def _dead_end(block: Block, rng: np.random.Generator) -> list[Cut]:
    """A dead end from the longest side towards the middle of the block."""
    shape = block.shape
    inner = shape.buffer(-24, quad_segs=3)
    if inner.is_empty or shape.area < 7_000:
        return []
    ring = shape.exterior
    start = ring.interpolate(rng.random(), normalized=True)
    goal = shapely.point_on_surface(max(shapely.get_parts(inner), key=lambda part: part.area))
    start = ring.interpolate(ring.project(goal)) if start.distance(goal) > 170 else start
    chord = (goal.x - start.x, goal.y - start.y)
    reach = 1.0 + 0.25 * rng.random()
    end: XY = (start.x + chord[0] * reach, start.y + chord[1] * reach)
    line = curve((start.x, start.y), end, (rng.random() - 0.5) * 0.16)
    line = longest_line(line.intersection(shape.buffer(-0.01).union(start.buffer(0.5))))
    if line is None or line.length < 35 or shapely.Point(end).distance(ring) < 20:
        return []
    return [Cut(line, "lane", block.style, block.district, dead_end=True)]


def _loop(block: Block, rng: np.random.Generator) -> list[Cut]:
    """A ring road inside the block, with one or two ways out."""
    inner = block.shape.buffer(-52, quad_segs=4)
    if inner.geom_type != "Polygon" or inner.area < 1_500:
        return _dead_end(block, rng)
    inner = inner.buffer(-8).buffer(8, quad_segs=6).simplify(1.5)
    if inner.geom_type != "Polygon" or inner.is_empty:
        return _dead_end(block, rng)
    ring = LineString(inner.exterior.coords)
    cuts = [Cut(ring, "lane", block.style, block.district, dead_end=True)]
    for at in (rng.random() * 0.5, 0.5 + rng.random() * 0.5)[: 1 + int(rng.random() < 0.6)]:
        inside = ring.interpolate(at, normalized=True)
        edge = block.shape.exterior
        outside = edge.interpolate(edge.project(inside))
        cuts.append(
            Cut(LineString([outside, inside]), "lane", block.style, block.district, dead_end=True)
        )
    return cuts


def join_cuts(cuts: list[Cut], gap: float = 16.0, turn: float = 0.5) -> list[Cut]:
    """Join cuts that go on straight ahead across a street: they are one street.

    `gap` in metres between their ends, `turn` in radians of change of direction.
    """
    through = [cut for cut in cuts if not cut.dead_end]
    ends = np.asarray([(*cut.line.coords[0], *cut.line.coords[-1]) for cut in through])
    spots = np.vstack([ends[:, :2], ends[:, 2:]])
    aims = np.asarray([_aim(cut.line, at) for at in (0, -1) for cut in through])
    count = len(through)
    pairs = []
    for index in range(2 * count):
        apart = np.hypot(*(spots - spots[index]).T)
        ahead = np.arccos(np.clip(-(aims @ aims[index]), -1, 1))
        for other in np.flatnonzero((apart < gap) & (ahead < turn)):
            same = through[index % count].style == through[other % count].style
            if other > index and other % count != index % count and same:
                pairs.append((float(ahead[other]), index, int(other)))
    taken: set[int] = set()
    group = list(range(count))
    joined: dict[int, LineString] = {index: cut.line for index, cut in enumerate(through)}
    for _, index, other in sorted(pairs):
        left, right = _root(group, index % count), _root(group, other % count)
        if index in taken or other in taken or left == right:
            continue
        line = _concatenate(joined[left], joined[right], spots[index], spots[other])
        if line.length > 900:
            continue
        taken.update((index, other))
        group[right] = left
        joined[left] = line
        del joined[right]
    kept = [
        Cut(joined[index], cut.kind, cut.style, cut.district)
        for index, cut in enumerate(through)
        if index in joined
    ]
    return kept + [cut for cut in cuts if cut.dead_end]


def _aim(line: LineString, at: int) -> tuple[float, float]:
    """Unit vector leaving the line at its first (0) or last (-1) end."""
    inner = line.coords[1 if at == 0 else -2]
    end = line.coords[at]
    size = math.dist(inner, end) or 1.0
    return (end[0] - inner[0]) / size, (end[1] - inner[1]) / size


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        index = group[index]
    return index


def _concatenate(
    first: LineString, second: LineString, first_end: XY, second_end: XY
) -> LineString:
    """One line that leaves `first` at `first_end` and enters `second` at `second_end`."""
    head, tail = list(first.coords), list(second.coords)
    if math.dist(head[0], first_end) < math.dist(head[-1], first_end):
        head.reverse()
    if math.dist(tail[-1], second_end) < math.dist(tail[0], second_end):
        tail.reverse()
    return LineString([*head, *tail])
