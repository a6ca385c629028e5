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


def drawn_of(*values: float | None) -> choropleth.Picture:
    return choropleth.picture([square(str(at), value) for at, value in enumerate(values)])


def tints(drawn: choropleth.Picture) -> list[str]:
    return [shape.css for shape in drawn.shapes]


def said(drawn: choropleth.Picture) -> list[tuple[str, str, str]]:
    return [(tint.css, tint.low, tint.high) for tint in drawn.legend]


def test_each_tint_is_used() -> None:
    drawn = drawn_of(*range(10))
    assert set(tints(drawn)) == {"q0", "q1", "q2", "q3", "q4"}
    assert said(drawn) == [
        ("q0", "0", "0"), ("q1", "1", "2"), ("q2", "3", "4"), ("q3", "5", "6"), ("q4", "7", "9"),
    ]  # fmt: skip


def test_zero_is_the_lightest_and_alone_in_it() -> None:
    assert tints(drawn_of(0, 0, 0, 0, 0, 0, 0, 1, 2, 3)) == ["q0"] * 7 + ["q2", "q3", "q4"]
    assert tints(drawn_of(0, 0, 0)) == ["q0"] * 3
    assert "q0" not in tints(drawn_of(*range(1, 20)))


def test_figures_that_are_alike_wear_one_tint() -> None:
    drawn = drawn_of(0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 9)
    worn = dict(zip([0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 9], tints(drawn), strict=True))
    assert worn == {0: "q0", 1: "q1", 2: "q2", 3: "q3", 5: "q4", 9: "q4"}
    assert said(drawn) == [
        ("q0", "0", "0"), ("q1", "1", "1"), ("q2", "2", "2"), ("q3", "3", "3"), ("q4", "5", "9"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", [0.4, 1, 7])
def test_what_is_everywhere_alike_is_one_class(value: float) -> None:
    drawn = drawn_of(value, value, value)
    assert tints(drawn) == ["q2"] * 3
    assert len(drawn.legend) == 1


@pytest.mark.parametrize(
    "values", [[0, 0, 5], [1, 1, 1, 2], [2, 2, 2, 2, 2, 2, 2, 2, 9], list(range(1, 40)), [0] * 30]
)
def test_the_classes_of_the_legend_never_meet(values: list[float]) -> None:
    begins = choropleth.limits(values)
    assert begins == sorted(set(begins))
    drawn = drawn_of(*values)
    assert {tint.css for tint in drawn.legend} == set(tints(drawn))
    ends = [float(end) for tint in drawn.legend for end in (tint.low, tint.high)]
    assert ends == sorted(ends)
    highs = [float(tint.high) for tint in drawn.legend]
    lows = [float(tint.low) for tint in drawn.legend]
    assert all(high < low for high, low in zip(highs, lows[1:], strict=False))


def test_the_legend_speaks_in_the_words_of_the_figures_and_says_what_is_unknown() -> None:
    drawn = choropleth.picture(
        [square("A", 2.5), square("B", 9, label="9 pour mille"), square("C", None)]
    )
    assert said(drawn) == [("q2", "2,5", "2,5"), ("q4", "9 pour mille", "9 pour mille")]
    assert drawn.unknown
    assert not drawn_of(1, 2).unknown
    assert not drawn_of(None, None).unknown


def test_a_multipolygon_with_a_hole_keeps_every_ring() -> None:
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [SQUARE["coordinates"], [*SQUARE["coordinates"], *SQUARE["coordinates"]]],
    }
    assert len(choropleth.rings(geometry)) == 3


def test_no_district_draws_nothing() -> None:
    assert choropleth.picture([]).shapes == []
