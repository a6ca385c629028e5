"""By when a demand about personal data is answered."""

from datetime import date

import pytest

from parvis.people.demands import due_on, may_extend


@pytest.mark.parametrize(
    ("received", "due", "later"),
    [
        (date(2026, 11, 22), date(2026, 12, 22), date(2027, 2, 22)),
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
    ],
)
def test_one_month_and_two_more(received, due, later):
    assert due_on(received) == due
    assert due_on(received, extended=True) == later


def test_it_takes_longer_only_if_that_was_told_in_time():
    assert may_extend(date(2026, 11, 22), date(2026, 12, 22))
    assert not may_extend(date(2026, 11, 22), date(2026, 12, 23))
