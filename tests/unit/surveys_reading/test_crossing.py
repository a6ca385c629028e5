"""Groups compared: whether they differ at all, which stand out, and when nothing can be said."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from parvis.understand.surveys.comparing.crossing import (
    Looked,
    association,
    cross,
    standing_out,
    together,
)
from parvis.understand.surveys.comparing.verdicts import Verdict, holm
from parvis.understand.surveys.comparing.waves import share_change
from parvis.understand.surveys.counting import tally


def _columns(table):
    """Two columns of codes whose crossing is the table."""
    table = np.array(table)
    cells = np.repeat(np.arange(table.size), table.ravel())
    return cells // table.shape[1], cells % table.shape[1]


def _crossed(table, weights=None):
    groups, answers = _columns(table)
    return cross(groups, answers, np.array(table).shape, weights)


def test_a_crossing_counts_those_who_have_both():
    found = cross(np.array([0, 0, 1, -1, 1]), np.array([1, -1, 0, 0, 1]), (2, 2))
    assert found.counts.tolist() == [[0, 1], [1, 1]]
    assert found.answers.tolist() == [1, 2]


def test_association_is_what_statsmodels_says():
    table = [[30, 50, 20], [60, 40, 25], [15, 45, 40]]
    found, expected = association(_crossed(table)), Table(np.array(table), shift_zeros=False)
    told = expected.test_nominal_association()
    assert (found.statistic, found.chance) == pytest.approx((told.statistic, told.pvalue))
    assert found.effect == pytest.approx(stats.contingency.association(np.array(table)))
    assert (found.verdict, found.shuffled) == (Verdict.DIFFERENT, False)


def test_no_yates():
    found = association(_crossed([[30, 20], [20, 30]]))
    assert found.statistic == pytest.approx(4.0)


def test_lady_tasting_tea_is_shuffled_to_fishers_figure():
    """Fisher, The Design of Experiments (1935): 3 of 4 cups right happens 34 times in 70."""
    found = association(_crossed([[3, 1], [1, 3]]))
    assert found.shuffled
    assert found.chance == pytest.approx(34 / 70, abs=0.02)
    assert found.verdict is Verdict.TOO_FEW_ANSWERS


def test_random_tables_agree_with_fishers_exact_test():
    table = [[1, 9], [8, 3]]
    found = association(_crossed(table))
    assert found.chance == pytest.approx(stats.fisher_exact(table).pvalue, abs=0.01)
    assert found == association(_crossed(table)), "the same answers give the same figure"


def test_empty_groups_and_options_are_left_out():
    full, holed = [[30, 20], [20, 30]], [[30, 0, 20], [0, 0, 0], [20, 0, 30]]
    assert association(_crossed(full)) == association(_crossed(holed))
    assert association(_crossed([[9, 0], [7, 0]])).verdict is Verdict.TOO_FEW_ANSWERS


def test_weights_take_away_what_they_cost():
    table = [[60, 40], [40, 60]]
    plain = association(_crossed(table))
    # One half of each cell three times as heavy as the other: 160 effective answers of 200.
    weights = np.tile([1.0, 3.0], 100)
    weighted = association(_crossed(table, weights))
    assert plain.statistic == pytest.approx(8.0)
    assert weighted.statistic == pytest.approx(8.0 * 0.8)
    assert weighted.effect == pytest.approx(plain.effect)


def _alone(crossing):
    groups, options = crossing.counts.shape
    return standing_out([Looked(crossing, range(groups), range(options))])[0]


def test_which_group_stands_out():
    found = _alone(_crossed([[80, 20], [50, 50], [48, 52]]))
    first = found[0, 0]
    assert first.verdict is Verdict.DIFFERENT
    assert (first.here.value, first.there.value) == (0.8, 0.49)
    assert first.difference.value == pytest.approx(0.31)
    assert first.effect > 0.5
    assert found[0, 1].difference.value == pytest.approx(-0.31)
    assert first.chance == pytest.approx(
        6 * proportions_ztest([80, 98], [100, 200])[1], rel=1e-9
    ), "the strongest of six comparisons is corrected for six"


def test_a_small_group_is_not_judged_and_costs_the_others_nothing():
    with_few = _alone(_crossed([[80, 20], [50, 50], [9, 0]]))
    assert with_few[2, 0].verdict is Verdict.TOO_FEW_ANSWERS
    assert with_few[2, 0].here.answers == 9
    assert with_few[1, 0].chance == pytest.approx(
        4 * proportions_ztest([50, 89], [100, 109])[1], rel=1e-9
    )


def test_chance_makes_one_town_in_twenty_differ_at_most():
    rng = np.random.default_rng(5)
    wrong = 0
    for _ in range(200):
        groups, answers = rng.integers(0, 6, 300), rng.integers(0, 4, 300)
        found = _alone(cross(groups, answers, (6, 4)))
        wrong += any(one.verdict is Verdict.DIFFERENT for one in found.values())
    assert wrong <= 18, "10 expected at most; 18 is beyond it once in a hundred"


@pytest.mark.parametrize("many", [1, 2, 5, 40])
def test_holm_is_what_statsmodels_says(many):
    chances = np.random.default_rng(many).uniform(0, 0.1, many).round(2)
    expected = multipletests(chances, method="holm")[1]
    assert holm(chances) == pytest.approx(expected)


def test_a_change_between_waves():
    before, now = tally(np.repeat([0, 1], [200, 300]), 2), tally(np.repeat([0, 1], [270, 230]), 2)
    found = share_change(now, before, 0)
    assert found is not None
    assert found.verdict is Verdict.DIFFERENT
    assert found.difference.value == pytest.approx(0.14)
    assert found.chance == pytest.approx(proportions_ztest([270, 200], [500, 500])[1])
    small = share_change(tally(np.repeat([0, 1], [205, 295]), 2), before, 0)
    assert small is not None
    assert small.verdict is Verdict.TOO_SMALL_TO_SAY
    assert small.difference.low < 0 < small.difference.high
    assert share_change(tally(np.array([-1]), 2), before, 0) is None


def test_crossings_shown_as_one_are_corrected_together():
    strong, flat = _crossed([[80, 20], [50, 50]]), _crossed([[50, 50], [50, 50]])
    alone = standing_out([Looked(strong, [0], [0])])[0][0, 0]
    beside = standing_out([Looked(strong, [0], [0]), Looked(flat, [0], [0])])
    assert beside[0][0, 0].chance == pytest.approx(2 * alone.chance)
    assert beside[1][0, 0].verdict is Verdict.TOO_SMALL_TO_SAY


def test_several_crossings_go_together_if_one_does_by_more_than_chance():
    weak, flat = association(_crossed([[60, 40], [45, 55]])), association(_crossed([[50, 50]] * 2))
    assert weak.verdict is Verdict.DIFFERENT
    assert together([weak]) is Verdict.DIFFERENT
    assert together([weak, flat, flat]) is Verdict.TOO_SMALL_TO_SAY
    assert together([association(_crossed([[2, 1], [1, 2]]))]) is Verdict.TOO_FEW_ANSWERS
