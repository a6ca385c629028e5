"""Answers counted: people, weights, several choices, and in no time."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.understand.surveys.counting import effective_size, tally, tally_several


def test_who_did_not_answer_counts_nowhere():
    found = tally(np.array([0, 2, -1, 2], dtype=np.int8), 4)
    assert found.counts.tolist() == [1, 0, 2, 0]
    assert found.shares.tolist() == pytest.approx([1 / 3, 0, 2 / 3, 0])
    assert (found.answers, found.effective) == (3, 3.0)


def test_nobody():
    found = tally(np.array([-1, -1]), 2)
    assert (found.answers, found.effective, found.shares.tolist()) == (0, 0.0, [0.0, 0.0])


def test_a_code_beyond_the_options_is_refused():
    with pytest.raises(ValueError, match="no option"):
        tally(np.array([3]), 3)


def test_weights_count_in_shares_and_not_in_people():
    found = tally(np.array([0, 0, 1]), 2, np.array([1.0, 1.0, 2.0]))
    assert found.counts.tolist() == [2, 1]
    assert found.shares.tolist() == [0.5, 0.5]
    # (1 + 1 + 2)² / (1 + 1 + 4)
    assert found.effective == pytest.approx(16 / 6)


def test_several_choices_are_shares_of_those_asked():
    chosen = np.array([[True, True], [False, True], [False, False], [True, False]])
    asked = np.array([True, True, True, False])
    found = tally_several(chosen, asked)
    assert found.counts.tolist() == [1, 2]
    assert found.shares.tolist() == pytest.approx([1 / 3, 2 / 3])
    weighted = tally_several(chosen, asked, np.array([2.0, 1.0, 1.0, 9.0]))
    assert weighted.shares.tolist() == [0.5, 0.75]


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=50), st.floats(0.1, 10))
def test_effective_size_is_never_more_than_there_are_and_knows_no_scale(weights, scale):
    column = np.array(weights)
    size = effective_size(column)
    assert 1 - 1e-9 <= size <= len(column) + 1e-9
    assert effective_size(column * scale) == pytest.approx(size)


def test_thirty_questions_of_a_hundred_thousand_answers_take_no_time():
    rng = np.random.default_rng(1)
    columns = [rng.integers(-1, 12, 100_000).astype(np.int8) for _ in range(30)]
    weights = rng.uniform(0.5, 2, 100_000)
    for theirs in (None, weights):
        assert min(_time(columns, theirs) for _ in range(5)) < 0.1


def _time(columns, weights):
    began = perf_counter()
    for column in columns:
        tally(column, 12, weights)
    return perf_counter() - began
