"""Regression on the calendar, against statsmodels and against the truth."""

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm

from parvis.understand.seasons.days import Almanac, Span, columns, dates, penalty
from parvis.understand.seasons.fitting import fit, fit_departures, level


def test_without_penalty_it_is_statsmodels_poisson() -> None:
    draw = np.random.default_rng(1)
    rows = np.stack([np.ones(300), draw.normal(size=300), draw.normal(size=300)], axis=1)
    counts = draw.poisson(np.exp(rows @ [1.5, 0.1, -0.2])).astype(float)
    found = fit(counts[:, None], rows, np.diag([1e-9] * 3))
    # Held weights are all 1 but for the few far ones: they are given to statsmodels.
    weights = found.weights[:, 0]
    theirs = sm.GLM(counts, rows, family=sm.families.Poisson(), var_weights=weights).fit()
    assert found.worth[:, 0] == pytest.approx(theirs.params, abs=1e-3)


def test_unknown_days_are_left_out_and_past_events_weigh_little() -> None:
    learnt = Span(date(2025, 1, 6), 200)
    rows = columns(dates(learnt.first, 200), Almanac(), learnt)
    draw = np.random.default_rng(2)
    plain = draw.poisson(10, size=(200, 1)).astype(float)
    troubled = plain.copy()
    troubled[50:55] = 90
    troubled[120:130] = np.nan
    both = [fit(one, rows, penalty(learnt)) for one in (plain, troubled)]
    assert both[1].weights[50:55].max() < 0.25
    assert both[1].weights[120:130].max() == 0
    assert both[1].expected[180:].mean() == pytest.approx(both[0].expected[180:].mean(), rel=0.05)


def test_what_is_rare_has_the_rhythm_of_the_whole() -> None:
    learnt = Span(date(2025, 1, 6), 364)
    rows = columns(dates(learnt.first, 364), Almanac(), learnt)
    rhythm = np.where(np.arange(364) % 7 > 4, 0.1, 1.0)[:, None]
    counts = np.random.default_rng(3).poisson(rhythm * [50.0, 0.1]).astype(float)
    _whole, each = fit_departures(counts, rows, learnt)
    rare = each.expected[:, 1]
    assert rare[5:7].mean() < 0.3 * rare[:5].mean()
    assert rare.sum() == pytest.approx(counts[:, 1].sum(), rel=0.15)


def test_the_level_follows_the_last_days_and_doubts_few_cases() -> None:
    learnt = Span(date(2025, 1, 6), 300)
    rows = columns(dates(learnt.first, 300), Almanac(), learnt)
    counts = np.random.default_rng(4).poisson(20, size=(300, 1)).astype(float)
    found = fit(counts, rows, penalty(learnt))
    counts[-20:] *= 1.3
    fast, _ = level(found, counts, half_life=7, prior=5)
    slow, _ = level(found, counts, half_life=90, prior=5)
    assert 1.2 < fast[0] < 1.35
    assert slow[0] < fast[0]
    assert level(found, counts, half_life=7, prior=1e9)[0][0] == pytest.approx(1, abs=1e-3)
