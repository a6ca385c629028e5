"""Histograms of delays, and what one case adds to the counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.inform.dashboards.rules import (
    DELAY_BOUNDS,
    LONGEST_HOURS,
    Cell,
    Facts,
    bucket,
    counts,
    delays,
    quantile,
    week_of,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def facts(**changes) -> Facts:
    given_ = {
        "received_on": date(2026, 3, 2), "closed_on": date(2026, 3, 5),
        "keys": {"all": "", "service": "7"}, "late": True, "unfounded": False,
        "delay_bucket": 12, "reopened": 0, "score": None, "lock": None,
    }  # fmt: skip
    return Facts(**{**given_, **changes})


def test_bounds_rise():
    assert list(DELAY_BOUNDS) == sorted(set(DELAY_BOUNDS))


@pytest.mark.parametrize(("hours", "expected"), [(0, 0), (0.99, 0), (1, 1), (23.9, 7), (9000, 39)])
def test_bucket(hours, expected):
    assert bucket(START, START + timedelta(hours=hours)) == expected


def test_nothing_closed_has_no_median():
    assert quantile({}, 0.5) is None


@given(st.lists(st.floats(0.1, 8000), min_size=1, max_size=300), st.sampled_from([0.5, 0.9]))
def test_quantile_is_exact_to_its_bucket(hours, share):
    histogram: dict[int, int] = {}
    for value in hours:
        index = bucket(START, START + timedelta(hours=value))
        histogram[index] = histogram.get(index, 0) + 1
    found = quantile(histogram, share)
    ordered = sorted(hours)
    exact = ordered[max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.4999) - 1))]
    index = bucket(START, START + timedelta(hours=exact))
    low = DELAY_BOUNDS[index - 1] if index else 0
    high = DELAY_BOUNDS[index] if index < len(DELAY_BOUNDS) else LONGEST_HOURS
    assert low <= found <= high


def test_an_open_case_counts_as_received_alone():
    found = counts(facts(closed_on=None, late=False, delay_bucket=None))
    assert found == {
        (Cell(date(2026, 3, 2), "all", "", None), "received"): 1,
        (Cell(date(2026, 3, 2), "service", "7", None), "received"): 1,
    }
    assert delays(facts(closed_on=None)) == {}


def test_an_open_case_waits_on_the_day_of_its_deadline():
    due = date(2026, 3, 9)
    found = counts(facts(closed_on=None, late=False, delay_bucket=None, due_on=due))
    assert found[Cell(due, "service", "7", None), "waiting"] == 1
    assert not any(measure == "waiting" for _, measure in counts(facts(due_on=due)))


@pytest.mark.parametrize("at", range(7))
def test_a_week_is_named_after_its_monday(at):
    monday = date(2026, 3, 2)
    cell = Cell(monday + timedelta(at), "service", "7", 3)
    assert week_of(cell) == Cell(monday, "service", "7", 3)


def test_a_closed_one_counts_on_the_day_it_ended():
    found = counts(facts(score=4, reopened=1))
    ended = Cell(date(2026, 3, 5), "all", "", None)
    assert found[ended, "closed"] == found[ended, "late"] == 1
    assert found[ended, "answered"] == found[ended, "satisfied"] == 1
    assert found[Cell(date(2026, 3, 2), "all", "", None), "reopened"] == 1


def test_a_poor_face_is_an_answer_but_no_satisfaction():
    found = counts(facts(score=2))
    ended = Cell(date(2026, 3, 5), "all", "", None)
    assert (found[ended, "answered"], found[ended, "satisfied"]) == (1, 0)
