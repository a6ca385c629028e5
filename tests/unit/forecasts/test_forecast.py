"""Forecasts hold what they promise, say how they did, and say when it is too early."""

from datetime import timedelta

import numpy as np
import pytest

from parvis.understand.forecasts.forecast import Forecast, NotYet, forecast
from parvis.understand.forecasts.history import History, Step
from parvis.understand.seasons.days import Almanac
from tests.unit.forecasts.towns import FIRST, RHYTHM, counted

ALMANAC = Almanac()


def made(history: History, step: Step = Step.DAY, **more: int) -> Forecast:
    found = forecast(history, ALMANAC, step, **more)
    assert isinstance(found, Forecast)
    return found


def test_it_is_near_the_truth_and_its_bounds_hold() -> None:
    found = made(counted())
    true = 40 * RHYTHM[np.arange(400, 428) % 7]
    assert found.first == FIRST + timedelta(400)
    assert np.abs(found.expected[:, 0] - true).mean() < 2.5
    assert found.record is not None
    assert 0.75 <= found.record.held <= 0.87
    assert found.record.weeks == 50
    assert found.record.error < 0.85 * found.record.naive_error
    assert found.record.mase < 0.85


def test_bounds_hold_days_that_nobody_had_seen() -> None:
    whole = counted(12.0, days=520, slots=3)
    found = made(History(FIRST, whole.counts[:492]), Step.SLOT, figures=28)
    came = whole.counts[492:]
    assert 0.7 <= ((came >= found.low) & (came <= found.high)).mean() <= 0.92


def test_weeks_and_seasons_are_sums_of_days() -> None:
    history = counted(days=800)
    weeks = made(history, Step.WEEK, figures=4)
    assert weeks.expected.shape == (4, 1)
    assert weeks.expected[0, 0] == pytest.approx(40 * RHYTHM.sum(), rel=0.1)
    assert weeks.begins(2) == FIRST + timedelta(814)
    assert made(history, Step.SEASON).expected[0, 0] == pytest.approx(520 * RHYTHM.sum(), rel=0.1)


@pytest.mark.parametrize(("step", "days"), [(Step.DAY, 50), (Step.WEEK, 100), (Step.SEASON, 400)])
def test_too_short_a_past_says_so(step: Step, days: int) -> None:
    found = forecast(counted(days=days), ALMANAC, step)
    assert isinstance(found, NotYet)
    assert found.known == days < found.needed


def test_unknown_days_do_not_count_as_known_nor_as_empty() -> None:
    history = counted(days=120)
    history.counts[20:90] = np.nan
    assert isinstance(forecast(history, ALMANAC, Step.DAY), NotYet)
    history = counted(days=300)
    history.counts[100:130] = np.nan
    assert made(history).expected[:7].sum() == pytest.approx(40 * RHYTHM.sum(), rel=0.12)


def test_after_a_change_of_level_it_follows() -> None:
    history = counted(days=400)
    history.counts[330:] *= 2
    assert made(history).expected[:7].sum() == pytest.approx(80 * RHYTHM.sum(), rel=0.12)


def test_a_public_holiday_ahead_is_not_an_ordinary_day() -> None:
    history = counted(days=400)
    past = [98, 154, 210, 266, 322, 378]
    history.counts[past] = 4
    days = frozenset(FIRST + timedelta(day) for day in [*past, 406])
    found = forecast(history, Almanac(public=days), Step.DAY)
    assert isinstance(found, Forecast)
    assert found.expected[6, 0] < 20
    assert found.expected[13, 0] == pytest.approx(40 * RHYTHM[(413 - 0) % 7], rel=0.35)


def test_nothing_but_zeros_is_forecast_as_nothing() -> None:
    found = made(History(FIRST, np.zeros((200, 1))))
    assert found.expected.max() < 0.1
    assert found.high.max() <= 1


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        History(FIRST, np.array([[-1.0]]))
    with pytest.raises(ValueError, match="slots"):
        History(FIRST, np.array([1.0]))
