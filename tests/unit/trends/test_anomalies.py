"""Peaks and silences: those put in are found, others are not, and one thing is told as one."""

from datetime import timedelta

import numpy as np

from parvis.understand.trends.anomalies import Direction, find, heads
from parvis.understand.trends.series import Series
from tests.unit.trends.towns import ALMANAC, FIRST, raised, town


def test_a_peak_put_in_is_found_with_its_days_and_size() -> None:
    series = raised(town(*[4.0] * 12), place=5, days=3, by=12)
    (head, _others), *rest = heads(find(series, ALMANAC))
    assert head.key == (("service", 4),)
    assert (head.direction, head.days) == (Direction.PEAK, 3)
    assert head.until == FIRST + timedelta(399)
    assert 25 <= head.excess <= 45
    assert head.high < head.observed
    assert not rest


def test_a_silence_put_in_is_found() -> None:
    series = raised(town(6.0, 6.0, 6.0, 6.0), place=2, days=7, by=-100)
    found = {one.key: one.direction for one in find(series, ALMANAC)}
    assert found[("service", 1),] is Direction.SILENCE


def test_where_nothing_happens_hardly_anything_is_told() -> None:
    nights = [find(town(*[3.0] * 40, seed=seed, scatter=1.5), ALMANAC) for seed in range(20)]
    assert sum(bool(found) for found in nights) <= 3


def test_a_holiday_that_comes_back_is_expected() -> None:
    series = town(20.0, 20.0, days=420)
    off = [100, 160, 220, 280, 340, 419]
    counts = series.counts.copy()
    counts[off] = np.round(counts[off] * 0.1)
    known = type(ALMANAC)(public=frozenset(FIRST + timedelta(day) for day in off))
    quiet = Series(series.first, series.keys, counts)
    assert find(quiet, ALMANAC)
    assert not find(quiet, known)


def test_a_past_event_does_not_become_the_rule() -> None:
    series = town(5.0, 5.0, 5.0)
    counts = series.counts.copy()
    counts[350:357, 1] += 60
    marked = raised(Series(series.first, series.keys, counts), place=1, days=3, by=15)
    assert (("service", 0),) in {one.key for one in find(marked, ALMANAC)}


def test_an_unknown_day_is_no_silence() -> None:
    series = town(9.0, 9.0)
    counts = series.counts.copy()
    counts[-3:] = np.nan
    assert find(Series(series.first, series.keys, counts), ALMANAC) == []
    counts[-3:] = 0.0
    assert find(Series(series.first, series.keys, counts), ALMANAC)


def test_eight_weeks_are_needed() -> None:
    assert find(raised(town(5.0, days=60), 1, 1, 100), ALMANAC) == []


def test_what_one_street_does_is_told_once_for_town_district_and_type() -> None:
    series = raised(town(4.0, 4.0), place=1, days=1, by=40)
    keys = ((), (("service", 0),), (("service", 0), ("district", 3)))
    same = Series(series.first, keys, series.counts[:, [0, 1, 1]])
    groups = heads(find(same, ALMANAC))
    assert [1 + len(others) for _, others in groups] == [3]
