"""Delays with requests still open, beside statsmodels and figures by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from parvis.understand.disparities.waiting import median, pseudo_delays, survival

# Freireich (1963): weeks of remission of 21 children treated, and of 21 not.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
STILL = [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
UNTREATED = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

REQUESTS = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def columns(waited, is_open):
    return np.array(waited), np.array(is_open, dtype=np.int64), np.ones(len(waited), dtype=int)


def test_survival_as_published():
    found = survival(*columns(TREATED, STILL), 30)
    assert found[6] == pytest.approx(0.857, abs=5e-4)
    assert found[10] == pytest.approx(0.753, abs=5e-4)
    assert found[23] == pytest.approx(0.448, abs=5e-4)
    assert median(*columns(TREATED, STILL), 40) == 23
    assert median(*columns(UNTREATED, [0] * 21), 40) == 8


@given(REQUESTS)
def test_survival_is_that_of_statsmodels(rows):
    waited, is_open = zip(*rows, strict=True)
    found = survival(*columns(waited, is_open), 31)
    theirs = SurvfuncRight(np.array(waited, dtype=float), 1 - np.array(is_open, dtype=int))
    for day, share in zip(theirs.surv_times, theirs.surv_prob, strict=True):
        assert found[int(day)] == pytest.approx(share)


def test_half_not_closed_yet_has_no_median():
    assert median(*columns([3, 9, 9], [0, 1, 1]), 20) is None


def test_closed_requests_count_for_their_delay():
    waited = [0, 3, 3, 8, 40]
    mean, own = pseudo_delays(np.zeros(5, dtype=int), *columns(waited, [0] * 5), 20)
    assert mean + own == pytest.approx([0, 3, 3, 8, 20])


@given(REQUESTS, st.integers(1, 25))
def test_parts_sum_to_the_mean_of_their_stratum(rows, days):
    waited, is_open = zip(*rows, strict=True)
    stratum = np.arange(len(rows)) % 3
    mean, own = pseudo_delays(stratum, *columns(waited, is_open), days)
    for one in set(stratum.tolist()):
        assert own[stratum == one].sum() == pytest.approx(0, abs=1e-7)
    alone = [
        survival(*(column[stratum == one] for column in columns(waited, is_open)), days).sum()
        for one in stratum
    ]
    assert mean == pytest.approx(alone)


def test_parts_are_what_leaving_a_request_out_changes():
    """The pseudo-observation of Andersen, Klein and Rosthoj: n means less those of the others."""
    rng = np.random.default_rng(3)
    waited = np.minimum(rng.exponential(9, 400), 25).astype(int)
    is_open = (rng.random(400) < 0.3).astype(int)
    many = np.ones(400, dtype=int)
    mean, own = pseudo_delays(np.zeros(400, dtype=int), waited, is_open, many, 20)
    for place in range(0, 400, 37):
        rest = np.arange(400) != place
        left = survival(waited[rest], is_open[rest], many[rest], 20).sum()
        assert mean[place] + own[place] == pytest.approx(400 * mean[place] - 399 * left, abs=0.15)


def test_open_requests_are_not_taken_for_closed_ones():
    """The same delays, half of them cut short by today: the mean stays, the plain one falls."""
    rng = np.random.default_rng(5)
    true = rng.exponential(10, 4_000).astype(int)
    until = rng.integers(0, 60, 4_000)
    waited, is_open = np.minimum(true, until), (true > until).astype(int)
    mean, _ = pseudo_delays(np.zeros(4_000, dtype=int), waited, is_open, np.ones(4_000, int), 30)
    assert mean[0] == pytest.approx(np.minimum(true, 30).mean(), rel=0.04)
    assert waited[is_open == 0].mean() < 0.9 * mean[0]
