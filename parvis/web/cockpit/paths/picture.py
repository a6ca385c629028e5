"""The map of paths: stages as boxes one below the other in their order, ways between them as wide
as they are taken. Drawn on the server; its table says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parvis.understand.paths.figures import HIDDEN, Arrow, Stay

WIDTH, ROW, BOX, TOP = 400, 74, 46, 8
LEFT, RIGHT = 96, 304
THINNEST, WIDEST = 1.25, 11.0
STEP, BULGE = 20, 90
# Ways taken by fewer than this share of the busiest would only cross the others.
LEAST_SHARE, MOST_WAYS = 0.02, 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box at `y`: its `name`, its `note` below, how wide the bar of lost time is, its door."""

    y: int
    name: str
    note: str
    bar: float
    href: str


@dataclass(frozen=True, slots=True)
class Way:
    """A curve, how wide, where its words stand, and what a pointer tells."""

    path: str
    width: float
    label: str
    x: float
    y: float
    title: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, in a box `WIDTH` wide."""

    height: int
    boxes: tuple[Drawn, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a box and a way say: by stage (name, note, address), by way (label, title)."""

    boxes: Mapping[int, tuple[str, str, str]]
    ways: Mapping[tuple[int, int], tuple[str, str]]


def draw(stages: Sequence[Stay], arrows: Sequence[Arrow], words: Words) -> Picture:
    """Draw the stages that `words` has boxes for, in the order of their numbers."""
    rows = {key: place for place, key in enumerate(sorted(words.boxes))}
    lost = {one.key: one.waited_hours for one in stages}
    top = max(lost.values(), default=0.0) or 1.0
    boxes = [
        Drawn(TOP + rows[key] * ROW, name, note, (RIGHT - LEFT) * lost.get(key, 0.0) / top, href)
        for key, (name, note, href) in sorted(words.boxes.items())
    ]
    busiest = max((one.count for one in arrows), default=1)
    ways = [
        _way(one, rows[one.source], rows[one.target], busiest, words.ways[one.source, one.target])
        for one in arrows[:MOST_WAYS]
        if one.count >= max(HIDDEN, LEAST_SHARE * busiest)
        and one.source in rows
        and one.target in rows
    ]
    return Picture(2 * TOP + len(rows) * ROW - (ROW - BOX), tuple(boxes), tuple(ways))


def _way(of: Arrow, here: int, there: int, busiest: int, words: tuple[str, str]) -> Way:
    width = round(max(THINNEST, WIDEST * of.count / busiest), 2)
    label, title = words
    if there == here + 1:
        x = (LEFT + RIGHT) / 2
        floor, roof = TOP + here * ROW + BOX, TOP + there * ROW
        return Way(f"M{x:g} {floor}V{roof}", width, label, x + 10, (floor + roof) / 2, title, False)
    is_back = there < here
    edge, side = (LEFT, -1) if is_back else (RIGHT, 1)
    away = edge + side * min(STEP * abs(there - here), BULGE)
    # Ways leave from below a box's middle, and come in above it.
    start = TOP + here * ROW + BOX * (0.3 if is_back else 0.7)
    end = TOP + there * ROW + BOX * (0.7 if is_back else 0.3)
    path = f"M{edge} {start:g}C{away:g} {start:g} {away:g} {end:g} {edge} {end:g}"
    middle = edge + 0.75 * (away - edge)
    return Way(path, width, label, middle, (start + end) / 2, title, is_back)
