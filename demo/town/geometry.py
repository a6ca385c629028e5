"""Plane geometry for drawing a town, in metres; x to the east, y to the north."""

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString

G = TypeVar("G", bound=shapely.Geometry)
XY = tuple[float, float]
EARTH_RADIUS = 6_371_008.8


def spline(points: Sequence[XY], step: float = 25.0) -> LineString:
    """A smooth line through `points` (Catmull-Rom, centripetal enough for hand-drawn points)."""
    if len(points) == 2:
        return LineString(points)
    given = np.asarray(points, dtype=float)
    padded = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    out: list[NDArray[np.float64]] = []
    for index in range(len(given) - 1):
        p0, p1, p2, p3 = padded[index : index + 4]
        steps = max(2, math.ceil(float(np.hypot(*(p2 - p1))) / step))
        t = np.linspace(0, 1, steps, endpoint=False)[:, None]
        out.append(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    return LineString(np.vstack([*out, given[-1:]]))


def closed_spline(points: Sequence[XY], step: float = 25.0) -> LineString:
    """A smooth closed line through `points`."""
    around = [*points[-2:], *points, *points[:3]]
    whole = np.asarray(spline(around, step).coords)
    begin = int(np.argmin(np.hypot(*(whole - points[0]).T)[: len(whole) // 2]))
    end = len(whole) - 1 - int(np.argmin(np.hypot(*(whole[::-1] - points[0]).T)[: len(whole) // 2]))
    return LineString(np.vstack([whole[begin:end], whole[begin : begin + 1]]))


class Warp:
    """A gentle bending of the whole plane, so that no street stays ruler-straight."""

    def __init__(self, rng: np.random.Generator, waves: Sequence[tuple[float, float]]) -> None:
        """`waves` lists (amplitude, wavelength) in metres; amplitude is shared by three sines."""
        rows = []
        for amplitude, wavelength in waves:
            for _ in range(3):
                turn, phase_x, phase_y = rng.random(3) * 2 * math.pi
                k = 2 * math.pi / wavelength
                rows.append(
                    (k * math.cos(turn), k * math.sin(turn), phase_x, phase_y, amplitude / 3)
                )
        self._rows = np.asarray(rows)

    def points(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bend an array of points."""
        kx, ky, phase_x, phase_y, amplitude = self._rows.T
        arg = xy[:, :1] * kx + xy[:, 1:] * ky
        bent = xy.copy()
        bent[:, 0] += (np.sin(arg + phase_x) * amplitude).sum(axis=1)
        bent[:, 1] += (np.sin(arg + phase_y) * amplitude).sum(axis=1)
        return bent

    def __call__(self, geometry: G) -> G:
        """Bend a geometry; long segments are cut first so that they bend too."""
        return shapely.transform(shapely.segmentize(geometry, 30.0), self.points)


class Projection:
    """Metres around a centre to degrees and back (good to a decimetre over a town)."""

    def __init__(self, lon: float, lat: float) -> None:
        self.lon, self.lat = lon, lat
        self.metres_lat = math.radians(1) * EARTH_RADIUS
        self.metres_lon = self.metres_lat * math.cos(math.radians(lat))

    def degrees(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """An array of x, y to lon, lat, rounded to a decimetre."""
        out = np.empty_like(xy)
        out[:, 0] = self.lon + xy[:, 0] / self.metres_lon
        out[:, 1] = self.lat + xy[:, 1] / self.metres_lat
        return np.round(out, 6)

    def geometry(self, geometry: G) -> G:
        """A geometry in metres to one in degrees."""
        return shapely.transform(geometry, self.degrees)

    def point(self, xy: XY) -> XY:
        """One point to lon, lat."""
        lon, lat = self.degrees(np.asarray([xy], dtype=float))[0]
        return float(lon), float(lat)


def curve(start: XY, end: XY, bulge: float) -> LineString:
    """A shallow arc from `start` to `end`; `bulge` is its rise as a share of the chord."""
    a, b = np.asarray(start), np.asarray(end)
    chord = b - a
    normal = np.array([-chord[1], chord[0]])
    t = np.linspace(0, 1, 9)[:, None]
    return LineString(a + chord * t + normal * (4 * bulge * t * (1 - t)))


def longest_line(geometry: shapely.Geometry) -> LineString | None:
    """The longest line of a line or a collection, or None."""
    lines = [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
    return max(lines, key=lambda line: line.length, default=None)
