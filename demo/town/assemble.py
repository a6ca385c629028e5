"""Put a drafted town together: bend it, set its places, its houses and its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import polygonize, unary_union

from demo.town.blocks import Block
from demo.town.fronts import House, Numbered, build_fronts
from demo.town.geometry import Projection, Warp
from demo.town.layers import LayerParts, make_layers
from demo.town.model import Address, District, Place, Street, Town
from demo.town.places import Landmark, Square

WIDTHS: dict[str, float] = {
    "boulevard": 24,
    "avenue": 18,
    "bypass": 20,
    "quay": 13,
    "street": 10,
    "lane": 6.5,
    "path": 3.5,
    "square": 9,
}
"""Metres from wall to wall, by kind of way."""

PARK_AREAS: dict[str, tuple[float, float]] = {
    "park": (3_000, 90_000),
    "gardens": (4_000, 90_000),
    "school": (2_500, 30_000),
    "sports": (14_000, 90_000),
    "cemetery": (6_000, 50_000),
    "hospital": (12_000, 90_000),
}
"""Least and greatest block (square metres) that a use may take."""


@dataclass(frozen=True, slots=True)
class Way:
    """A drawn way with its name; `style` is the neighbourhood's, or main."""

    name: str
    kind: str
    line: LineString
    style: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A town before it is bent and built; all in metres."""

    name: str
    slug: str
    kind: str
    insee_code: str
    postcode: str
    river: str
    seed: int
    districts: Mapping[str, tuple[str, int, str]]
    shapes: Mapping[str, Polygon]
    boundary: Polygon
    water: Sequence[shapely.Geometry]
    water_names: Sequence[tuple[str, str]]
    rail: Sequence[shapely.Geometry]
    woods: Sequence[Polygon]
    blocks: list[Block]
    ways: list[Way]
    squares: Sequence[Square]
    landmarks: Sequence[Landmark]


IDENTITY = ("name", "slug", "kind", "insee_code", "postcode", "river", "seed")
"""What the finished town takes over from its draft as it stands."""


def assemble(draft: Draft, warp: Warp, projection: Projection, rng: np.random.Generator) -> Town:
    """The finished town."""
    plazas = [_plaza(square) for square in draft.squares]
    all_ways = _all_ways(draft, plazas, warp)
    blocks = [replace_shape(block, warp(block.shape)) for block in draft.blocks]
    water, rail = [warp(shape) for shape in draft.water], [warp(line) for line in draft.rail]
    plazas = [warp(plaza) for plaza in plazas]
    lands = _carve(blocks, all_ways, plazas, water, rail)
    houses, numbers = build_fronts(lands, all_ways, WIDTHS, rng)
    districts = _districts(draft, warp, projection)
    streets = _streets(all_ways, districts, projection)
    addresses = _addresses(draft, numbers, streets, districts, projection)
    places = _places(draft, warp, projection, districts, addresses)
    layers = make_layers(
        LayerParts(
            boundary=warp(draft.boundary),
            districts=districts,
            water=water,
            water_names=draft.water_names,
            rail=rail,
            woods=[warp(wood) for wood in draft.woods],
            plazas=plazas,
            lands=lands,
            houses=houses,
            streets=streets,
            places=places,
        ),
        projection,
    )
    outline = projection.geometry(warp(draft.boundary))
    return Town(
        **{name: getattr(draft, name) for name in IDENTITY},
        population=sum(district.population for district in districts),
        centre=projection.point(tuple(warp.points(np.zeros((1, 2)))[0])),
        bounds=outline.bounds,
        districts=districts,
        streets=streets,
        addresses=addresses,
        places=places,
        layers=layers,
    )


def _all_ways(draft: Draft, plazas: Sequence[Polygon], warp: Warp) -> list[Way]:
    """The squares' edges, then the streets, bent like everything else."""
    squares = [
        Way(square.name, "square", warp(LineString(plaza.exterior.coords)), "main")
        for square, plaza in zip(draft.squares, plazas, strict=True)
    ]
    return squares + [replace(way, line=warp(way.line)) for way in _merged(draft.ways)]


def in_sentence(name: str) -> str:
    """A street's name inside a sentence: rue des Lilas, but Grande Rue."""
    return name if name.startswith("Grande") else name[0].lower() + name[1:]


def replace_shape(block: Block, shape: Polygon) -> Block:
    """The block with another shape."""
    return Block(shape, block.style, block.district, block.use, block.name)


def set_uses(blocks: list[Block], landmarks: Sequence[Landmark]) -> None:
    """Turn the block nearest to each landmark into what the landmark needs."""
    for mark in landmarks:
        if not mark.use:
            continue
        low, high = PARK_AREAS[mark.use]
        spot = shapely.Point(mark.at)
        free = [
            block
            for block in blocks
            if block.use == "built"
            and block.style not in ("fields", "wood")
            and low <= block.shape.area <= high
        ]
        best = min(free, key=lambda block: block.shape.distance(spot))
        best.use, best.name = mark.use, mark.name


def _merged(ways: list[Way]) -> list[Way]:
    """Ways of one name in one list entry only (a name is a street)."""
    by_name: dict[str, Way] = {}
    for way in ways:
        if way.name in by_name:
            first = by_name[way.name]
            line = shapely.line_merge(unary_union([first.line, way.line]))
            by_name[way.name] = replace(first, line=line)
        else:
            by_name[way.name] = way
    return list(by_name.values())


def _plaza(square: Square) -> Polygon:
    """A square's paved ground."""
    half_x, half_y = square.size[0] / 2, square.size[1] / 2
    box = shapely.box(-half_x, -half_y, half_x, half_y)
    turned = shapely.affinity.rotate(box, square.turn, origin=(0, 0))
    return shapely.affinity.translate(turned, *square.at)


