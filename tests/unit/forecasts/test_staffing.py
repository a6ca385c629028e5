"""People at the counter, against figures of textbooks."""

import pytest

from parvis.understand.forecasts.staffing import (
    NoAnswer,
    Service,
    Staff,
    at_the_counter,
    at_work,
    staff,
)

EIGHTY_IN_TWENTY = Service(0.8, 20)


@pytest.mark.parametrize(
    ("calls", "minutes", "people"),
    # 100 calls of 3 minutes in half an hour: 14 agents (Erlang C, the common worked example).
    [(100, 3, 14), (0, 3, 0), (1, 3, 1), (20, 3, 4)],
)
def test_erlang(calls: int, minutes: float, people: int) -> None:
    assert at_the_counter(calls, minutes, 30, EIGHTY_IN_TWENTY) == people


def test_more_patience_needs_fewer_people() -> None:
    needed = [at_the_counter(60, 10, 120, Service(0.9, wait)) for wait in (30, 300, 1200)]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] > needed[-1] > 60 * 10 / 120


def test_letters_are_minutes_over_hours() -> None:
    assert at_work(51, 8, 480) == 1
    assert at_work(52, 8, 480) == 2
    assert at_work(0, 8, 480) == 0


def test_bounds_are_people_too() -> None:
    assert staff(51, 90, 110, minutes_each=8, open_minutes=480) == Staff(2, 1, 3)
    counter = staff(80, 100, 120, minutes_each=3, open_minutes=30, service=EIGHTY_IN_TWENTY)
    assert counter.low < counter.expected == 14 < counter.high


@pytest.mark.parametrize(("minutes", "hours"), [(0, 60), (5, 0), (-1, 60)])
def test_no_minutes_no_claim(minutes: float, hours: float) -> None:
    with pytest.raises(NoAnswer):
        at_work(10, minutes, hours)
    with pytest.raises(NoAnswer):
        at_the_counter(10, minutes, hours, EIGHTY_IN_TWENTY)


def test_hundreds_of_people_are_a_mistake_of_entry() -> None:
    with pytest.raises(NoAnswer):
        at_work(100_000, 60, 60)
    with pytest.raises(NoAnswer):
        at_the_counter(100_000, 60, 60, EIGHTY_IN_TWENTY)
