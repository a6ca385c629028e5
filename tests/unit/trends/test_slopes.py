"""What rises over months, its season removed."""

import numpy as np

from parvis.understand.trends.series import Series
from parvis.understand.trends.slopes import slopes
from tests.unit.trends.towns import ALMANAC, FIRST


def drawn(*monthly: float, days: int = 1000, seed: int = 3) -> Series:
    """Series that rise by so much a month, with a rhythm by week and year."""
    when = np.arange(days)
    season = np.exp(0.3 * np.sin(2 * np.pi * when / 365.25)) * np.where(when % 7 > 4, 0.4, 1)
    wanted = 5 * season[:, None] * (1 + np.array(monthly)) ** ((when[:, None] - days) / 30.44)
    counts = np.random.default_rng(seed).poisson(wanted).astype(float)
    keys = tuple((("service", code),) for code in range(len(monthly)))
    return Series(FIRST, keys, counts)


def test_intervals_hold_what_is_true() -> None:
    true = [0.0, 0.02] * 60
    found = slopes(drawn(*true), ALMANAC)
    held = [one.low <= value <= one.high for one, value in zip(found, true, strict=True)]
    assert 0.9 <= np.mean(held) <= 1
    assert all(one.is_season_removed and one.weeks == 104 for one in found)
    assert np.mean([one.is_sure for one in found[1::2]]) > 0.9
    assert np.mean([one.is_sure for one in found[::2]]) < 0.1


def test_a_short_history_has_none_or_says_that_the_season_is_in_it() -> None:
    assert slopes(drawn(0.0, days=170), ALMANAC) == []
    (short,) = slopes(drawn(0.0, days=300), ALMANAC)
    assert not short.is_season_removed
