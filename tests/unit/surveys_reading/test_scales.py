"""Means of groups and waves compared (Welch), beside statsmodels and scipy."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from parvis.understand.surveys.comparing.scales import (
    compare_means,
    means_standing_out,
)
from parvis.understand.surveys.comparing.verdicts import Verdict
from parvis.understand.surveys.comparing.waves import mean_change
from parvis.understand.surveys.counting import effective_size

_RNG = np.random.default_rng(11)
HERE, THERE = _RNG.normal(3.9, 0.8, 90), _RNG.normal(3.3, 1.4, 200)


def test_two_means_are_what_statsmodels_says():
    found = compare_means(np.append(HERE, np.nan), THERE)
    oracle = CompareMeans(DescrStatsW(HERE), DescrStatsW(THERE))
    assert found is not None
    assert found.chance == pytest.approx(stats.ttest_ind(HERE, THERE, equal_var=False).pvalue)
    assert (found.difference.low, found.difference.high) == pytest.approx(
        oracle.tconfint_diff(usevar="unequal")
    )
    assert found.verdict is Verdict.DIFFERENT
    assert found.here.answers == 90


def test_weights_come_in_through_the_effective_sizes():
    weights = (_RNG.uniform(0.5, 3, len(HERE)), _RNG.uniform(0.5, 3, len(THERE)))
    scaled = [one * effective_size(one) / one.sum() for one in weights]
    found = compare_means(HERE, THERE, weights)
    oracle = CompareMeans(DescrStatsW(HERE, scaled[0]), DescrStatsW(THERE, scaled[1]))
    assert found is not None
    assert found.chance == pytest.approx(oracle.ttest_ind(usevar="unequal")[1])


def test_too_few_to_compare():
    assert compare_means(np.array([1.0]), THERE) is None
    nine = compare_means(HERE[:9], THERE)
    assert nine is not None
    assert nine.verdict is Verdict.TOO_FEW_ANSWERS


def test_a_change_that_chance_makes():
    found = mean_change(THERE[:100], THERE[100:])
    assert found is not None
    assert found.verdict is Verdict.TOO_SMALL_TO_SAY
    assert found.difference.low < 0 < found.difference.high


def test_all_the_same_on_both_sides():
    same, other = np.full(20, 3.0), np.full(20, 4.0)
    alike, apart = compare_means(same, same), compare_means(same, other)
    assert alike is not None and apart is not None
    assert (alike.verdict, apart.verdict) == (Verdict.TOO_SMALL_TO_SAY, Verdict.DIFFERENT)


def test_which_mean_stands_out():
    groups = np.repeat([0, 1, 2], 100)
    values = np.concatenate([HERE[:90], HERE[:10] + 1, THERE[:100], THERE[100:]])
    found = means_standing_out([(groups == one, groups != one) for one in range(3)], values)
    assert found[0].verdict is Verdict.DIFFERENT
    alone = compare_means(values[groups == 0], values[groups > 0])
    assert alone is not None
    assert found[0].chance == pytest.approx(3 * alone.chance)
