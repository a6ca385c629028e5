"""Tables of counts, before and after they are released."""

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.relations import relations
from parvis.understand.surveys.disclosure.tables import (
    HIDDEN,
    Axis,
    Released,
    Shape,
    Table,
    table,
    with_totals,
)
from parvis.understand.surveys.disclosure.unknowns import Contradiction

MOOD = Axis("mood", ("well", "badly"))
DISTRICT = Axis("district", ("north", "south", "east"), complete=True)
COLUMNS = {
    "mood": np.array([0, 1, -1, 0, 1, 1], dtype=np.int8),
    "district": np.array([0, 0, 0, 1, 2, 2], dtype=np.int8),
}


def test_one_question():
    assert table(Shape((MOOD,)), COLUMNS).counts.tolist() == [2, 3]


def test_a_crossing_counts_those_who_answered_both():
    assert table(Shape((MOOD, DISTRICT)), COLUMNS).counts.tolist() == [[1, 1, 0], [1, 0, 2]]


def test_a_filter():
    assert table(Shape((MOOD,), ((DISTRICT, 2),)), COLUMNS).counts.tolist() == [0, 2]
    assert table(Shape((), ((DISTRICT, 0),)), COLUMNS).counts.tolist() == 3


def test_totals_stand_at_the_end():
    assert with_totals(np.array([[1, 2], [3, 4]])).tolist() == [[1, 2, 3], [3, 4, 7], [4, 6, 10]]


def test_a_table_that_hides_nothing_is_whole():
    assert Released(Shape((MOOD,)), np.array([2, 3, 5])).whole
    assert not Released(Shape((MOOD,)), np.array([2, HIDDEN, 5])).whole


def test_what_is_no_table():
    with pytest.raises(ValueError, match="once"):
        Shape((MOOD,), ((MOOD, 0),))
    with pytest.raises(ValueError, match="one of its axis's options"):
        Shape((MOOD,), ((DISTRICT, 3),))
    with pytest.raises(ValueError, match="one dimension an axis"):
        Table(Shape((MOOD,)), np.array([1, 2, 3]))


def test_one_axis_has_one_name_and_one_count():
    other = Axis("mood", ("yes", "no"))
    with pytest.raises(ValueError, match="called mood"):
        relations([[Released(Shape((one,)), np.array([9, 9, 18]))] for one in (MOOD, other)])
    with pytest.raises(Contradiction, match="different counts"):
        relations([[Released(Shape((MOOD,)), np.array([9, b, 9 + b])) for b in (9, 8)]])
