"""What was seen against what was expected, beside statsmodels' stratified tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

from parvis.understand.disparities import dispersion
from parvis.understand.disparities.figures import Measure
from parvis.understand.disparities.measured import rates, standardised
from parvis.understand.disparities.standardised import Lines, hold, shares
from parvis.understand.disparities.strata import FEWEST, strata

# Two districts, two strata: so many of so many, as in any lesson on Simpson's paradox.
SIMPSON = {(0, 0): (81, 87), (0, 1): (192, 263), (1, 0): (234, 270), (1, 1): (55, 80)}


def lines(cells, districts=2, week=None):
    """Cells (district, stratum): yes of how many, as lines."""
    rows = [
        (*key, is_so, many)
        for key, (yes, of) in cells.items()
        for is_so, many in ((1, yes), (0, of - yes))
    ]
    district, stratum, is_so, many = np.array(rows, dtype=np.int64).T
    each = shares(stratum, is_so, many)
    return Lines(district, stratum, np.zeros(len(rows), int), many, *each, districts=districts)


def test_the_better_one_in_each_stratum_is_the_better_one():
    """Charig (1986), kidney stones: the open treatment is better for small and for large ones,
    though it looks worse without asking which."""
    held = hold(lines(SIMPSON))
    assert held.excess[0] > 0
    assert held.excess[0] == pytest.approx(-held.excess[1])
    assert 273 / 350 < 289 / 350


@given(st.lists(st.tuples(*[st.integers(1, 60)] * 4), min_size=1, max_size=6))
def test_a_share_is_judged_as_mantel_and_haenszel_do(tables):
    cells = {}
    for stratum, (yes, no, yes2, no2) in enumerate(tables):
        cells[0, stratum] = yes, yes + no
        cells[1, stratum] = yes2, yes2 + no2
    held = hold(lines(cells))
    found = (abs(held.excess[0]) - 0.5) ** 2 / held.by_chance[0]
    theirs = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in tables])
    assert found == pytest.approx(theirs.test_null_odds(correction=True).statistic)


def test_means_are_judged_as_by_exchanging_requests():
    """Against 4,000 random exchanges within the strata."""
    rng = np.random.default_rng(11)
    stratum = np.repeat([0, 1, 2], 40)
    district = rng.integers(0, 4, 120)
    values = rng.exponential(1 + stratum)
    excess = values - np.array([values[stratum == one].mean() for one in range(3)])[stratum]
    once = np.ones(120, dtype=int)

    def held(of):
        zero = np.zeros(120)
        return hold(Lines(district, stratum, np.zeros(120, int), once, zero, of, districts=4))

    sums = []
    for _ in range(4_000):
        order = np.lexsort((rng.random(120), stratum))
        sums.append(np.bincount(district, excess[order], 4))
    assert np.var(sums, axis=0) == pytest.approx(held(excess).by_chance, rel=0.1)


def test_rates_are_judged_as_by_the_binomial_law():
    people = np.array([1_000, 3_000, 4_000, 2_000], dtype=np.int64)
    table = np.array([[30.0], [70], [60], [40]])
    found = rates(table, people)
    for place, seen in enumerate((30, 70, 60, 40)):
        law = stats.binom(200, people[place] / 10_000)
        tail = law.sf(seen) + law.pmf(seen) / 2
        assert found.chance[place] >= 2 * min(tail, 1 - tail) - 1e-9
    assert found.expected == pytest.approx([20, 20, 20, 20])
    assert found.seen == pytest.approx([30, 70 / 3, 15, 20])


def test_where_nobody_is_known_to_live_no_rate_is_given():
    people = np.array([1_000, 0, 1_000], dtype=np.int64)
    found = rates(np.array([[50.0], [500], [50]]), people)
    assert np.isnan(found.value[1])
    assert found.expected[0] == pytest.approx(50)
    assert np.isnan(rates(np.array([[50.0]]), np.array([0])).value).all()


def test_weeks_that_scatter_as_chance_has_them_leave_variances_alone():
    rng = np.random.default_rng(2)
    calm = dispersion.of_counts(rng.poisson(9, (10, 52)).astype(float))
    assert (calm >= 1).all()
    assert calm.mean() == pytest.approx(1, abs=0.2)
    bursts = rng.poisson(0.6, (10, 52)) * 15.0
    assert dispersion.of_counts(bursts).mean() == pytest.approx(15, rel=0.25)
    assert dispersion.of_counts(bursts[:, :3]).tolist() == [1.0] * 10
    calm_but_one = rng.poisson(9, (10, 52)).astype(float)
    calm_but_one[3, 7] += 150
    found = dispersion.of_counts(calm_but_one)
    assert found.argmax() == 3
    assert found[3] > 4 * np.median(found)


def test_a_district_that_is_slow_all_year_is_no_scatter():
    rng = np.random.default_rng(4)
    district, week = np.repeat([0, 1, 2, 3], 2_600), np.tile(np.arange(52), 200)
    values = rng.normal(0, 1, len(week)) + 3.0 * (district == 2)
    stratum, once = np.zeros(len(week), int), np.ones(len(week), int)
    of = Lines(district, stratum, week, once, stratum * 0.0, values - values.mean(), districts=4)
    assert dispersion.of_excess(of) == pytest.approx(np.ones(4), abs=0.5)


def test_strata_are_of_one_type_and_season_where_there_are_enough():
    service = np.array([1, 1, 1, 2, 2, 3, 4])
    week = np.array([0, 20, 51, 0, 51, 51, 51])
    many = np.array([30, 30, 30, 12, 12, 3, 2])
    found = strata(service, week, many)
    assert len(set(found[:3].tolist())) == 3
    assert found[3] == found[4]
    assert found[5] == found[6] != found[4]
    assert sorted(set(found.tolist())) == list(range(5))
    assert many[found == found[5]].sum() < FEWEST


def test_of_few_requests_nothing_is_said():
    found = standardised(Measure.REFUSAL, lines({(0, 0): (3, 9), (1, 0): (30, 90)}))
    assert np.isnan(found.chance[0])
    assert not np.isnan(found.chance[1])
