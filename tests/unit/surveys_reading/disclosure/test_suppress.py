"""What is hidden, and that the attack finds nothing in what is left."""

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.audit import audit
from parvis.understand.surveys.disclosure.primary import sensitive
from parvis.understand.surveys.disclosure.suppress import suppress
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

AGE = Axis("age", ("young", "middle", "old"), complete=True)
DISTRICT = Axis("district", ("north", "south", "east"), complete=True)
MOOD = Axis("mood", ("well", "badly"))


def _answers(people, seed=0):
    rng = np.random.default_rng(seed)
    return {
        "age": rng.choice(3, people, p=[0.1, 0.5, 0.4]),
        "district": rng.choice(3, people, p=[0.15, 0.35, 0.5]),
        "mood": rng.choice(3, people, p=[0.5, 0.4, 0.1]) - 1,
    }


SHAPES = (
    Shape(()),
    Shape((AGE,)),
    Shape((MOOD,)),
    Shape((AGE, DISTRICT)),
    Shape((AGE, MOOD)),
    Shape((DISTRICT, MOOD)),
    Shape((AGE,), ((DISTRICT, 0),)),
)


def _tables(people, seed=0):
    columns = _answers(people, seed)
    return [table(shape, columns) for shape in SHAPES]


def test_nothing_small_nothing_hidden():
    found = suppress([Table(Shape((AGE,)), np.array([20, 30, 40]))])
    assert found.released[0].shown.tolist() == [20, 30, 40, 90]
    assert (found.primary, found.complementary, found.remaining) == (0, 0, ())


def test_one_small_count_takes_three_others_with_it():
    found = suppress(
        [Table(Shape((AGE, DISTRICT)), np.array([[20, 2, 12], [8, 30, 15], [9, 14, 40]]))]
    )
    shown = found.released[0].shown
    assert (shown == HIDDEN).sum() == 4
    assert shown[0, 1] == HIDDEN
    assert (shown[:, -1] != HIDDEN).all() and (shown[-1] != HIDDEN).all(), "no total is hidden"
    assert (found.primary, found.complementary, found.remaining) == (1, 3, ())


def test_what_is_shown_is_true():
    for one, left in zip(_tables(120), suppress(_tables(120)).released, strict=True):
        known = left.shown != HIDDEN
        assert (left.shown[known] == with_totals(one.counts)[known]).all()


def test_no_count_of_a_few_is_shown():
    for left in suppress(_tables(60)).released:
        assert not ((left.shown > 0) & (left.shown < 5)).any()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("people", [30, 80, 300])
def test_the_attack_finds_nothing_and_would_have(people, seed):
    tables = _tables(people, seed)
    naive = []
    for one in tables:
        full = with_totals(one.counts)
        naive.append(Released(one.shape, np.where(sensitive(full, 5), HIDDEN, full)))
    found = suppress(tables)
    assert found.remaining == ()
    assert audit(found.released) == ()
    assert found.complementary == 0 or audit(naive), "nothing was hidden without need"


def test_the_same_tables_are_hidden_the_same():
    first, second = suppress(_tables(80)), suppress(_tables(80))
    for one, other in zip(first.released, second.released, strict=True):
        assert one.shown.tolist() == other.shown.tolist()


def test_a_group_who_all_said_the_same():
    unanimous = np.array([[12, 0], [20, 25], [18, 22]])
    hidden = sensitive(with_totals(unanimous), 5)
    assert np.argwhere(hidden).tolist() == [[0, 0], [0, 1]]
    found = suppress([Table(Shape((AGE, MOOD)), unanimous)])
    shown = found.released[0].shown
    assert shown[0].tolist() == [HIDDEN, HIDDEN, 12]
    assert audit(found.released) == ()


def test_everybody_said_the_same():
    found = suppress([Table(Shape((MOOD,)), np.array([30, 0]))])
    assert found.released[0].shown.tolist() == [HIDDEN, HIDDEN, 30]
    assert audit(found.released) == ()


def test_the_zero_hidden_beside_is_of_the_option_most_chosen():
    full = with_totals(np.array([[9, 0, 0], [9, 1, 8], [6, 1, 6]]))
    assert sensitive(full, 5)[0].tolist() == [True, False, True, False]


def test_too_few_answers_to_tell_of_at_all():
    found = suppress([Table(Shape((MOOD,)), np.array([2, 1]))])
    assert (found.released[0].shown == HIDDEN).all()


def test_what_a_filter_leaves_outside_is_kept():
    north = Shape((MOOD,), ((DISTRICT, 0),))
    tables = [Table(Shape((MOOD,)), np.array([60, 40])), Table(north, np.array([58, 30]))]
    found = suppress(tables)
    assert (found.primary, found.remaining) == (0, ())
    assert found.complementary > 0
    assert audit(found.released) == ()


@pytest.mark.parametrize("seed", range(4))
def test_what_came_since_an_earlier_release_is_kept(seed):
    columns = _answers(205, seed)
    first = [table(shape, {k: v[:200] for k, v in columns.items()}) for shape in SHAPES]
    then = [table(shape, columns) for shape in SHAPES]
    before = suppress(first).released
    alone = suppress(then).released
    assert audit(alone, [before]), "five answers more are told by subtraction"
    after = suppress(then, earlier=[before])
    assert after.remaining == ()
    assert audit(after.released, [before]) == ()


def test_what_earlier_releases_told_already_can_not_be_kept():
    naive = Released(Shape((AGE,)), np.array([HIDDEN, 30, 40, 72]))
    now = [Table(Shape((AGE,)), np.array([2, 30, 40]))]
    remaining = suppress(now, earlier=[[naive]]).remaining
    assert [(one.release, one.low, one.high) for one in remaining] == [(0, 2, 2)]


def test_answers_taken_back_have_to_be_said():
    before = [Released(Shape((AGE,)), np.array([20, 30, 40, 90]))]
    now = [Table(Shape((AGE,)), np.array([20, 30, 39]))]
    with pytest.raises(Contradiction):
        suppress(now, earlier=[before])
    found = suppress(now, earlier=[before], withdrawn=True)
    assert found.remaining == ()
    assert found.released[0].shown[2] == HIDDEN


def test_several_choices_are_a_yes_and_a_no_each():
    """38 of 40 chose the park: two did not."""
    park = Axis("places: park", ("chosen", "not chosen"))
    found = suppress([Table(Shape((park,)), np.array([38, 2]))])
    assert found.released[0].shown.tolist() == [HIDDEN, HIDDEN, 40]
