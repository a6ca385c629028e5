"""Many working times at once are those of the calendar, one by one."""

from datetime import date, datetime, timedelta
from random import Random

import numpy as np

from parvis.foundation.calendars import WorkingCalendar, working_time_between
from parvis.understand.paths.clock import WorkingClock
from tests.unit.paths.made import CALENDAR, PARIS


def test_it_agrees_with_the_calendar_over_a_year_of_holidays_and_both_changes_of_clocks():
    random, calendar = Random(4), WorkingCalendar()
    first = datetime(2026, 1, 1, tzinfo=PARIS)
    starts = [first + timedelta(minutes=random.randrange(500_000)) for _ in range(400)]
    ends = [start + timedelta(minutes=random.randrange(60_000)) for start in starts]
    clock = WorkingClock(calendar, date(2025, 12, 31), date(2027, 2, 28))
    hours = clock.hours(
        np.array([int(one.timestamp()) for one in starts]),
        np.array([int(one.timestamp()) for one in ends]),
    )
    expected = [
        working_time_between(start, end, calendar) / 3600
        for start, end in zip(starts, ends, strict=True)
    ]
    np.testing.assert_allclose(hours, expected, atol=1e-3)


def test_a_working_day_is_its_mean_opening():
    assert WorkingClock(CALENDAR, date(2026, 3, 1), date(2026, 3, 31)).day_hours == 6


def test_backwards_is_no_time():
    clock = WorkingClock(CALENDAR, date(2026, 3, 1), date(2026, 3, 31))
    noon = int(datetime(2026, 3, 3, 12, tzinfo=PARIS).timestamp())
    assert clock.hours(np.array([noon]), np.array([noon - 7200])).tolist() == [0.0]
