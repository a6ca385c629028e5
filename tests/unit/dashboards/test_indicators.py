"""Periods, shares with their margin, and what was to be expected."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.inform.dashboards.indicators import (
    LENGTHS,
    Share,
    Span,
    baselines,
    change,
    expected,
    named_span,
    pace,
    per_thousand,
    share,
    share_moved,
    steps,
    sure_of_many,
    whole_days,
)

TODAY = date(2026, 11, 21)
LONG_AGO = date(2020, 1, 1)


@pytest.mark.parametrize("name", LENGTHS)
def test_periods_are_whole_weeks_that_end_today(name):
    span = named_span(name, TODAY)
    assert span.until == TODAY
    assert span.days == LENGTHS[name]
    assert span.days % 7 == 0


def test_today_is_not_over():
    assert whole_days(named_span("week", TODAY), TODAY).until == date(2026, 11, 20)
    assert whole_days(Span(TODAY, TODAY), TODAY) is None
    past = Span(date(2026, 1, 1), date(2026, 1, 31))
    assert whole_days(past, TODAY) == past


def test_baselines_hold_the_same_weekdays_and_reach_no_further_than_the_figures():
    span = named_span("week", TODAY)
    full = whole_days(span, TODAY)
    before = baselines(span, full, LONG_AGO)
    assert len(before) == 8
    assert {one.since.weekday() for one in before} == {full.since.weekday()}
    assert len(baselines(span, full, date(2026, 11, 1))) == 2
    assert baselines(span, full, None) == []
    assert len(baselines(named_span("year", TODAY), full, LONG_AGO)) == 1


@pytest.mark.parametrize("name", LENGTHS)
def test_steps_follow_each_other_up_to_the_end(name):
    span = named_span(name, TODAY)
    line = steps(span)
    assert line[-1].until == span.until
    assert all(one.until < two.since for one, two in pairwise(line))
    assert all((two.since - one.until).days == 1 for one, two in pairwise(line))
    assert len({one.days for one in line}) == 1


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    # Textbook values of Wilson's interval at 95 %.
    [(0, 10, 0.0, 0.2775), (8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962), (10, 10, 0.7225, 1)],
)
def test_the_interval_is_wilsons(part, of, low, high):
    found = share(part, of)
    assert (found.low, found.high) == (
        pytest.approx(low, abs=1e-4),
        pytest.approx(high, abs=1e-4),
    )


@given(st.integers(1, 3_000), st.data())
def test_the_interval_holds_the_share_and_narrows_with_answers(of, data):
    part = data.draw(st.integers(0, of))
    found, larger = share(part, of), share(4 * part, 4 * of)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert larger.margin < found.margin


def test_a_share_of_nothing_is_none():
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        ((90, 100), (70, 100), 1),
        ((70, 100), (90, 100), -1),
        ((80, 100), (78, 100), 0),
        ((9, 9), (0, 100), 0),  # too few to tell
    ],
)
def test_a_share_moves_only_by_more_than_chance(now, before, moved):
    assert share_moved(share(*now), share(*before)) == moved


def test_a_share_that_is_missing_has_not_moved():
    assert share_moved(None, Share(0.5, 0.4, 0.6, 100)) == 0


@pytest.mark.parametrize(
    ("count", "before", "said"),
    [
        (100, [], "unknown"),
        (3, [4, 2, 5], "few"),
        (104, [100, 98, 103, 99, 101, 97, 102, 100], "stable"),
        (160, [100, 98, 103, 99, 101, 97, 102, 100], "more"),
        (50, [100, 98, 103, 99, 101, 97, 102, 100], "less"),
        # As scattered as they are, 160 is nothing new.
        (160, [100, 180, 60, 150, 40, 170, 90, 110], "stable"),
        (12, [2, 3, 1, 2, 2, 3, 1, 2], "more"),
    ],
)
def test_pace(count, before, said):
    assert pace(count, expected(before)) == said


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=8))
def test_a_band_holds_what_is_expected_and_widens_with_certainty(before):
    band, surer = expected(before), expected(before, sure=0.999)
    assert band.low <= band.middle <= band.high
    assert surer.high >= band.high
    assert band.high - band.middle >= 0.05 * band.middle - 1e-6


def test_many_looks_must_each_be_surer():
    assert sure_of_many(1) == pytest.approx(0.95)
    assert sure_of_many(50) == pytest.approx(0.999)


def test_rates_and_changes():
    assert per_thousand(5, 2_500) == 2
    assert per_thousand(5, 0) is None
    assert change(106, 100) == pytest.approx(0.06)
    assert change(1, 0) is None
