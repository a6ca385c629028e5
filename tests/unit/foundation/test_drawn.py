"""How long a line is, how large an area, which outlines cross: the browser says the same of the
same vectors (`frontend/tests/geometry.test.ts`)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation.drawn import crosses_itself, length, surface

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "drawn.json").read_text(encoding="utf-8")
)
_positions = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9)


def _called(one: Any) -> str:
    return one["name"] if isinstance(one, dict) else ""


@pytest.mark.parametrize("one", VECTORS["lines"], ids=_called)
def test_how_long_a_line_is(one: dict[str, Any]) -> None:
    assert length(one["line"]) == pytest.approx(one["length"], rel=1e-5)


@pytest.mark.parametrize("one", VECTORS["outlines"], ids=_called)
def test_which_outlines_cross(one: dict[str, Any]) -> None:
    assert crosses_itself(one["outline"]) is one["crosses"]


@pytest.mark.parametrize(
    "one", [one for one in VECTORS["outlines"] if "surface" in one], ids=_called
)
def test_how_large_an_area_is(one: dict[str, Any]) -> None:
    assert surface(one["outline"]) == pytest.approx(one["surface"], rel=1e-4)


@given(_positions)
def test_what_crosses_is_what_the_library_calls_not_simple(points: list[tuple[int, int]]) -> None:
    from shapely.geometry import LinearRing

    line = [one for at, one in enumerate(points) if one != points[at - 1]]
    if len(line) < 3:
        return
    outline = [*line, line[0]]
    ring = LinearRing(outline)
    assert crosses_itself(outline) is not (ring.is_simple and ring.is_valid)
