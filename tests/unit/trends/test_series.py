"""Rows become daily counts."""

import numpy as np
import pytest

from parvis.understand.trends.series import gathered
from tests.unit.trends.towns import FIRST


def test_each_value_and_each_pair_has_its_days() -> None:
    when = np.array([0, 0, 2, 2, 2])
    dimensions = {"service": np.array([1, 1, 1, 2, -1]), "district": np.array([0, 0, 1, 1, 1])}
    found = gathered(FIRST, 3, when, dimensions, enough=2)
    by_key = dict(zip(found.keys, found.counts.T.tolist(), strict=True))
    assert by_key == {
        (): [2, 0, 3],
        (("service", 1),): [2, 0, 1],
        (("district", 0),): [2, 0, 0],
        (("district", 1),): [0, 0, 3],
        (("service", 1), ("district", 0)): [2, 0, 0],
    }


def test_rows_may_stand_for_many_and_days_be_unknown() -> None:
    found = gathered(
        FIRST, 3, np.array([0, 1]), {"service": np.array([0, 0])},
        counts=np.array([40, 30]), unknown=np.array([2]),
    )  # fmt: skip
    assert found.keys == ((), (("service", 0),))
    assert found.counts[:2].tolist() == [[40, 40], [30, 30]]
    assert np.isnan(found.counts[2]).all()


def test_a_day_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        gathered(FIRST, 3, np.array([3]), {})


def test_nothing_is_one_empty_series() -> None:
    found = gathered(FIRST, 4, np.array([], dtype=int), {"service": np.array([], dtype=int)})
    assert (found.keys, found.counts.sum()) == (((),), 0)


def test_some_series_are_taken_by_their_keys():
    when, kinds = np.array([0, 0, 1, 2]), np.array([5, 5, 6, 6])
    made = gathered(FIRST, 3, when, {"service": kinds}, enough=1)
    some = made.of([(("service", 6),), ()])
    assert some.keys == ((("service", 6),), ())
    assert some.counts.tolist() == [[0, 2], [1, 1], [1, 1]]
    assert (some.first, some.days) == (FIRST, 3)
