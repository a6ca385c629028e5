"""Places on the ground: cells, snapping, boxes and distances, without any database.

Longitude comes before latitude everywhere, in degrees (WGS 84). H3 cells are plain integers that
fit PostgreSQL's bigint, whose comparisons are leakproof: they serve to search and group under
row-level security.
"""

import math
from dataclasses import dataclass

from h3.api import basic_int as h3

EARTH_RADIUS_M = 6_371_008.8
_METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180
RESOLUTION_STREET, RESOLUTION_BLOCK, RESOLUTION_QUARTER, RESOLUTION_TOWN = 11, 9, 8, 6
"""Cells of about 50 m, 350 m, 900 m and 6 km across."""
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class BBox:
    """A box in degrees; never across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= self.east <= 180 and -90 <= self.south <= self.north <= 90):
            raise ValueError("a box goes from west to east and from south to north, in degrees")

    @classmethod
    def parse(cls, text: str) -> "BBox":
        """A box from `west,south,east,north`. Raises ValueError."""
        parts = [float(part) for part in text.split(",")]
        if len(parts) != 4 or not all(map(math.isfinite, parts)):
            raise ValueError("a box is four numbers: west,south,east,north")
        return cls(*parts)

    @classmethod
    def around(cls, lon: float, lat: float, metres: float) -> "BBox":
        """The box that holds every point within `metres` of a place."""
        dlat = metres / _METRES_PER_DEGREE
        dlon = dlat / max(math.cos(math.radians(lat)), 1e-6)
        return cls(
            max(lon - dlon, -180), max(lat - dlat, -90), min(lon + dlon, 180), min(lat + dlat, 90)
        )

    def contains(self, lon: float, lat: float) -> bool:
        """Whether a place is in the box, its edges included."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def centre(self) -> tuple[float, float]:
        return (self.west + self.east) / 2, (self.south + self.north) / 2


def is_place(lon: float, lat: float) -> bool:
    """Whether two numbers are a place on Earth other than "null island"."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return False
    return -180 <= lon <= 180 and -90 <= lat <= 90 and (lon, lat) != (0, 0)


def haversine(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Metres between two places along the Earth's surface."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def snap(lon: float, lat: float, metres: float) -> tuple[float, float]:
    """The centre of the grid square of side `metres` that holds the place.

    Deterministic: all places of a square give the same centre, so that repeating the question
    doesn't narrow the place down. Rounded to the sixth decimal (11 cm).
    """
    if metres <= 0:
        raise ValueError("a grid needs a positive size in metres")
    lat_step = metres / _METRES_PER_DEGREE
    row_lat = max(-90.0, min(90.0, (math.floor(lat / lat_step) + 0.5) * lat_step))
    # The step in longitude depends on the row alone, so every place of a row shares one grid.
    lon_step = lat_step / max(math.cos(math.radians(row_lat)), 1e-3)
    snapped_lon = (math.floor(lon / lon_step) + 0.5) * lon_step
    return round(max(-180.0, min(180.0, snapped_lon)), 6), round(row_lat, 6)


def cell(lon: float, lat: float, resolution: int) -> int:
    """The H3 cell of a place, as a signed 64-bit integer (always positive)."""
    return int(h3.latlng_to_cell(lat, lon, resolution))


def cells(lon: float, lat: float, resolutions: tuple[int, ...]) -> dict[int, int]:
    """The cells of a place by resolution, computed from the finest."""
    finest = cell(lon, lat, max(resolutions))
    return {resolution: parent(finest, resolution) for resolution in resolutions}


def parent(of: int, resolution: int) -> int:
    """The cell of a coarser (or the same) resolution above a cell."""
    return int(h3.cell_to_parent(of, resolution))


def centre(of: int) -> tuple[float, float]:
    """Longitude and latitude of a cell's centre."""
    lat, lon = h3.cell_to_latlng(of)
    return lon, lat


def boundary(of: int) -> list[tuple[float, float]]:
    """The corners of a cell, longitude first, not closed."""
    return [(lon, lat) for lat, lon in h3.cell_to_boundary(of)]


def neighbours(of: int, rings: int = 1) -> list[int]:
    """A cell and those within `rings` steps of it."""
    return sorted(int(near) for near in h3.grid_disk(of, rings))


def cells_within(lon: float, lat: float, metres: float, resolution: int) -> list[int]:
    """Cells that together hold every place within `metres`: search by them, then by distance."""
    home = cell(lon, lat, resolution)
    # A step to the next ring goes at least 1.5 edges of the smallest cells; half the average edge
    # is a bound that holds anywhere, cell distortion included.
    step = h3.average_hexagon_edge_length(resolution, unit="m")
    return neighbours(home, math.ceil(metres / step) + 1)


def cells_in(box: BBox, resolution: int) -> list[int]:
    """The cells that cover a box, edges included.

    Raises ValueError when they would be more than 20,000: ask for a coarser resolution.
    """
    area = _square_metres(box)
    if area / h3.average_hexagon_area(resolution, unit="m^2") > _MOST_CELLS:
        raise ValueError("too many cells: use a coarser resolution")
    ring = [
        (box.south, box.west),
        (box.south, box.east),
        (box.north, box.east),
        (box.north, box.west),
    ]
    inner = {int(found) for found in h3.h3shape_to_cells(h3.LatLngPoly(ring), resolution)}
    inner.update(cell(lon, lat, resolution) for lat, lon in ring)
    # A cell belongs to a shape by its centre: one ring more covers the edges.
    return sorted({near for found in inner for near in neighbours(found)})


def _square_metres(box: BBox) -> float:
    height = (box.north - box.south) * _METRES_PER_DEGREE
    width = (box.east - box.west) * _METRES_PER_DEGREE
    return height * width * math.cos(math.radians(box.centre[1]))
