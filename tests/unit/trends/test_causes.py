"""What carries an excess."""

from datetime import date

import numpy as np
import pytest

from parvis.understand.seasons.days import Almanac
from parvis.understand.trends.anomalies import Anomaly, Direction
from parvis.understand.trends.causes import Kind, causes, heavy_day, holidays, same_text

PEAK = Anomaly((), Direction.PEAK, date(2026, 5, 7), date(2026, 5, 9), 40, 10.0, 5, 17, 0.001)
SILENCE = Anomaly((), Direction.SILENCE, date(2026, 5, 7), date(2026, 5, 9), 2, 20.0, 11, 30, 0.001)


def test_one_street_carries_most_of_a_peak() -> None:
    street = np.array([7] * 26 + [1, 2, 3, 4, 5] * 2 + [-1] * 4)
    before = {"street": np.array([1, 2, 3, 4, 5, 6, 8, 9, 10, 7] * 10)}
    (found,) = causes(PEAK, {"street": street}, before)
    assert (found.kind, found.value, found.observed) == ("street", 7, 26)
    assert found.share == pytest.approx((26 - found.expected) / 30)
    assert found.share > 0.8


def test_what_is_as_usual_explains_nothing() -> None:
    """Half of all come by telephone, now as before: the telephone is no cause."""
    now = {"channel": np.array([0] * 15 + [1] * 10 + [2] * 15)}
    before = {"channel": np.array([0] * 40 + [1] * 25 + [2] * 35)}
    assert causes(PEAK, now, before) == []


def test_a_silence_of_one_channel() -> None:
    now = {"channel": np.array([0, 0])}
    before = {"channel": np.array([0] * 10 + [1] * 90)}
    (found,) = causes(SILENCE, now, before)
    assert (found.value, found.observed) == (1, 0)
    assert found.share > 0.9


def test_a_dimension_with_one_value_is_no_cause() -> None:
    assert causes(PEAK, {"service": np.zeros(40, int)}, {"service": np.zeros(90, int)}) == []
    nowhere = {"district": np.full(40, -1)}
    assert causes(PEAK, nowhere, nowhere) == []


def test_one_heavy_day_a_holiday_and_one_text() -> None:
    day = heavy_day(PEAK, np.array([3.0, 33, 4]), np.array([3.0, 4, 3]))
    assert day is not None
    assert (date.fromordinal(day.value), day.observed) == (date(2026, 5, 8), 33)
    assert heavy_day(PEAK, np.array([13.0, 13, 14]), np.array([3.0, 4, 3])) is None
    victory = date(2026, 5, 8)
    (holiday,) = holidays(PEAK, Almanac(public=frozenset([victory])))
    assert (holiday.kind, holiday.value) == (Kind.PUBLIC_HOLIDAY, victory.toordinal())
    text = same_text(PEAK, np.array([4] * 22 + [5] * 3 + [-1] * 15))
    assert text is not None
    assert (text.value, text.observed, text.share) == (4, 22, 0.7)
    assert same_text(PEAK, np.array([4] * 5 + [-1] * 35)) is None
    assert same_text(SILENCE, np.array([4, 4])) is None
