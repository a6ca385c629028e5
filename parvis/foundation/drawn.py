"""What people draw on a map: how long a line is, how large an area, whether an outline crosses
itself. In plain Python, as `frontend/src/islands/map/geometry.ts` says it in the browser, held to
the same vectors.

Positions are longitude before latitude, in degrees (WGS 84); an outline ends where it begins.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from parvis.foundation.geo import EARTH_RADIUS_M, haversine

Position = Sequence[float]
Edge = tuple[Position, Position]


def length(line: Sequence[Position]) -> float:
    """Metres along a line."""
    return sum(haversine(*one, *other) for one, other in pairwise(line))


def surface(outline: Sequence[Position]) -> float:
    """Square metres within an outline: Chamberlain and Duquette, *Some Algorithms for Polygons on
    a Sphere* (JPL 07-03, 2007), which is exact enough for a town."""
    total = sum(
        math.radians(lon2 - lon1)
        * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
        for (lon1, lat1), (lon2, lat2) in pairwise(outline)
    )
    return abs(total) * EARTH_RADIUS_M**2 / 2


def crosses_itself(outline: Sequence[Position]) -> bool:
    """Whether an outline meets itself anywhere but from one edge to the next: crosses, touches, or
    goes back over its own way."""
    edges = list(pairwise(outline))
    last = len(edges) - 1
    # By their western ends: an edge is compared with those that begin before it ends.
    order = sorted(range(len(edges)), key=lambda at: _west(edges[at]))
    for rank, at in enumerate(order):
        east = max(edges[at][0][0], edges[at][1][0])
        for other in order[rank + 1 :]:
            if _west(edges[other]) > east:
                break
            first, then = min(at, other), max(at, other)
            if then - first == 1:
                meets = _goes_back(edges[first], edges[then])
            elif (first, then) == (0, last):
                meets = _goes_back(edges[then], edges[first])
            else:
                meets = _meet(edges[first], edges[then])
            if meets:
                return True
    return False


def _west(edge: Edge) -> float:
    return min(edge[0][0], edge[1][0])


def _goes_back(edge: Edge, following: Edge) -> bool:
    """Whether an edge leads back over the one before it."""
    (start, corner), end = edge, following[1]
    towards = (corner[0] - start[0]) * (end[0] - corner[0])
    towards += (corner[1] - start[1]) * (end[1] - corner[1])
    return _turn(start, corner, end) == 0 and towards < 0


def _meet(one: Edge, other: Edge) -> bool:
    """Whether two edges have a point in common."""
    (a, b), (c, d) = one, other
    c_side, d_side = _turn(a, b, c), _turn(a, b, d)
    a_side, b_side = _turn(c, d, a), _turn(c, d, b)
    if c_side * d_side < 0 and a_side * b_side < 0:
        return True
    return (
        (c_side == 0 and _is_between(c, one))
        or (d_side == 0 and _is_between(d, one))
        or (a_side == 0 and _is_between(a, other))
        or (b_side == 0 and _is_between(b, other))
    )


def _turn(a: Position, b: Position, c: Position) -> int:
    """1 when the way from a by b to c turns left, -1 right, 0 straight."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (cross > 0) - (cross < 0)


def _is_between(point: Position, edge: Edge) -> bool:
    """Whether a point on an edge's straight line is on the edge itself."""
    (x1, y1), (x2, y2) = edge
    return min(x1, x2) <= point[0] <= max(x1, x2) and min(y1, y2) <= point[1] <= max(y1, y2)
