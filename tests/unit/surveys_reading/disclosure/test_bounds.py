"""What sums leave to each count, one sum at a time: never narrower than all of them together."""

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.bounds import Programme
from parvis.understand.surveys.disclosure.relations import relations
from parvis.understand.surveys.disclosure.tables import HIDDEN, Axis, Released, Shape, with_totals

ROWS, COLUMNS = (Axis(name, tuple("abcd"), complete=True) for name in ("rows", "columns"))


def _programme(seed: int) -> Programme:
    rng = np.random.default_rng(seed)
    shown = with_totals(rng.integers(0, 12, (4, 4)))
    shown[:-1, :-1][rng.random((4, 4)) < 0.6] = HIDDEN
    found = relations([[Released(Shape((ROWS, COLUMNS)), shown)]])
    return Programme(found.sums, np.array(found.values), np.array(found.floors))


@pytest.mark.parametrize("seed", range(6))
def test_one_sum_at_a_time_leaves_at_least_what_all_leave(seed: int) -> None:
    programme = _programme(seed)
    low, high = programme.ends()
    reached = 0
    for place in range(len(programme.unknown)):
        for sign, end in ((1.0, low), (-1.0, high)):
            columns, counts = programme.bound(place, sign)
            truly = counts[list(columns).index(place)]
            assert sign * end[place] <= sign * truly + 1e-6
            reached += bool(abs(end[place] - truly) < 1e-6)
    assert reached > len(programme.unknown), "most ends need no programme"


def test_what_may_fall_without_a_floor_has_ends_too() -> None:
    programme = _programme(1)
    programme.floors = np.full(len(programme.floors), -np.inf)
    low, high = programme.ends()
    assert np.isfinite([low, high]).all()
    assert (low <= high).all()
