"""Belloire, from its hand-drawn bones to its last house number."""
# ruff: noqa: E501 - tables of points read better in long lines.

import math
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.ops import substring, unary_union

from demo.town import skeleton
from demo.town.assemble import Draft, Way, assemble, set_uses
from demo.town.blocks import Block, Cut, divide, join_cuts, open_blocks
from demo.town.geometry import Projection, Warp, closed_spline, longest_line, spline
from demo.town.ground import (
    Anchor,
    Face,
    claim,
    district_shapes,
    faces_between,
    follow_banks,
    river_area,
)
from demo.town.model import Town
from demo.town.names import NameStock, street_kind_word
from demo.town.places import LANDMARKS, SQUARES

CENTRE = (2.1148, 46.9627)
RIVER_HALF_WIDTH = 27.0
FRAYED = ("houses", "industry", "village", "mixed")
"""Styles that end among fields."""

DISTRICTS: dict[str, tuple[str, int, str]] = {
    "CEN": ("Centre ancien", 4_900, "core"),
    "GAR": ("Gare", 4_600, "station"),
    "STJ": ("Faubourg Saint-Jacques", 4_300, "faubourg"),
    "MAD": ("La Madeleine", 4_400, "faubourg"),
    "HAU": ("Les Hauts-Champs", 7_200, "towers"),
    "CLF": ("Le Clos-Fleuri", 4_600, "houses"),
    "VIG": ("Les Vignes", 4_800, "houses"),
    "RIV": ("Les Rives", 2_900, "renewal"),
    "BEL": ("Bel-Air", 4_700, "mixed"),
    "IND": ("La Plaine", 600, "industry"),
    "SLU": ("Saint-Lubin", 2_300, "village"),
    "ETG": ("Le Grand Étang", 2_700, "rural"),
}
"""Code: name, inhabitants (48,000 in all), character."""

ANCHORS: tuple[Anchor, ...] = tuple(
    Anchor(*row)
    for row in (
        (-470, 470, "GAR", "station"), (-35, 520, "GAR", "station"), (395, 545, "GAR", "station"),
        (-685, 240, "MAD", "faubourg"), (-650, -180, "MAD", "faubourg"),
        (-1045, -360, "MAD", "faubourg"), (-1225, 325, "MAD", "mixed"), (-1475, -430, "MAD", "houses"),
        (-2230, -790, "MAD", "houses"), (-935, 575, "MAD", "faubourg"),
        (755, 445, "BEL", "mixed"), (1080, 540, "BEL", "mixed"), (1115, 830, "BEL", "mixed"),
        (1045, 970, "BEL", "mixed"), (1620, 1045, "BEL", "houses"),
        (720, -35, "RIV", "renewal"), (1150, 145, "RIV", "renewal"), (1655, 505, "RIV", "houses"),
        (2305, 720, "RIV", "houses"),
        (-445, -720, "STJ", "faubourg"), (215, -720, "STJ", "faubourg"),
        (325, -470, "STJ", "faubourg"), (-215, -505, "STJ", "faubourg"),
        (830, -830, "VIG", "houses"), (1150, -720, "VIG", "houses"), (1010, -360, "VIG", "mixed"),
        (1690, -360, "VIG", "houses"), (2090, -650, "VIG", "houses"), (1945, -1440, "VIG", "houses"),
        (1585, -865, "VIG", "houses"), (2375, -145, "VIG", "houses"),
        (-250, 850, "CLF", "mixed"), (-360, 1225, "CLF", "houses"), (-575, 1620, "CLF", "houses"),
        (-360, 2090, "CLF", "houses"), (-1010, 1800, "CLF", "houses"), (-110, 1690, "CLF", "houses"),
        (505, 960, "HAU", "towers"), (505, 1295, "HAU", "towers"), (935, 1225, "HAU", "towers"),
        (575, 1690, "HAU", "houses"), (755, 2090, "HAU", "houses"), (970, 1655, "HAU", "houses"),
        (-1295, 1260, "IND", "industry"), (-1295, 830, "IND", "industry"),
        (-1730, 720, "IND", "industry"), (-2160, 1010, "IND", "industry"),
        (-2305, 215, "IND", "industry"), (-2090, 1585, "IND", "industry"),
        (-1440, 1870, "IND", "industry"), (-1690, 325, "IND", "industry"),
        (1655, 1980, "SLU", "village"), (1910, 2375, "SLU", "village"), (2090, 1980, "SLU", "village"),
        (2375, 1655, "SLU", "village"), (1370, 2305, "SLU", "village"), (2160, 1225, "SLU", "village"),
        (1620, 1405, "SLU", "houses"), (2810, 1225, "SLU", "village"),
        (-575, -1260, "ETG", "houses"), (215, -1260, "ETG", "houses"), (830, -1295, "ETG", "houses"),
        (650, -1870, "ETG", "village"), (-865, -1800, "ETG", "village"),
        (-1370, -1370, "ETG", "houses"), (-2305, -1585, "ETG", "village"),
        (-1655, -2090, "ETG", "village"),
    )
)  # fmt: skip


