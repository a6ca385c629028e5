"""The attack finds what simple subtraction gives back, and what more than subtraction does."""

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.audit import Deducible, audit
from parvis.understand.surveys.disclosure.tables import HIDDEN, Axis, Released, Shape
from parvis.understand.surveys.disclosure.unknowns import Contradiction, Kind

AGE = Axis("age", ("young", "middle", "old"), complete=True)
DISTRICT = Axis("district", ("north", "south", "east"), complete=True)
MOOD = Axis("mood", ("well", "badly"))
BOTH = Shape((AGE, DISTRICT))


def _released(shape, shown):
    return Released(shape, np.array(shown))


def _hidden(cell, low, high, **more):
    facts = {"kind": Kind.SHOWN, "release": 0, "table": 0, "outside": (), **more}
    return Deducible(cell=cell, low=low, high=high, **facts)


def test_one_hidden_cell_of_a_row_is_a_subtraction_away():
    found = audit([_released(Shape((AGE,)), [HIDDEN, 30, 40, 73])])
    assert found == (_hidden((("age", "young"),), 3, 3),)


def test_a_hidden_cell_is_named_by_its_table_row_and_column():
    naive = [[20, HIDDEN, 12, 34], [8, 30, 15, 53], [9, 14, 40, 63], [37, 46, 67, 150]]
    whole = _released(Shape((AGE,)), [34, 53, 63, 150])
    found = audit([whole, _released(BOTH, naive)])
    assert found == (_hidden((("age", "young"), ("district", "south")), 2, 2, table=1),)


def test_four_hidden_cells_that_make_a_rectangle_hold():
    held = [
        [HIDDEN, HIDDEN, 12, 34],
        [8, 30, 15, 53],
        [HIDDEN, HIDDEN, 40, 63],
        [37, 46, 67, 150],
    ]
    assert audit([_released(BOTH, held)]) == ()
    assert len(audit([_released(BOTH, held)], k=24)) == 4, "22 people leave 23 numbers possible"


def test_two_small_cells_that_are_few_together_are_told():
    found = audit([_released(Shape((AGE,)), [HIDDEN, HIDDEN, 40, 43])])
    assert [(one.low, one.high) for one in found] == [(0, 3), (0, 3)]


def test_a_hidden_count_that_is_surely_large_tells_of_nobody():
    assert audit([_released(Shape((AGE,)), [HIDDEN, 30, 40, 90])]) == ()


def test_a_hidden_zero_that_can_be_told_is_told():
    found = audit([_released(Shape((AGE,)), [HIDDEN, 30, 40, 70])])
    assert found == (_hidden((("age", "young"),), 0, 0),)


def test_a_total_of_another_table_gives_a_cell_back():
    one = _released(Shape((AGE,)), [HIDDEN, HIDDEN, 40, 53])
    assert audit([one]) == ()
    other = _released(BOTH, [[2, 0, 0, 2], [5, 6, 0, 11], [20, 10, 10, 40], [27, 16, 10, 53]])
    other.shown[0, 3] = other.shown[0, 0] = other.shown[1, 0] = HIDDEN
    found = audit([one, other])
    assert {one.cell for one in found} >= {(("age", "young"),)}


def test_what_a_filter_leaves_outside_is_a_subtraction_away():
    all_of_them = _released(Shape((MOOD,)), [60, 40, 100])
    north = _released(Shape((MOOD,), ((DISTRICT, 0),)), [58, 30, 88])
    found = audit([all_of_them, north])
    assert [(one.kind, one.cell, one.outside, one.low, one.high) for one in found] == [
        (Kind.REST, (("mood", "well"),), ("district",), 2, 2)
    ]
    assert audit([north]) == (), "without the total there is nothing to subtract from"


def test_all_filters_but_one_are_that_one():
    shapes = [Shape((MOOD,), ((DISTRICT, one),)) for one in (0, 1)]
    tables = [_released(shape, [30, 20, 50]) for shape in shapes]
    found = audit([_released(Shape((MOOD,)), [63, 47, 110]), *tables])
    assert [(one.cell, one.low) for one in found] == [((("mood", "well"),), 3)]


def test_who_did_not_answer_is_no_answer():
    """Two of the north have no mood known: nothing that they said is told."""
    everybody = _released(Shape((DISTRICT,)), [50, 50, 50, 150])
    moods = _released(
        Shape((DISTRICT, MOOD)), [[28, 20, 48], [30, 20, 50], [25, 25, 50], [83, 65, 148]]
    )
    assert audit([everybody, moods]) == ()


def test_a_later_release_less_an_earlier_one_is_those_who_came_between():
    before = _released(Shape((MOOD,)), [60, 40, 100])
    after = _released(Shape((MOOD,)), [63, 42, 105])
    found = audit([after], [[before]])
    assert {(one.kind, one.release, one.cell, one.low, one.high) for one in found} == {
        (Kind.CHANGE, 1, (("mood", "well"),), 3, 3),
        (Kind.CHANGE, 1, (("mood", "badly"),), 2, 2),
    }
    assert audit([_released(Shape((MOOD,)), [66, 40, 106])], [[before]]) == ()


def test_an_earlier_release_gives_back_what_a_later_one_hides():
    before = _released(Shape((AGE,)), [HIDDEN, HIDDEN, 40, 53])
    after = _released(Shape((AGE,)), [HIDDEN, 11, 40, 53])
    told = {(one.kind, one.release, one.low, one.high) for one in audit([after], [[before]])}
    assert (Kind.SHOWN, 1, 2, 2) in told
    assert (Kind.SHOWN, 0, 2, 2) in told


def test_who_left_is_seen_where_it_is_said_that_some_did():
    before, after = (_released(Shape((MOOD,)), one) for one in ([60, 40, 100], [59, 40, 99]))
    with pytest.raises(Contradiction):
        audit([after], [[before]])
    found = audit([after], [[before]], withdrawn=True)
    assert {(one.kind, one.low, one.high) for one in found} == {(Kind.CHANGE, -1, -1)}


def test_tables_that_no_answers_give():
    with pytest.raises(Contradiction):
        audit([_released(Shape((AGE,)), [10, 10, 10, 31])])
    with pytest.raises(Contradiction):
        audit([_released(Shape((AGE,)), [HIDDEN, HIDDEN, 40, 39])])


def test_three_crossings_tell_together_what_each_keeps():
    """Age by district hides a rectangle of ten; which moods each age and each district have says
    which corner is empty."""
    a, b, c = (Axis(name, ("0", "1"), complete=True) for name in "abc")
    hidden = [[HIDDEN, HIDDEN, 10], [HIDDEN, HIDDEN, 10], [10, 10, 20]]
    apart = [[10, 0, 10], [0, 10, 10], [10, 10, 20]]
    one = _released(Shape((a, b)), hidden)
    assert audit([one]) == ()
    found = audit([one, _released(Shape((a, c)), apart), _released(Shape((b, c)), apart)])
    assert {(one.table, one.low, one.high) for one in found} == {(0, 0, 0)}
    assert {one.cell for one in found} == {(("a", "0"), ("b", "1")), (("a", "1"), ("b", "0"))}
