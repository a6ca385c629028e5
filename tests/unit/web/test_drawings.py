"""The small pictures: places, tints and words, without a browser."""

import pytest

from parvis.web.components import choropleth, drawings

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def square(name: str, value: float | None, **more: object) -> dict[str, object]:
    return {"name": name, "geometry": SQUARE, "value": value, **more}


def test_a_line_goes_from_left_to_right_and_up_is_more() -> None:
    points = drawings.spark_points([1, 3, 2])
    assert [x for x, _ in points] == [3.0, 48.0, 93.0]
    assert points[1][1] < points[2][1] < points[0][1]


def test_a_flat_line_runs_through_the_middle() -> None:
    assert {y for _, y in drawings.spark_points([5, 5, 5])} == {14.0}


def test_one_value_is_no_line() -> None:
    assert drawings.spark_points([4]) == []
    assert drawings.spark_path([]) == ""


def test_columns_stand_on_the_floor() -> None:
    boxes = drawings.column_boxes([2, 4, 0], height=32)
    assert [box[1] + box[3] for box in boxes] == [32, 32, 32]
    assert [box[3] for box in boxes] == [16, 32, 0]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (None, 0), (1, 0), (10, 1), (51, 3), (100, 5)]
)
def test_heat_levels(value: float | None, expected: int) -> None:
    assert drawings.level(value, 100) == expected


def test_an_unknown_figure_is_not_drawn_as_zero() -> None:
    drawn = choropleth.picture([square("A", None), square("B", 3)])
    assert drawn.shapes[0].css == "is-unknown"
    assert drawn.shapes[0].title.endswith("–")


def test_each_tint_is_used() -> None:
    drawn = choropleth.picture([square(str(n), n) for n in range(10)])
    assert {shape.css for shape in drawn.shapes} == {"q0", "q1", "q2", "q3", "q4"}


def test_scale_is_written_in_the_words_of_the_figures() -> None:
    drawn = choropleth.picture([square("A", 2.5), square("B", 9, label="9 pour mille")])
    assert (drawn.low, drawn.high) == ("2,5", "9 pour mille")


def test_a_multipolygon_with_a_hole_keeps_every_ring() -> None:
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [SQUARE["coordinates"], [*SQUARE["coordinates"], *SQUARE["coordinates"]]],
    }
    assert len(choropleth.rings(geometry)) == 3


def test_no_district_draws_nothing() -> None:
    assert choropleth.picture([]).shapes == []
