"""Estimates and their intervals, beside statsmodels and published figures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from parvis.understand.surveys.counting import effective_size, tally
from parvis.understand.surveys.intervals import (
    Z,
    difference,
    mean,
    mean_of,
    median,
    share,
    shares,
)

COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def _share(count, answers, **more):
    found = share(count / answers, answers, **more)
    assert found is not None
    return found


def test_wilson_as_published():
    """Newcombe (1998), two-sided intervals for the single proportion: 81 of 263, 15 of 148."""
    assert (round(_share(81, 263).low, 4), round(_share(81, 263).high, 4)) == (0.2553, 0.3662)
    assert (round(_share(15, 148).low, 4), round(_share(15, 148).high, 4)) == (0.0624, 0.1605)


def test_z_is_the_normal_quantile():
    assert pytest.approx(stats.norm.ppf(0.975), abs=1e-15) == Z


@given(COUNTS)
def test_a_share_is_what_statsmodels_says(counts):
    count, answers = counts
    found = _share(count, answers)
    low, high = proportion_confint(count, answers, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)
    assert found.low <= found.value + 1e-12 and found.value <= found.high + 1e-12


def test_nobody_answered():
    assert share(0.0, 0) is None
    assert mean(np.array([math.nan])) is None
    assert median(np.array([])) is None
    assert shares(tally(np.array([-1]), 2)) == ()


def test_weights_widen_a_share_as_their_effective_size_does():
    weights = np.array([1.0] * 50 + [3.0] * 50)
    found = tally(np.array([0, 1] * 50), 2, weights)
    estimate = shares(found)[0]
    low, high = proportion_confint(0.5 * 80, 80, method="wilson")
    assert found.effective == pytest.approx(80)
    assert (estimate.low, estimate.high) == pytest.approx((low, high))
    assert estimate.answers == 100


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=60))
def test_a_mean_is_what_statsmodels_says(values):
    column = np.array(values)
    found = mean(np.append(column, math.nan))
    assert found is not None
    expected = DescrStatsW(column).tconfint_mean() if column.std() else (column[0], column[0])
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-6)


def test_a_weighted_mean_is_what_statsmodels_says_of_its_effective_size():
    rng = np.random.default_rng(3)
    values, weights = rng.normal(7, 2, 300), rng.uniform(0.3, 3, 300)
    scaled = weights * effective_size(weights) / weights.sum()
    found = mean(values, weights)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(DescrStatsW(values, scaled).tconfint_mean())


@pytest.mark.parametrize("weighted", [False, True])
def test_a_mean_of_counts_is_the_mean_of_the_answers(weighted):
    steps = np.arange(1.0, 6.0)
    codes = np.array([0, 4, 4, 2, -1, 3, 4, 1])
    weights = np.linspace(0.5, 2.0, len(codes)) if weighted else None
    said = np.where(codes < 0, math.nan, codes + 1.0)
    found, expected = mean_of(tally(codes, 5, weights), steps), mean(said, weights)
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )
    assert found.answers == expected.answers == 7


def test_nobody_and_one_have_no_mean_of_counts_and_no_bounds():
    assert mean_of(tally(np.array([-1]), 3), np.arange(3.0)) is None
    alone = mean_of(tally(np.array([2]), 3), np.arange(3.0))
    assert (alone.value, alone.low, alone.high) == (2.0, -math.inf, math.inf)


def test_one_answer_has_a_mean_and_no_bounds():
    found = mean(np.array([4.0]))
    assert found is not None
    assert (found.value, found.low, found.high) == (4.0, -math.inf, math.inf)


@pytest.mark.parametrize("many", [6, 7, 20, 100, 1001, 100_000])
def test_ranks_of_the_median_are_those_of_the_binomial_law(many):
    found = median(np.arange(1.0, many + 1))
    assert found is not None
    rank = stats.binom.ppf(0.025, many, 0.5)
    assert (found.low, found.high) == (rank, many + 1 - rank)
    assert found.value == (many + 1) / 2


def test_five_answers_bound_no_median():
    found = median(np.arange(5.0))
    assert found is not None
    assert (found.value, found.low, found.high) == (2.0, -math.inf, math.inf)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=80), st.floats(0.5, 4))
def test_a_median_is_numpy_s_and_equal_weights_change_nothing(values, weight):
    column = np.array(values, dtype=float)
    plain, weighted = median(column), median(column, np.full(len(column), weight))
    assert plain is not None
    assert plain.value == np.median(column)
    assert plain == weighted
    assert plain.low <= plain.value <= plain.high


def test_a_weight_of_two_moves_the_median_as_two_answers():
    values, weights = np.array([1.0, 2.0, 9.0]), np.array([1.0, 1.0, 3.0])
    found = median(values, weights)
    assert found is not None
    assert found.value == np.median([1, 2, 9, 9, 9])


def test_a_difference_as_published():
    """Newcombe (1998), interval estimation for the difference: 56/70 and 48/80, method 10."""
    found = difference(_share(56, 70), _share(48, 80))
    assert round(found.value, 4) == 0.2
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@given(COUNTS, COUNTS)
def test_a_difference_is_what_statsmodels_says(first, second):
    found = difference(_share(*first), _share(*second))
    expected = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)
