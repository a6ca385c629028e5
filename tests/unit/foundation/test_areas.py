"""Areas in plain Python say what the library of geometry says."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, mapping, shape

from parvis.foundation.areas import Area

# Two pieces; the first has a hole.
TOWN = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]],
            [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]],
        ],
        [[[20, 0], [30, 0], [25, 8], [20, 0]]],
    ],
}
COORDINATE = st.floats(-40, 40, allow_nan=False).map(lambda number: round(number, 3))
CORNERS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=12, unique=True)


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((1, 1), True), ((5, 5), False), ((25, 4), True), ((15, 5), False), ((11, 5), False),
        ((0, 0), True), ((10, 5), True), ((5, 0), True), ((4, 5), True), ((25, 8), True),
    ],
)  # fmt: skip
def test_inside_outside_and_on_the_edge(place, inside):
    assert Area.of(TOWN).holds(*place) is inside


@given(CORNERS, COORDINATE, COORDINATE)
def test_it_agrees_with_the_library(corners, lon, lat):
    polygon = Polygon(corners)
    assume(polygon.is_valid and polygon.area > 0.01)
    # Within a hair of the edge, rounding decides.
    assume(polygon.boundary.distance(Point(lon, lat)) > 1e-9)
    area = Area.of(mapping(polygon))
    assert area.holds(lon, lat) is polygon.intersects(Point(lon, lat))
    assert area.bounds == polygon.bounds


@given(CORNERS)
def test_its_middle_is_inside(corners):
    polygon = Polygon(corners)
    assume(polygon.is_valid and polygon.area > 0.01)
    middle = Area.of(mapping(polygon)).middle()
    assert polygon.distance(Point(*middle)) < 1e-9


def test_the_middle_of_several_pieces_is_in_one_and_in_no_hole():
    assert shape(TOWN).intersects(Point(*Area.of(TOWN).middle()))


def test_a_line_is_no_area():
    with pytest.raises(ValueError, match="Polygon"):
        Area.of({"type": "LineString", "coordinates": [[0, 0], [1, 1]]})
