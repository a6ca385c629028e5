"""Areas read from GeoJSON, and the area of a place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box

from parvis.foundation import polygons
from parvis.foundation.polygons import AreaIndex, GeoNotice, GeoProblem, GeoRefused, read_polygons

SQUARE = [[[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.1], [2.0, 48.0]]]
BOW_TIE = [[[2.0, 48.0], [2.1, 48.1], [2.1, 48.0], [2.0, 48.1], [2.0, 48.0]]]


def feature(coordinates: Any = None, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": SQUARE if coordinates is None else coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def refusal(raw: bytes | str) -> GeoRefused:
    with pytest.raises(GeoRefused) as refused:
        read_polygons(raw)
    return refused.value


class TestReading:
    def test_a_collection(self) -> None:
        read = read_polygons(collection(feature(name="Les Halles"), feature(nom="Le Port")))
        assert [area.name() for area in read.areas] == ["Les Halles", "Le Port"]
        assert all(isinstance(area.geometry, MultiPolygon) for area in read.areas)
        assert read.notices == ()

    def test_bytes_and_lone_geometries(self) -> None:
        lone = json.dumps({"type": "Polygon", "coordinates": SQUARE}).encode()
        assert len(read_polygons(lone).areas) == 1
        assert len(read_polygons(json.dumps(feature())).areas) == 1
        multi = json.dumps({"type": "MultiPolygon", "coordinates": [SQUARE]})
        assert read_polygons(multi).areas[0].geometry.area == pytest.approx(0.01)

    def test_the_names_that_towns_use(self) -> None:
        read = read_polygons(collection(feature(L_QU="Arsenal"), feature(code=4), feature(nom=" ")))
        assert [area.name() for area in read.areas] == ["Arsenal", "", ""]

    def test_a_third_dimension_is_dropped(self) -> None:
        with_height = [[[lon, lat, 35.0] for lon, lat in SQUARE[0]]]
        assert not read_polygons(collection(feature(with_height))).areas[0].geometry.has_z

    def test_a_self_intersection_is_repaired_and_said(self) -> None:
        read = read_polygons(collection(feature(), feature(BOW_TIE)))
        assert read.notices == ((2, GeoNotice.REPAIRED),)
        assert read.areas[1].geometry.is_valid
        assert read.areas[1].geometry.area == pytest.approx(0.005)

    def test_points_and_lines_are_left_out_and_said(self) -> None:
        read = read_polygons(
            collection(
                feature([2.0, 48.0], "Point"),
                feature(),
                {"type": "Feature", "geometry": None, "properties": {}},
            )
        )
        assert len(read.areas) == 1
        assert read.notices == ((1, GeoNotice.LEFT_OUT), (3, GeoNotice.LEFT_OUT))

    @pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
    def test_degrees_may_be_declared(self, name: str) -> None:
        crs = {"type": "name", "properties": {"name": name}}
        assert read_polygons(collection(feature(), crs=crs)).areas


class TestRefusals:
    @pytest.mark.parametrize(
        ("raw", "problem"),
        [
            ("", GeoProblem.NOT_JSON),
            ("quartiers;codes", GeoProblem.NOT_JSON),
            (b"\xff\xfe\x00", GeoProblem.NOT_JSON),
            ("[" * 100_000, GeoProblem.NOT_JSON),
            ("[]", GeoProblem.NOT_GEOJSON),
            ("null", GeoProblem.NOT_GEOJSON),
            ('{"type": "Topology"}', GeoProblem.NOT_GEOJSON),
            ('{"type": "FeatureCollection"}', GeoProblem.NOT_GEOJSON),
            (collection(), GeoProblem.NO_FEATURE),
            (collection("Les Halles"), GeoProblem.NOT_GEOJSON),
            (collection(feature([2.0, 48.0], "Point")), GeoProblem.NOT_POLYGONS),
            (collection(feature([[[2.0, 48.0], [2.1, 48.0]]])), GeoProblem.BROKEN_GEOMETRY),
            (collection(feature([])), GeoProblem.BROKEN_GEOMETRY),
            (collection(feature([[["a", "b"]] * 4])), GeoProblem.BROKEN_GEOMETRY),
            (collection(feature([[[2.0, 48.0]] * 5])), GeoProblem.BROKEN_GEOMETRY),
            (collection(feature(5)), GeoProblem.BROKEN_GEOMETRY),
        ],
    )
    def test_what_is_wrong(self, raw: bytes | str, problem: GeoProblem) -> None:
        assert refusal(raw).problem == problem

    def test_a_declared_other_system(self) -> None:
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
        error = refusal(collection(feature(), crs=crs))
        assert error.problem == GeoProblem.OTHER_CRS
        assert "2154" in error.detail

    def test_metres_of_lambert_93(self) -> None:
        metres = [[[652_000 + x, 6_862_000 + y] for x, y in ((0, 0), (9, 0), (9, 9), (0, 0))]]
        error = refusal(collection(feature(), feature(metres)))
        assert (error.problem, error.feature) == (GeoProblem.NOT_DEGREES, 2)

    def test_latitude_first(self) -> None:
        swapped = [[[lat, lon] for lon, lat in SQUARE[0]]]
        assert refusal(collection(feature(swapped))).problem == GeoProblem.SWAPPED

    @pytest.mark.parametrize("place", [(55.4, -20.9), (45.2, -12.8), (-61.5, 16.2), (165.9, -22.2)])
    def test_overseas_places_are_not_taken_for_swapped(self, place: tuple[float, float]) -> None:
        here = [[[place[0] + lon / 100, place[1] + lat / 100] for lon, lat in SQUARE[0]]]
        assert read_polygons(collection(feature(here))).areas

    def test_too_big(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(polygons, "MOST_BYTES", 10)
        assert refusal(collection(feature())).problem == GeoProblem.TOO_BIG

    def test_too_many_features_and_points(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(polygons, "MOST_FEATURES", 2)
        many = collection(feature(), feature(), feature())
        assert refusal(many).problem == GeoProblem.TOO_MANY_FEATURES
        monkeypatch.setattr(polygons, "MOST_POINTS", 4)
        assert refusal(collection(feature())).problem == GeoProblem.TOO_BIG

    @given(st.recursive(st.none() | st.floats() | st.text(), st.lists, max_leaves=20))
    def test_any_coordinates_are_read_or_refused(self, coordinates: Any) -> None:
        try:
            read = read_polygons(collection(feature(coordinates)))
        except GeoRefused:
            return
        assert all(area.geometry.is_valid for area in read.areas)


class TestIndex:
    QUARTERS = AreaIndex([
        ("west", box(2.0, 48.0, 2.1, 48.1)),
        ("east", box(2.1, 48.0, 2.2, 48.1)),
        ("lake", box(2.15, 48.05, 2.16, 48.06)),
    ])  # fmt: skip

    def test_inside_and_outside(self) -> None:
        assert self.QUARTERS.locate(2.05, 48.05) == "west"
        assert self.QUARTERS.locate(2.15, 48.02) == "east"
        assert self.QUARTERS.locate(3.0, 48.05) is None

    def test_on_a_shared_edge_or_an_overlap_the_first_wins(self) -> None:
        assert self.QUARTERS.locate(2.1, 48.05) == "west"
        assert self.QUARTERS.locate(2.155, 48.055) == "east"

    def test_the_nearest_when_outside(self) -> None:
        assert self.QUARTERS.nearest(1.9, 48.05) == "west"
        assert self.QUARTERS.nearest(2.3, 48.05) == "east"
        assert self.QUARTERS.nearest(2.05, 48.05) == "west"

    def test_an_empty_index_finds_nothing(self) -> None:
        empty: AreaIndex[str] = AreaIndex([])
        assert empty.locate(2, 48) is None
        assert empty.nearest(2, 48) is None
        assert len(empty) == 0

    def test_keys_are_listed(self) -> None:
        assert list(self.QUARTERS) == ["west", "east", "lake"]
        assert len(self.QUARTERS) == 3

    def test_geometries_are_stored_and_read_back(self) -> None:
        area = box(2.0, 48.0, 2.1, 48.1)
        assert polygons.from_wkb(memoryview(polygons.to_wkb(area))).equals(area)