@lru_cache(maxsize=2)
def build_town(seed: int) -> Town:
    """Belloire, 48,000 inhabitants. The same seed gives the same town."""
    rng = np.random.Generator(np.random.PCG64([seed, 1]))
    warp = Warp(rng, ((20.0, 900.0), (7.0, 260.0)))
    island = Polygon(closed_spline(skeleton.ISLAND))
    water = river_area(skeleton.RIVER, island, RIVER_HALF_WIDTH)
    boundary = Polygon(skeleton.BOUNDARY)
    pond = Polygon(closed_spline(skeleton.POND))
    quays = water.buffer(15)
    faces = _faces(boundary, quays, pond)
    cut_faces = [
        face
        for face in faces
        if not quays.buffer(1).contains(face.shape) and not pond.buffer(1).contains(face.shape)
    ]
    edge = unary_union([closed_spline(skeleton.EDGE), closed_spline(skeleton.VILLAGE_EDGE)])
    blocks: list[Block] = []
    cuts: list[Cut] = []
    for face in cut_faces:
        new_blocks, new_cuts = divide(face.shape, face.style, face.district, rng)
        fray(new_blocks, edge, 0.3)
        blocks += new_blocks
        cuts += new_cuts
    set_uses(blocks, LANDMARKS)
    cuts += open_blocks(blocks, rng)
    ways = _main_ways(boundary, quays) + _quays(quays, boundary)
    names = NameStock(rng, {way.name for way in ways} | {square.name for square in SQUARES})
    ways += name_cuts(join_cuts(cuts), names)
    rail = spline(skeleton.RAIL).intersection(boundary)
    draft = Draft(
        name="Belloire",
        slug="belloire",
        kind="town",
        insee_code="96048",
        postcode="96480",
        river="l'Orvelle",
        seed=seed,
        districts=DISTRICTS,
        shapes=district_shapes(faces),
        boundary=boundary,
        water=[water.difference(island).intersection(boundary), pond],
        water_names=[("river", "L'Orvelle"), ("lake", "Le Grand Étang")],
        rail=[rail],
        woods=[Polygon(closed_spline(points)).intersection(boundary) for points in skeleton.FOREST],
        blocks=blocks,
        ways=ways,
        squares=SQUARES,
        landmarks=LANDMARKS,
    )
    return assemble(draft, warp, Projection(*CENTRE), rng)


def _faces(boundary: Polygon, quays: Polygon, pond: Polygon) -> list[Face]:
    """All faces of the commune, with district and style."""
    woods = [Polygon(closed_spline(points)) for points in skeleton.FOREST]
    edge = Polygon(closed_spline(skeleton.EDGE))
    village = Polygon(closed_spline(skeleton.VILLAGE_EDGE))
    ramparts = spline(skeleton.RAMPARTS)
    lines: list[LineString] = [spline(road.points) for road in skeleton.ROADS]
    lines += [ramparts, spline(skeleton.RAIL), spline(skeleton.RIVER, 40)]
    lines += [
        LineString(ring.exterior.coords)
        for ring in (*woods, edge, village, pond, quays.simplify(0.5))
    ]
    old_town = Polygon([*ramparts.coords, (215, -310), (-145, -255)])
    faces = claim(
        faces_between(lines, boundary),
        ANCHORS,
        built=unary_union([edge, village]),
        woods=unary_union(woods),
        old_town=old_town,
        old_code="CEN",
    )
    return follow_banks(faces, quays)


