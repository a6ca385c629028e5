"""The past, forecast as if it were to come: every week, every method, from what was known then.

Source: rolling-origin evaluation, L. Tashman, Int. J. of Forecasting 16 (2000) 437-450.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parvis.understand.forecasts.history import WEEK, History, Step, blocks
from parvis.understand.forecasts.methods import all_methods
from parvis.understand.seasons.days import Almanac, Numbers

LEARNT_DAYS = 35
"""A forecast of the past rests on five weeks at least: each weekday was seen five times."""
MOST_ORIGINS = 104


@dataclass(frozen=True, slots=True)
class Backtest:
    """`made` is methods × origins × figures × slots, `came` (origins × figures × slots) what came,
    nan where that isn't known (yet). `origins` are days counted from the first, oldest first."""

    step: Step
    origins: tuple[int, ...]
    made: Numbers
    came: Numbers

    @property
    def ends(self) -> NDArray[np.int64]:
        """The day after each figure's last: origins × figures."""
        steps = self.step.days * np.arange(1, self.came.shape[1] + 1)
        after: NDArray[np.int64] = np.array(self.origins, dtype=np.int64)[:, None] + steps
        return after

    def known_at(self, day: int) -> "Backtest":
        """The same as it could be known before `day`: what came later is nan."""
        came = np.where((self.ends <= day)[..., None], self.came, np.nan)
        return replace(self, came=came)

    def first(self, origins: int) -> "Backtest":
        """So many origins, from the oldest on."""
        return Backtest(
            self.step, self.origins[:origins], self.made[:, :origins], self.came[:origins]
        )


def backtest(history: History, almanac: Almanac, step: Step, figures: int) -> Backtest:
    """Forecast `figures` steps ahead from each week's same weekday (a hundred and four at most).

    `history` is already `for_step(step)`.
    """
    ahead = figures * step.days
    every = range(history.days - WEEK, LEARNT_DAYS - 1, -WEEK)
    origins = tuple(reversed(every[:MOST_ORIGINS]))
    made, came = [], []
    padded = np.vstack([history.counts, np.full((ahead, history.counts.shape[1]), np.nan)])
    for origin in origins:
        methods = all_methods(history.until(origin), almanac, ahead)
        made.append(np.stack([blocks(one, step) for one in methods]))
        came.append(blocks(padded[origin : origin + ahead], step))
    return Backtest(step, origins, np.stack(made, axis=1), np.stack(came))