def _carve(
    blocks: list[Block],
    ways: Sequence[Way],
    plazas: Sequence[Polygon],
    water: Sequence[shapely.Geometry],
    rail: Sequence[shapely.Geometry],
) -> list[Block]:
    """Blocks without the streets, squares, water and rails that run over them."""
    cutters = [way.line.buffer(WIDTHS[way.kind] / 2, quad_segs=3) for way in ways]
    cutters += [plaza.buffer(5, join_style="mitre") for plaza in plazas]
    cutters += [shape.buffer(9) for shape in water]
    cutters += [line.buffer(15) for line in rail]
    tree = shapely.STRtree(cutters)
    out: list[Block] = []
    for block in blocks:
        near = tree.query(block.shape, predicate="intersects")
        rest = block.shape.difference(unary_union([cutters[index] for index in sorted(near)]))
        for part in shapely.get_parts(rest):
            if part.geom_type == "Polygon" and part.area > 60:
                out.append(replace_shape(block, part))
    return out


def _districts(draft: Draft, warp: Warp, projection: Projection) -> tuple[District, ...]:
    """Districts that share their borders to the last digit."""
    borders = unary_union([shape.boundary for shape in draft.shapes.values()])
    lines = projection.geometry(warp(shapely.line_merge(borders)))
    bent = {code: projection.geometry(warp(shape)) for code, shape in draft.shapes.items()}
    found: dict[str, Polygon] = {}
    for face in polygonize(unary_union(lines)):
        code = max(bent, key=lambda key: bent[key].intersection(face).area)
        found[code] = unary_union([found[code], face]) if code in found else face
    out = []
    for code, (name, population, character) in draft.districts.items():
        shape = shapely.orient_polygons(found[code])
        spot = shapely.point_on_surface(shape)
        out.append(
            District(
                code=code,
                name=name,
                population=population,
                character=character,
                centre=(round(spot.x, 6), round(spot.y, 6)),
                polygon={
                    "type": "Polygon",
                    "coordinates": [
                        [[x, y] for x, y in ring.coords]
                        for ring in (shape.exterior, *shape.interiors)
                    ],
                },
            )
        )
    return tuple(out)


def district_finder(districts: Sequence[District]) -> tuple[shapely.STRtree, list[str]]:
    """A tree of district polygons (degrees), and their codes in the same order."""
    shapes = [shapely.geometry.shape(district.polygon) for district in districts]
    return shapely.STRtree(shapes), [district.code for district in districts]


def _streets(
    ways: Sequence[Way], districts: Sequence[District], projection: Projection
) -> tuple[Street, ...]:
    tree, codes = district_finder(districts)
    out = []
    for index, way in enumerate(ways):
        drawn = projection.geometry(way.line.simplify(0.6))
        lines = tuple(
            tuple((float(x), float(y)) for x, y in part.coords) for part in shapely.get_parts(drawn)
        )
        longest = max(shapely.get_parts(drawn), key=lambda part: part.length)
        middle = longest.interpolate(0.5, normalized=True)
        district = codes[int(tree.nearest(middle))]
        out.append(
            Street(
                f"V{index + 1:04d}", way.name, way.kind, district, round(way.line.length, 1), lines
            )
        )
    return tuple(out)


def _addresses(
    draft: Draft,
    numbers: Sequence[Numbered],
    streets: Sequence[Street],
    districts: Sequence[District],
    projection: Projection,
) -> tuple[Address, ...]:
    tree, codes = district_finder(districts)
    spots = projection.degrees(np.asarray([(door.x, door.y) for door in numbers]))
    inside = tree.query(shapely.points(spots), predicate="within")
    home = {int(point): codes[int(area)] for point, area in zip(*inside, strict=True)}
    out = []
    for index, door in enumerate(numbers):
        if index not in home:
            continue
        street = streets[door.way]
        suffix = f" {door.suffix}" if door.suffix else ""
        name = in_sentence(street.name)
        lon, lat = float(spots[index, 0]), float(spots[index, 1])
        out.append(
            Address(
                code=f"{street.code}-{door.number}{door.suffix}",
                number=door.number,
                suffix=door.suffix,
                street=street.code,
                street_name=street.name,
                district=home[index],
                postcode=draft.postcode,
                lon=lon,
                lat=lat,
                label=f"{door.number}{suffix} {name}, {draft.postcode} {draft.name}",
            )
        )
    return tuple(out)


def _places(
    draft: Draft,
    warp: Warp,
    projection: Projection,
    districts: Sequence[District],
    addresses: Sequence[Address],
) -> tuple[Place, ...]:
    tree, codes = district_finder(districts)
    near = shapely.STRtree(shapely.points([(address.lon, address.lat) for address in addresses]))
    marks: list[tuple[str, str, shapely.Point]] = []
    by_name = {block.name: block for block in draft.blocks if block.name}
    for mark in draft.landmarks:
        at = by_name[mark.name].shape.centroid if mark.name in by_name else shapely.Point(mark.at)
        marks.append((mark.kind, mark.name, at))
    marks += [("square", square.name, shapely.Point(square.at)) for square in draft.squares]
    out = []
    for index, (kind, name, at) in enumerate(marks):
        spot = projection.geometry(warp(at))
        door = addresses[int(near.nearest(spot))]
        close = abs(door.lon - spot.x) + abs(door.lat - spot.y) < 0.004
        out.append(
            Place(
                code=f"L{index + 1:03d}",
                kind=kind,
                name=name,
                district=codes[int(tree.nearest(spot))],
                lon=round(spot.x, 6),
                lat=round(spot.y, 6),
                address=door.label if close else "",
            )
        )
    return tuple(out)


__all__ = ["Draft", "House", "Way", "assemble"]