def _main_ways(boundary: Polygon, quays: Polygon) -> list[Way]:
    """The hand-drawn roads, cut at the commune's limit; ramparts in three boulevards."""
    ways = []
    for road in skeleton.ROADS:
        drawn = spline(road.points).intersection(boundary)
        if any(quays.contains(end) for end in drawn.boundary.geoms):
            drawn = drawn.difference(quays)
        line = longest_line(drawn)
        if line is not None:
            ways.append(Way(road.name, road.kind, line, "main"))
    ring = spline(skeleton.RAMPARTS, 12)
    ring = longest_line(ring.difference(quays)) or ring
    thirds = (0.0, 0.36, 0.64, 1.0)
    names = ("Boulevard des Capucins", "Boulevard de la République", "Boulevard Saint-Étienne")
    for name, (start, end) in zip(names, pairwise(thirds), strict=True):
        part = substring(ring, start, end, normalized=True)
        ways.append(Way(name, "boulevard", part, "main"))
    return ways


def _quays(quays: Polygon, boundary: Polygon) -> list[Way]:
    """Streets along the river, inside the town; towpaths outside."""
    centre = spline(skeleton.RIVER, 40)
    names = {
        ("north", 0): ("Chemin de halage de la Plaine", "path"),
        ("north", 1): ("Quai de la Filature", "quay"),
        ("north", 2): ("Quai des Teinturiers", "quay"),
        ("north", 3): ("Quai du Port", "quay"),
        ("north", 4): ("Chemin des Cygnes", "path"),
        ("south", 0): ("Chemin de halage du Gué", "path"),
        ("south", 1): ("Quai des Blanchisseuses", "quay"),
        ("south", 2): ("Quai Saint-Jacques", "quay"),
        ("south", 3): ("Promenade des Vignes", "quay"),
        ("south", 4): ("Chemin du Bord-de-l'Eau", "path"),
    }
    limits = (-6000, -1785, -785, 475, 1405, 6000)
    banks = boundary.intersection(quays.simplify(0.5).exterior)
    out = []
    for part in shapely.get_parts(shapely.line_merge(banks)):
        middle = part.interpolate(0.5, normalized=True)
        on_line = centre.interpolate(centre.project(middle))
        side = "north" if middle.y > on_line.y else "south"
        for index, (low, high) in enumerate(pairwise(limits)):
            piece = part.intersection(shapely.box(low, -9000, high, 9000))
            line = (
                longest_line(shapely.line_merge(piece))
                if isinstance(piece, MultiLineString)
                else piece
            )
            if line is None or line.is_empty or line.length < 60:
                continue
            name, kind = names[(side, index)]
            out.append(Way(name, kind, line, "main"))
    return out


def name_cuts(cuts: list[Cut], names: NameStock) -> list[Way]:
    """Give each cut its name: neighbours share a theme, dead ends take their street's name."""
    ways: list[Way] = []
    for cut in cuts:
        if cut.dead_end:
            continue
        middle = cut.line.interpolate(0.5, normalized=True)
        cell = (math.floor(middle.x / 620), math.floor(middle.y / 620))
        theme = (cell[0] * 0.618_034 + cell[1] * 0.381_966 + 0.17) % 1.0
        word = street_kind_word(cut.style, False, _chance(middle))
        ways.append(Way(f"{word} {names.take(cut.style, theme)}", cut.kind, cut.line, cut.style))
    through = shapely.STRtree([way.line for way in ways])
    for cut in cuts:
        if not cut.dead_end:
            continue
        middle = cut.line.interpolate(0.5, normalized=True)
        parent = ways[int(through.nearest(cut.line))].name
        word = street_kind_word(cut.style, True, _chance(middle))
        ways.append(Way(names.beside(parent, word), cut.kind, cut.line, cut.style))
    return ways


def _chance(point: shapely.Point) -> float:
    """A number between 0 and 1 that depends on the place alone."""
    return float(((point.x * 12.9898 + point.y * 78.233) * 0.013) % 1.0)


def fray(blocks: list[Block], edge: shapely.Geometry, share: float) -> None:
    """Leave some blocks at the edge of the built town to the fields: towns don't end smoothly."""
    for block in blocks:
        outer = block.style in FRAYED and block.shape.distance(edge) < 1
        if outer and _chance(shapely.point_on_surface(block.shape)) < share:
            block.style = "fields"
