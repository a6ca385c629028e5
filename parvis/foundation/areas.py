"""Areas of GeoJSON, in plain Python: is a place inside, where is their middle, how far they reach.

What a request needs of geometry is little, and a library for all of it takes twenty megabytes of
each web process. `polygons.py`, which reads and mends what a town uploads, keeps the library.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The closed rings of an area, holes too: inside is what an odd number of them holds."""

    rings: tuple[Ring, ...]

    @classmethod
    def of(cls, geometry: Mapping[str, Any]) -> "Area":
        """From a Polygon or MultiPolygon. Raises ValueError for another kind."""
        coordinates = geometry.get("coordinates") or []
        if geometry.get("type") == "Polygon":
            coordinates = [coordinates]
        elif geometry.get("type") != "MultiPolygon":
            raise ValueError("an area is a Polygon or a MultiPolygon")
        return cls(
            tuple(
                tuple((float(lon), float(lat)) for lon, lat, *_ in ring)
                for polygon in coordinates
                for ring in polygon
            )
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        points = [point for ring in self.rings for point in ring]
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        return min(lons), min(lats), max(lons), max(lats)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a place is inside or on the edge."""
        inside = False
        for (lon1, lat1), (lon2, lat2) in self._edges():
            if (lat1 > lat) != (lat2 > lat):
                crossing = lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1)
                if crossing == lon:
                    return True
                inside ^= lon < crossing
            elif (lat1 == lat == lat2 and min(lon1, lon2) <= lon <= max(lon1, lon2)) or (
                (lon1, lat1) == (lon, lat)
            ):
                return True
        return inside

    def middle(self) -> Point:
        """A place inside: the middle of the widest stretch half-way up."""
        _, south, _, north = self.bounds
        lats = {lat for ring in self.rings for _, lat in ring}
        height = (south + north) / 2
        # Between two corners' heights, so that no corner lies on the line.
        below = max((lat for lat in lats if lat < height), default=south)
        above = min((lat for lat in lats if lat > height), default=north)
        lat = (below + above) / 2
        crossings = sorted(
            lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1)
            for (lon1, lat1), (lon2, lat2) in self._edges()
            if (lat1 > lat) != (lat2 > lat)
        )
        stretches = list(zip(crossings[::2], crossings[1::2], strict=True))
        west, east = max(stretches, key=lambda one: one[1] - one[0])
        return (west + east) / 2, lat

    def _edges(self) -> Iterator[tuple[Point, Point]]:
        for ring in self.rings:
            yield from pairwise(ring)
