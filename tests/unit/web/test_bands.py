"""Days drawn with their band."""

import pytest

from parvis.web.components.bands import HEIGHT, WIDTH, drawn, nice


@pytest.mark.parametrize(
    ("values", "top"), [([], 1), ([0.2], 1), ([7], 8), ([41], 50), ([812], 1000), ([100], 100)]
)
def test_the_top_is_a_round_number_that_holds_them_all(values, top):
    assert nice(values) == top


def test_what_came_goes_over_into_what_is_to_come():
    found = drawn(
        [4, 8, None, None], [None, None, 6, 5], [None, None, 4, 3], [None, None, 10, 7],
        ticks=["a", "b"], zone=(1, 1),
    )  # fmt: skip
    assert found.seen == "M125.0 120.0L375.0 40.0"
    assert found.usual == "M625.0 80.0L875.0 100.0"
    assert found.band == "M625.0 0.0L875.0 60.0L875.0 140.0L625.0 120.0Z"
    assert found.zone == (WIDTH / 4, WIDTH / 4)
    assert found.scale == ("10", "5", "0")


def test_an_unknown_day_breaks_the_line():
    found = drawn([1, None, 1], *[[None] * 3] * 3, ticks=[])
    assert found.seen.count("M") == 2
    assert found.band == ""
    bounds = [0, None, 0, 0], [2, None, 2, 2]
    assert drawn([None] * 4, [None] * 4, *bounds, ticks=[]).band.count("M") == 2
    assert f" {HEIGHT:.1f}" not in found.seen


def test_as_many_of_each():
    with pytest.raises(ValueError, match="as many"):
        drawn([1], [1, 2], [1], [1], ticks=[])
