"""Nothing of the future leaks into a forecast of the past."""

import numpy as np

from parvis.understand.forecasts.backtest import backtest
from parvis.understand.forecasts.choosing import choose
from parvis.understand.forecasts.forecast import rolled
from parvis.understand.forecasts.history import History, Step
from parvis.understand.seasons.days import Almanac
from tests.unit.forecasts.towns import FIRST, counted


def test_the_future_changes_no_earlier_forecast() -> None:
    history = counted(days=200)
    changed = History(FIRST, history.counts.copy())
    changed.counts[150:] *= 9
    both = [backtest(one, Almanac(), Step.DAY, 14) for one in (history, changed)]
    early = [place for place, origin in enumerate(both[0].origins) if origin <= 150]
    assert early
    assert np.array_equal(both[0].made[:, early], both[1].made[:, early])
    held = [{one.place: one.choice for one in rolled(past, 200)[0]} for past in both]
    for place in held[0].keys() & set(early):
        mine, theirs = held[0][place], held[1][place]
        assert (mine.method, mine.low.tolist()) == (theirs.method, theirs.low.tolist())


def test_what_was_not_over_is_not_known() -> None:
    past = backtest(counted(days=120), Almanac(), Step.DAY, 28)
    known = past.known_at(past.origins[2])
    assert np.isfinite(known.came[0, :14]).all()
    assert np.isnan(known.came[0, 14:]).all()
    assert np.isnan(known.came[2:]).all()


def test_too_few_errors_make_no_bounds() -> None:
    past = backtest(counted(days=120), Almanac(), Step.DAY, 7)
    assert choose(past.known_at(past.origins[2])) is None
    assert choose(past) is not None
