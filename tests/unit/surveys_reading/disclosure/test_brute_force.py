"""Every way in which so few people could have answered is tried: none of what is hidden is told."""

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.primary import sensitive
from parvis.understand.surveys.disclosure.suppress import suppress
from parvis.understand.surveys.disclosure.tables import (
    HIDDEN,
    Axis,
    Released,
    Shape,
    table,
    with_totals,
)
from tests.unit.surveys_reading.disclosure.brute import counted, given_away, left

K = 3
PEOPLE = 12
A, B, C = (Axis(name, ("0", "1"), complete=True) for name in "abc")
SIZES = {"a": 2, "b": 2, "c": 2}
ALL = Shape(())
RELEASES = {
    "a crossing": (ALL, Shape((A, B))),
    "two that share a question": (ALL, Shape((A,)), Shape((A, B)), Shape((A, C))),
    "three of the same three questions": (ALL, Shape((A, B)), Shape((A, C)), Shape((B, C))),
    "filters": (ALL, Shape((A,)), Shape((A,), ((C, 0),)), Shape((B,), ((C, 0),))),
    "a filtered crossing": (ALL, Shape((A, B)), Shape((A, B), ((C, 1),))),
}


def _answers(seed):
    rng = np.random.default_rng(seed)
    chances = rng.uniform(0.15, 0.85, 3)
    return {
        name: rng.choice(2, PEOPLE, p=[chance, 1 - chance])
        for name, chance in zip(SIZES, chances, strict=True)
    }


def _told(released, within=()):
    """Whether any hidden cell is given away, in tables as they are or `within` a filter."""
    every = left([*released, *within], SIZES, PEOPLE)
    return any(
        given_away(values, K)
        for one in (*released, *within)
        for values in counted(every, one, SIZES)[:, one.shown.ravel() == HIDDEN].T
    )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("shapes", RELEASES.values(), ids=RELEASES)
def test_nothing_hidden_is_told(shapes, seed):
    found = suppress([table(shape, _answers(seed)) for shape in shapes], k=K)
    assert found.remaining == ()
    assert not _told(found.released)


@pytest.mark.parametrize("shapes", RELEASES.values(), ids=RELEASES)
def test_hiding_small_counts_alone_is_not_enough(shapes):
    caught = 0
    for seed in range(8):
        tables = [table(shape, _answers(seed)) for shape in shapes]
        full = [with_totals(one.counts) for one in tables]
        caught += _told(
            [
                Released(one.shape, np.where(sensitive(counts, K), HIDDEN, counts))
                for one, counts in zip(tables, full, strict=True)
            ]
        )
    assert caught


@pytest.mark.parametrize("seed", range(8))
def test_the_rest_outside_a_filter_is_not_told(seed):
    found = suppress([table(shape, _answers(seed)) for shape in RELEASES["filters"]], k=K)
    every = left(found.released, SIZES, PEOPLE)
    rest = Released(Shape((A,), ((C, 1),)), np.full(3, HIDDEN))
    assert not any(given_away(values, K) for values in counted(every, rest, SIZES).T)


@pytest.mark.parametrize("seed", range(8))
def test_who_came_between_two_releases_is_not_told(seed):
    """The third question is the time: 0 had answered by the first release."""
    answers = _answers(seed)
    early = answers["c"] == 0
    shapes = (ALL, Shape((A,)), Shape((A, B)))
    before = suppress(
        [
            table(shape, {name: column[early] for name, column in answers.items()})
            for shape in shapes
        ],
        k=K,
    )
    after = suppress([table(shape, answers) for shape in shapes], k=K, earlier=[before.released])
    assert after.remaining == ()
    by_then = [Released(Shape(one.shape.axes, ((C, 0),)), one.shown) for one in before.released]
    assert not _told(after.released, by_then)
    every = left([*after.released, *by_then], SIZES, PEOPLE)
    came = Released(Shape((A, B), ((C, 1),)), np.full((3, 3), HIDDEN))
    assert not any(given_away(values, K) for values in counted(every, came, SIZES).T)
