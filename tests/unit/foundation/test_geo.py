"""Cells, snapping, boxes and distances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation import geo
from parvis.foundation.geo import BBox

PARIS = (2.3522, 48.8566)
LONS = st.floats(-179, 179, allow_nan=False)
LATS = st.floats(-80, 80, allow_nan=False)
FRANCE_LONS, FRANCE_LATS = st.floats(-5, 9), st.floats(41.5, 51)


class TestDistance:
    def test_paris_to_lyon(self) -> None:
        assert geo.haversine(*PARIS, 4.8357, 45.7640) == pytest.approx(391_500, rel=0.002)

    def test_a_degree_of_latitude(self) -> None:
        assert geo.haversine(0, 0, 0, 1) == pytest.approx(111_195, abs=1)

    def test_antipodes(self) -> None:
        assert geo.haversine(0, 0, 180, 0) == pytest.approx(math.pi * geo.EARTH_RADIUS_M)

    @given(LONS, LATS, LONS, LATS)
    def test_symmetrical_and_zero_only_at_home(
        self, a: float, b: float, c: float, d: float
    ) -> None:
        assert geo.haversine(a, b, c, d) == pytest.approx(geo.haversine(c, d, a, b))
        assert geo.haversine(a, b, a, b) == 0


class TestSnap:
    @given(LONS, LATS, st.sampled_from([20.0, 50.0, 100.0, 250.0, 1000.0]))
    def test_never_further_than_half_a_diagonal(self, lon: float, lat: float, size: float) -> None:
        snapped = geo.snap(lon, lat, size)
        # Squares are cut at the latitude of their row's centre: a little slack near the poles.
        assert geo.haversine(lon, lat, *snapped) <= size * math.sqrt(0.5) * 1.01 + 0.2

    @given(LONS, LATS, st.sampled_from([50.0, 250.0]))
    def test_snapping_again_changes_nothing(self, lon: float, lat: float, size: float) -> None:
        once = geo.snap(lon, lat, size)
        assert geo.snap(*once, size) == once

    def test_neighbours_in_a_square_share_their_point(self) -> None:
        centre = geo.snap(*PARIS, 100)
        around = [
            geo.snap(centre[0] + east * 4e-4, centre[1] + north * 3e-4, 100)
            for east in (-1, 0, 1)
            for north in (-1, 0, 1)
        ]
        assert set(around) == {centre}

    def test_the_place_itself_is_not_given_away(self) -> None:
        assert geo.snap(2.352219, 48.856614, 100) != (2.352219, 48.856614)

    def test_a_grid_has_a_size(self) -> None:
        with pytest.raises(ValueError, match="positive"):
            geo.snap(*PARIS, 0)


class TestCells:
    @given(LONS, LATS, st.integers(0, 15))
    def test_cells_fit_a_signed_bigint(self, lon: float, lat: float, resolution: int) -> None:
        assert 0 < geo.cell(lon, lat, resolution) < 2**63

    def test_a_known_cell(self) -> None:
        # The example of H3's own documentation: San Francisco at resolution 5.
        assert f"{geo.cell(-122.418307270836, 37.7752702151959, 9):x}" == "8928308280fffff"

    @given(FRANCE_LONS, FRANCE_LATS)
    def test_coarser_cells_are_parents(self, lon: float, lat: float) -> None:
        found = geo.cells(lon, lat, (6, 8, 11))
        assert list(found) == [6, 8, 11]
        assert found[11] == geo.cell(lon, lat, 11)
        assert geo.parent(found[11], 8) == found[8]
        assert geo.parent(found[8], 6) == found[6]

    @given(FRANCE_LONS, FRANCE_LATS, st.floats(1, 400), st.floats(0, 360))
    def test_cells_within_hold_every_place_within(
        self, lon: float, lat: float, metres: float, bearing: float
    ) -> None:
        away = metres / 111_195
        other_lat = lat + away * math.cos(math.radians(bearing))
        other_lon = lon + away * math.sin(math.radians(bearing)) / math.cos(math.radians(lat))
        assert geo.cell(other_lon, other_lat, 9) in geo.cells_within(lon, lat, metres, 9)

    @given(FRANCE_LONS, FRANCE_LATS, st.floats(0, 1), st.floats(0, 1))
    def test_cells_in_a_box_hold_every_place_of_it(
        self, lon: float, lat: float, right: float, up: float
    ) -> None:
        box = BBox(lon, lat, lon + 0.03, lat + 0.02)
        inside = (lon + 0.03 * right, lat + 0.02 * up)
        assert geo.cell(*inside, 9) in geo.cells_in(box, 9)

    def test_a_box_smaller_than_a_cell_has_its_cell(self) -> None:
        box = BBox.around(*PARIS, 1)
        assert geo.cell(*PARIS, 6) in geo.cells_in(box, 6)

    def test_too_many_cells_is_refused(self) -> None:
        with pytest.raises(ValueError, match="coarser"):
            geo.cells_in(BBox(-5, 42, 8, 51), 9)

    def test_a_centre_is_in_its_cell_and_the_boundary_around_it(self) -> None:
        home = geo.cell(*PARIS, 8)
        assert geo.cell(*geo.centre(home), 8) == home
        corners = geo.boundary(home)
        assert len(corners) == 6
        assert min(lon for lon, _ in corners) < geo.centre(home)[0] < max(lon for lon, _ in corners)

    def test_neighbours(self) -> None:
        home = geo.cell(*PARIS, 8)
        assert len(geo.neighbours(home)) == 7
        assert home in geo.neighbours(home)
        assert geo.neighbours(home, 0) == [home]


class TestBox:
    @pytest.mark.parametrize(
        "text",
        ["", "1,2,3", "a,b,c,d", "3,2,1,4", "1,4,3,2", "-181,0,0,1", "nan,0,1,1", "1,2,inf,3"],
    )
    def test_bad_boxes_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            BBox.parse(text)

    def test_parse_and_contain(self) -> None:
        box = BBox.parse("2,48,3,49")
        assert box.contains(*PARIS)
        assert box.contains(2, 48)
        assert not box.contains(1.999, 48.5)
        assert box.centre == (2.5, 48.5)

    @given(FRANCE_LONS, FRANCE_LATS, st.floats(1, 5_000), st.floats(0, 360))
    def test_around_holds_what_is_within(
        self, lon: float, lat: float, metres: float, bearing: float
    ) -> None:
        away = metres * 0.999 / 111_195
        other_lat = lat + away * math.cos(math.radians(bearing))
        other_lon = lon + away * math.sin(math.radians(bearing)) / math.cos(math.radians(lat))
        assert BBox.around(lon, lat, metres).contains(other_lon, other_lat)


@pytest.mark.parametrize(
    ("lon", "lat", "yes"),
    [
        (2.35, 48.85, True),
        (0.0, 0.0, False),
        (0.0, 48.0, True),
        (181, 0, False),
        (0, 91, False),
        (math.nan, 48, False),
        (math.inf, 48, False),
    ],
)
def test_is_place(lon: float, lat: float, yes: bool) -> None:
    assert geo.is_place(lon, lat) is yes
