"""Shrinkage and multiplicity beside statsmodels and published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests

from parvis.understand.disparities.multiplicity import benjamini_hochberg
from parvis.understand.disparities.shrinking import (
    between_counts,
    between_means,
    shrink_counts,
    shrink_means,
)

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=60)
# Morris (1983) and every textbook since: coaching in eight schools, effect and standard error.
SCHOOLS = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
ONCE = np.ones(4)
ERRORS = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])


@given(CHANCES)
def test_benjamini_hochberg_is_that_of_statsmodels(chances):
    found = benjamini_hochberg(np.array(chances))
    assert found == pytest.approx(multipletests(chances, method="fdr_bh")[1])


def test_benjamini_hochberg_as_published():
    """Benjamini & Hochberg (1995), 3.2: fifteen treatments, four of them declared at 0.05."""
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert (benjamini_hochberg(np.array(chances)) < 0.05).sum() == 4


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 9)), min_size=4, max_size=20))
def test_variance_between_means_is_that_of_statsmodels_but_never_negative(rows):
    values, variances = map(np.array, zip(*rows, strict=True))
    theirs = combine_effects(values, variances, method_re="dl").tau2
    assert between_means(values, variances) == pytest.approx(max(0.0, theirs), abs=1e-9)


def test_eight_schools_scatter_less_than_chance():
    """The usual estimate is negative here: it is taken as 0, and intervals keep a width."""
    assert combine_effects(SCHOOLS, ERRORS**2, method_re="dl").tau2 < 0
    found = shrink_means(SCHOOLS, ERRORS**2)
    assert found.between == 0.0
    assert found.kept == pytest.approx(np.full(8, 2 / 7))
    assert (found.variances > 0).all()
    centre = np.average(SCHOOLS, weights=ERRORS**-2.0)
    assert found.values == pytest.approx(centre + 2 / 7 * (SCHOOLS - centre))
    assert centre == pytest.approx(7.69, abs=0.01)


def test_means_that_truly_differ_are_drawn_by_their_share_of_chance():
    values, variances = np.array([0.0, 10, 20, 30, 40]), np.full(5, 4.0)
    found = shrink_means(values, variances)
    # As many variances as one another: the sample's variance less chance's.
    assert found.between == pytest.approx(values.var(ddof=1) - 4)
    given_up = 4 / (4 + found.between) * 2 / 4
    assert found.values == pytest.approx(20 + (1 - given_up) * (values - 20))


def test_few_units_are_not_shrunk():
    found = shrink_means(np.array([1.0, 5.0, 9.0]), np.array([1.0, 1, 1]))
    assert found.values.tolist() == [1, 5, 9]
    ratios = shrink_counts(np.array([4.0, 12]), np.array([8.0, 8]), np.ones(2))
    assert ratios.values.tolist() == [0.5, 1.5]


def test_marshall_on_figures_by_hand():
    """Four districts that expect 10 and see 4, 8, 12, 16: ratios 0.4 to 1.6, centre 1, their
    variance 0.2, of which chance explains 1/10."""
    observed, expected = np.array([4.0, 8, 12, 16]), np.full(4, 10.0)
    assert between_counts(observed, expected, ONCE) == pytest.approx(0.1)
    found = shrink_counts(observed, expected, np.ones(len(observed)))
    assert found.values == pytest.approx(1 + (1 - 0.5 / 3) * (observed / 10 - 1))


def test_counts_that_scatter_less_than_chance_have_no_variance_between():
    observed, expected = np.array([10.0, 10, 10, 10]), np.full(4, 10.0)
    assert between_counts(observed, expected, ONCE) == 0.0
    assert shrink_counts(observed, expected, np.ones(len(observed))).values == pytest.approx(1)
    assert between_counts(np.array([4.0, 8, 12, 16]), expected, 2.5 * ONCE) == 0.0


@given(
    st.lists(st.tuples(st.integers(0, 200), st.floats(1, 100)), min_size=4, max_size=15).filter(
        lambda rows: sum(count for count, _ in rows) > 0
    )
)
def test_what_is_shrunk_lies_between_the_town_and_what_was_seen(rows):
    observed, expected = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    found, centre = (
        shrink_counts(observed, expected, np.ones(len(observed))),
        observed.sum() / expected.sum(),
    )
    ratios = observed / expected
    low, high = np.minimum(ratios, centre), np.maximum(ratios, centre)
    assert (found.values >= low - 1e-9).all()
    assert (found.values <= high + 1e-9).all()
    assert np.isfinite(found.variances).all()
    assert (found.variances > 0).all()


def test_intervals_hold_the_truth_where_districts_differ():
    """Two hundred towns of twelve districts whose true means are drawn: 95 % are held."""
    rng = np.random.default_rng(7)
    held = []
    for _ in range(200):
        variances = rng.uniform(0.5, 4, 12)
        true = rng.normal(10, 1, 12)
        found = shrink_means(rng.normal(true, np.sqrt(variances)), variances)
        held.append(np.abs(found.values - true) <= stats.norm.ppf(0.975) * found.variances**0.5)
    assert 0.93 <= np.mean(held) <= 0.99
