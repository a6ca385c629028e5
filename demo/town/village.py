"""Saint-Aubray, a made-up village of 300: a bourg and two hamlets on the Aubrette."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from demo.town.assemble import Draft, Way, assemble, set_uses
from demo.town.blocks import Block, Cut, divide, join_cuts, open_blocks
from demo.town.build import name_cuts
from demo.town.geometry import XY, Projection, Warp, closed_spline, longest_line, spline
from demo.town.ground import Anchor, Face, claim, district_shapes, faces_between
from demo.town.model import Town
from demo.town.names import NameStock
from demo.town.places import Landmark, Square
from demo.town.skeleton import Road

CENTRE = (2.3061, 46.8649)
DISTRICTS: dict[str, tuple[str, int, str]] = {
    "BRG": ("Le Bourg", 186, "village"),
    "BOR": ("Les Bordes", 66, "rural"),
    "MOU": ("Le Moulin-Neuf", 48, "rural"),
}
BOUNDARY: tuple[XY, ...] = (
    (-1900, 300), (-1500, 1150), (-600, 1500), (300, 1750), (1100, 1500), (1900, 1200), (2150, 300),
    (1800, -500), (1950, -1100), (1000, -1500), (100, -1350), (-700, -1650), (-1500, -1100), (-1750, -400),
)  # fmt: skip
STREAM: tuple[XY, ...] = (
    (2600, -350),
    (1700, -420),
    (1000, -250),
    (420, -330),
    (-200, -260),
    (-800, -480),
    (-1400, -420),
    (-2300, -700),
)
LIMITS: tuple[tuple[XY, ...], ...] = (
    ((-2500, 700), (-900, 350), (-560, 520), (150, 900), (400, 2300)),
    ((560, -1900), (520, -600), (640, 60), (900, 420), (1300, 2300)),
)
"""Lines between the three districts."""
HAMLETS: tuple[tuple[XY, ...], ...] = (
    (
        (-330, -190),
        (-370, 60),
        (-210, 260),
        (60, 300),
        (290, 210),
        (360, -20),
        (300, -200),
        (20, -230),
    ),
    ((-1010, 760), (-980, 980), (-760, 1050), (-590, 920), (-640, 740), (-840, 690)),
    ((1010, -190), (1030, 30), (1250, 90), (1410, -60), (1350, -220), (1150, -260)),
)
ROADS: tuple[Road, ...] = (
    Road("Grande Rue", "street", ((-360, 40), (-120, 20), (60, 35), (330, 90))),
    Road("Route de Belloire", "street", ((-360, 40), (-900, 180), (-1500, 120), (-2100, 250))),
    Road("Route de Clairval", "street", ((330, 90), (820, 200), (1500, 420), (2300, 500))),
    Road("Rue de l'Église", "street", ((20, 20), (30, 170), (-40, 340))),
    Road("Route des Bordes", "street", ((-40, 340), (-300, 600), (-700, 830), (-860, 1010), (-980, 1500))),
    Road("Rue du Lavoir", "street", ((-60, 20), (-90, -130), (-60, -270), (-120, -600), (-60, -1500))),
    Road("Route du Moulin-Neuf", "street", ((300, 80), (620, -60), (1020, -110), (1240, -70), (1700, -60), (2300, -160))),
    Road("Rue du Moulin", "street", ((1230, -80), (1210, -260), (1190, -420), (1260, -900), (1180, -1600))),
)  # fmt: skip
FOREST: tuple[XY, ...] = ((-1300, -900), (-900, -750), (-500, -950), (-620, -1350), (-1000, -1400))
ANCHORS = (
    Anchor(0, 0, "BRG", "hamlet"),
    Anchor(-850, 870, "BOR", "hamlet"),
    Anchor(1200, -70, "MOU", "hamlet"),
)
SQUARES = (Square("Place de la Mairie", (20, 30), (38, 30), 6),)
LANDMARKS = (
    Landmark("town_hall", "Mairie de Saint-Aubray", (45, 60)),
    Landmark("church", "Église Saint-Aubray", (40, 150)),
    Landmark("school", "École des Trois-Hameaux", (-180, 120), "school"),
    Landmark("cemetery", "Cimetière", (150, 230), "cemetery"),
    Landmark("park", "Pré de la Fontaine", (-150, -120), "park"),
    Landmark("community", "Salle des fêtes", (190, -60)),
    Landmark("recycling", "Point de tri des Bordes", (-700, 820)),
)


@lru_cache(maxsize=2)
def build_village(seed: int) -> Town:
    """Saint-Aubray, 300 inhabitants. The same seed gives the same village."""
    rng = np.random.Generator(np.random.PCG64([seed, 2]))
    boundary = Polygon(BOUNDARY)
    water = spline(STREAM, 30).buffer(4, cap_style="flat")
    wood = Polygon(closed_spline(FOREST))
    faces = _faces(boundary, wood)
    blocks: list[Block] = []
    cuts: list[Cut] = []
    for face in faces:
        new_blocks, new_cuts = divide(face.shape, face.style, face.district, rng)
        blocks += new_blocks
        cuts += new_cuts
    set_uses(blocks, LANDMARKS)
    cuts += open_blocks(blocks, rng)
    ways = _main_ways(boundary)
    names = NameStock(rng, {way.name for way in ways} | {square.name for square in SQUARES})
    ways += name_cuts(join_cuts(cuts), names)
    draft = Draft(
        name="Saint-Aubray",
        slug="saint-aubray",
        kind="village",
        insee_code="96112",
        postcode="96490",
        river="l'Aubrette",
        seed=seed,
        districts=DISTRICTS,
        shapes=district_shapes(faces),
        boundary=boundary,
        water=[water.intersection(boundary)],
        water_names=[("river", "L'Aubrette")],
        rail=[],
        woods=[wood],
        blocks=blocks,
        ways=ways,
        squares=SQUARES,
        landmarks=LANDMARKS,
    )
    return assemble(draft, Warp(rng, ((14.0, 800.0), (5.0, 240.0))), Projection(*CENTRE), rng)


def _faces(boundary: Polygon, wood: Polygon) -> list[Face]:
    """The faces of the three districts."""
    hamlets = [Polygon(closed_spline(points)) for points in HAMLETS]
    limits = [spline(points) for points in LIMITS]
    lines = [spline(road.points) for road in ROADS] + [spline(STREAM, 30), *limits]
    lines += [LineString(ring.exterior.coords) for ring in (*hamlets, wood)]
    borders = unary_union([boundary.exterior, *limits])
    zones = list(shapely.get_parts(shapely.polygonize([borders])))
    faces: list[Face] = []
    for anchor in ANCHORS:
        zone = next(each for each in zones if each.contains(shapely.Point(anchor.x, anchor.y)))
        own = [
            face
            for face in faces_between(lines, boundary)
            if zone.contains(shapely.point_on_surface(face))
        ]
        faces += claim(
            own,
            (anchor,),
            built=unary_union(hamlets),
            woods=wood,
            old_town=Polygon(),
            old_code="",
        )
    return faces


def _main_ways(boundary: Polygon) -> list[Way]:
    """The hand-drawn roads, cut at the commune's limit."""
    ways = []
    for road in ROADS:
        line = longest_line(spline(road.points).intersection(boundary))
        if line is not None:
            ways.append(Way(road.name, road.kind, line, "main"))
    return ways
