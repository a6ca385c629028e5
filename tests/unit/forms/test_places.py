"""Places as people draw them: read, refused in codes, said, coarsened."""

from typing import Any

import pytest

from parvis.foundation.geo import BBox
from parvis.offer.forms.fields.places import PlaceField

SQUARE = [[1.0, 45.0], [1.01, 45.0], [1.01, 45.01], [1.0, 45.01], [1.0, 45.0]]
BOW = [[1.0, 45.0], [1.01, 45.01], [1.01, 45.0], [1.0, 45.01], [1.0, 45.0]]


def place(shape: str, **more: Any) -> PlaceField:
    return PlaceField.model_validate({"key": "where", "shape": shape, **more})


def drawn(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"geometry": {"type": kind, "coordinates": coordinates}}


def test_an_outline_is_closed_and_no_point_stands_twice_in_a_row() -> None:
    read = place("area").read(drawn("Polygon", [[SQUARE[0], *SQUARE[:-1]]]))
    assert read == drawn("Polygon", [SQUARE])
    line = place("line").read(drawn("LineString", [SQUARE[0], SQUARE[0], SQUARE[1]]))
    assert line == drawn("LineString", SQUARE[:2])


@pytest.mark.parametrize(
    ("shape", "kind", "coordinates", "code"),
    [
        ("area", "Polygon", [SQUARE], None),
        ("area", "Polygon", [BOW], "crosses_itself"),
        ("area", "Polygon", [SQUARE[:2]], "too_few_points"),
        ("area", "Polygon", [SQUARE, SQUARE], "not_a_place"),
        ("area", "LineString", SQUARE, "not_a_place"),
        ("line", "LineString", BOW, None),
        ("line", "LineString", SQUARE[:1] * 3, "too_few_points"),
        ("line", "LineString", SQUARE[:2] * 250, None),
        ("line", "LineString", SQUARE[:2] * 251, "too_many_points"),
        ("line", "LineString", [[1, 45], [200, 45]], "not_a_place"),
        ("line", "LineString", [[1, 45], [10**400, 45]], "not_a_place"),
        ("line", "LineString", [[1, 45], [float("nan"), 45]], "not_a_place"),
        ("line", "LineString", None, "not_a_place"),
    ],
)
def test_what_is_no_drawing_is_refused(
    shape: str, kind: str, coordinates: Any, code: str | None
) -> None:
    field = place(shape)
    wrong = field.check(field.read(drawn(kind, coordinates)))
    assert (wrong.code if wrong else None) == code


def test_geojson_nested_without_end_is_refused() -> None:
    field = place("area")
    wrong = field.check(field.read({"geometry": "[" * 100_000}))
    assert wrong is not None
    assert wrong.code == "not_a_place"


def test_a_drawing_is_said_by_its_size() -> None:
    assert (
        place("line").words(drawn("LineString", SQUARE[1:3]), "fr") == "Ligne de 1\u202f112\u00a0m"
    )
    area = drawn("Polygon", [SQUARE])
    assert place("area").words(area, "en").startswith("An area of 874,")
    said = place("area").words({**area, "address": "Au bourg"}, "fr")
    assert said.startswith("Au bourg (Zone de 874")


@pytest.mark.parametrize(
    ("shape", "given"),
    [("line", drawn("LineString", SQUARE[:3])), ("area", drawn("Polygon", [SQUARE]))],
)
def test_what_leaves_openly_is_the_middle_on_a_coarse_grid(
    shape: str, given: dict[str, Any]
) -> None:
    field = place(shape)
    assert [one.name for one in field.open_columns()] == ["where__lon", "where__lat"]
    lon, lat = field.open_cells({**given, "address": "3 rue des Tanneurs"})
    assert (lon, lat) in {(1.0, 45.0), (1.0, 45.01), (1.01, 45.0), (1.01, 45.01)}
    assert field.open_cells({"address": "3 rue des Tanneurs"}) == [None, None]
    assert place(shape, privacy="personal").open_columns() == []


def test_all_of_a_drawing_lies_around() -> None:
    around = BBox(0.9, 44.9, 1.1, 45.1)
    field = place("line")
    assert field.lies_in(around, drawn("LineString", SQUARE[:2]))
    assert not field.lies_in(around, drawn("LineString", [SQUARE[0], [1.2, 45.0]]))
    assert field.lies_in(around, {"address": "ailleurs"})
