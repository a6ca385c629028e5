"""A forecast with its bounds and its own track record, or the word that it is too early for one."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parvis.understand.forecasts.backtest import Backtest, backtest
from parvis.understand.forecasts.choosing import PROMISED, Choice, choose
from parvis.understand.forecasts.history import WEEK, History, Step, blocks
from parvis.understand.forecasts.methods import NAIVE, NAMES, all_methods
from parvis.understand.seasons.days import Almanac, Numbers

AHEAD = {Step.SLOT: 7, Step.DAY: 28, Step.WEEK: 12, Step.SEASON: 1}
"""Figures ahead, in slots' case days."""
SHORTEST_DAYS = {Step.SLOT: 56, Step.DAY: 56, Step.WEEK: 182, Step.SEASON: 730}
"""Days known below which nothing is forecast: eight weeks; half a year for weeks; two years for
seasons, as one must have been seen to come back."""
RECORD_ORIGINS = 52
_LEAST_MISS, _MOST_MISS, _FOLLOWS = 0.02, 0.5, 0.1


@dataclass(frozen=True, slots=True)
class NotYet:
    """Too little is known to forecast: `known` days of the `needed`."""

    step: Step
    known: int
    needed: int

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"step": self.step.name.lower(), "known": self.known, "needed": self.needed}


@dataclass(frozen=True, slots=True)
class Record:
    """How earlier forecasts of the same kind did, each made from what was known then.

    `held` is the share of what came that lay within the bounds (promised: `PROMISED`), over `weeks`
    forecasts, one a week, of `figures` figures in all. `error` and `naive_error` are mean absolute
    errors in cases, ours and last week's; `mase` and `naive_mase` the same over the mean step from
    one week to the next before (R. Hyndman & A. Koehler, Int. J. of Forecasting 22 (2006)
    679-688), None where every week was the same.
    """

    weeks: int
    figures: int
    held: float
    error: float
    naive_error: float
    mase: float | None
    naive_mase: float | None

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`expected`, `low` and `high` are figures × slots from `first` on; four times in five what
    comes lies between the bounds. `method` is a name of `methods.NAMES`."""

    step: Step
    first: date
    expected: Numbers
    low: Numbers
    high: Numbers
    method: str
    record: Record | None

    def begins(self, figure: int) -> date:
        """The first day of a figure."""
        return self.first + timedelta(figure * self.step.days)

    def to_json(self) -> dict[str, Any]:
        """As it is kept: figures as lists of slots, to a tenth of a case."""
        return {
            "step": self.step.name.lower(),
            "first": self.first.isoformat(),
            "expected": np.round(self.expected, 1).tolist(),
            "low": self.low.tolist(),
            "high": self.high.tolist(),
            "method": self.method,
            "record": self.record and self.record.to_json(),
        }


def forecast(
    history: History, almanac: Almanac, step: Step, *, figures: int | None = None
) -> Forecast | NotYet:
    """Forecast the figures after `history` ends.

    The almanac must know the days ahead as well as those behind. Record is None while fewer than
    two earlier forecasts can be held against what came.
    """
    whole = history.for_step(step)
    known = int(np.isfinite(whole.counts).any(axis=1).sum())
    if known < SHORTEST_DAYS[step]:
        return NotYet(step, known, SHORTEST_DAYS[step])
    figures = figures or AHEAD[step]
    past = backtest(whole, almanac, step, figures)
    trials, miss = rolled(past, whole.days)
    choice = choose(past.known_at(whole.days), miss=miss)
    if choice is None:
        return NotYet(step, known, SHORTEST_DAYS[step] + 2 * WEEK)
    made = all_methods(whole, almanac, figures * step.days)[choice.method]
    expected = blocks(made, step)
    low, high = choice.bounds(expected)
    return Forecast(step, whole.end, expected, low, high, choice.name, record(past, trials, whole))


@dataclass(frozen=True, slots=True)
class Trial:
    """One earlier forecast: its place in the backtest, what was chosen then, what came, and which
    figures held (1 or 0; nan while unknown). `ends` are the days after each figure."""

    place: int
    choice: Choice
    came: Numbers
    held: Numbers
    ends: NDArray[np.int64]


def rolled(past: Backtest, until: int) -> tuple[list[Trial], float]:
    """Each origin in turn, as it would have been forecast then: method and bounds from before it.

    Also the share that the next forecast's bounds are to leave outside. `until` is the day up to
    which anything is known.
    """
    miss, trials = 1 - PROMISED, list[Trial]()
    since = 0
    for place, origin in enumerate(past.origins):
        miss, since = _followed(miss, trials, since, origin), origin
        choice = choose(past.known_at(origin).first(place), miss=miss)
        if choice is not None:
            trials.append(_trial(past, place, choice))
    return trials, _followed(miss, trials, since, until)


def _trial(past: Backtest, place: int, choice: Choice) -> Trial:
    low, high = choice.bounds(past.made[choice.method, place])
    came = past.came[place]
    held = np.where(np.isfinite(came), (came >= low) & (came <= high), np.nan)
    return Trial(place, choice, came, held, past.ends[place])


def _followed(miss: float, trials: list[Trial], since: int, until: int) -> float:
    """The share to leave outside, moved by how many of what became known since then missed."""
    fresh = [one.held[(one.ends > since) & (one.ends <= until)].ravel() for one in trials]
    known = np.concatenate([*fresh, np.empty(0)])
    known = known[np.isfinite(known)]
    if not len(known):
        return miss
    missed = 1 - float(known.mean())
    return float(np.clip(miss + _FOLLOWS * (1 - PROMISED - missed), _LEAST_MISS, _MOST_MISS))


def record(past: Backtest, trials: list[Trial], history: History) -> Record | None:
    """The track record of the last year's forecasts; None with fewer than two."""
    last = [one for one in trials if np.isfinite(one.came).any()][-RECORD_ORIGINS:]
    if len(last) < 2:
        return None
    came = np.stack([one.came for one in last])
    known = np.isfinite(came)
    ours = np.stack([past.made[one.choice.method, one.place] for one in last])
    naive = past.made[NAMES.index(NAIVE), [one.place for one in last]]
    error, naive_error = (float(np.abs(one - came)[known].mean()) for one in (ours, naive))
    unit = _weekly_step(history.until(past.origins[last[0].place]), past.step)
    return Record(
        weeks=len(last),
        figures=int(known.sum()),
        held=float(np.stack([one.held for one in last])[known].mean()),
        error=error,
        naive_error=naive_error,
        mase=error / unit if unit > 0 else None,
        naive_mase=naive_error / unit if unit > 0 else None,
    )


def _weekly_step(before: History, step: Step) -> float:
    """The mean absolute difference between a figure and the one a week (or a whole step) before."""
    sums = blocks(before.counts, step)
    lag = max(1, WEEK // step.days)
    steps = np.abs(sums[lag:] - sums[:-lag])
    return float(np.nanmean(steps)) if np.isfinite(steps).any() else float("nan")
