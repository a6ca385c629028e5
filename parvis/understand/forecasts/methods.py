"""Ways to carry counts on: simple ones, each strong somewhere.

A method takes what was counted, the almanac and a number of days, and returns days × slots. Which
of them serves a town is for its own past to say (`choosing`).
"""

from collections.abc import Callable
from datetime import date

import numpy as np

from parvis.understand.forecasts.history import WEEK, History, filled
from parvis.understand.seasons.days import Almanac, Numbers, Span, columns, dates
from parvis.understand.seasons.fitting import Fit, fit_departures, level

USUAL_WEEKS = 8
SMOOTHING = 0.3
"""The weight of the newest week: three quarters of what is expected come from the last four."""
HALF_LIVES = {"calendar_fast": 3.0, "calendar": 10.0, "calendar_slow": 56.0}
"""Days: a level that moves within days (a street's works) or one that hardly moves (calls)."""
PRIOR = 5.0
SUNDAY = 6
NAIVE = "last_week"
COMBINED = "combined"
NAMES = (NAIVE, "usual_week", "smoothed_week", *HALF_LIVES, COMBINED)


def all_methods(history: History, almanac: Almanac, ahead: int) -> Numbers:
    """What each of `NAMES` expects of the next days: methods × days × slots."""
    made = [method(history, almanac, ahead) for method in _WEEKLY]
    made += _calendar(history, almanac, ahead)
    # The first two are yardsticks: without a calendar or a level they have no voice here.
    return np.stack([*made, np.mean(made[2:], axis=0)])


def last_week(history: History, _almanac: Almanac, ahead: int) -> Numbers:
    """The same weekday and slot of the last week, over and over."""
    return _repeated(filled(history)[-WEEK:], ahead)


def usual_week(history: History, almanac: Almanac, ahead: int) -> Numbers:
    """The mean of the last eight of the same weekday, holidays left out; a public holiday is
    expected to be a Sunday."""
    ordinary = _ordinary(history, almanac)[-USUAL_WEEKS * WEEK :]
    week = np.stack([ordinary[place::WEEK].mean(axis=0) for place in range(WEEK)])
    return _with_holidays(week, history, almanac, ahead)


def smoothed_week(history: History, almanac: Almanac, ahead: int) -> Numbers:
    """Exponential smoothing of each weekday and slot, holidays left out."""
    ordinary = _ordinary(history, almanac)
    week = filled(history)[:WEEK] if history.days < 2 * WEEK else ordinary[:WEEK].copy()
    for start in range(WEEK, len(ordinary), WEEK):
        newest = ordinary[start : start + WEEK]
        week[: len(newest)] += SMOOTHING * (newest - week[: len(newest)])
    return _with_holidays(week, history, almanac, ahead)


def _calendar(history: History, almanac: Almanac, ahead: int) -> list[Numbers]:
    """Regression on the calendar (`seasons`), its level that of the last days or weeks."""
    learnt = Span(history.first, history.days)
    days = columns(dates(history.first, history.days + ahead), almanac, learnt)
    counts = np.hstack([history.counts.sum(axis=1, keepdims=True), history.counts])
    whole, each = fit_departures(counts, days[: history.days], learnt)
    coming = np.exp(np.clip(days[history.days :] @ (whole.worth + each.worth), -20, 20))
    total = Fit(each.worth[:, :1], each.expected[:, :1], each.weights[:, :1], each.dispersion[:1])
    return [
        coming[:, 1:] * level(total, counts[:, :1], half_life=half_life, prior=PRIOR)[0]
        for half_life in HALF_LIVES.values()
    ]


_WEEKLY: tuple[Callable[[History, Almanac, int], Numbers], ...] = (
    last_week, usual_week, smoothed_week,
)  # fmt: skip


def _ordinary(history: History, almanac: Almanac) -> Numbers:
    """Whole weeks up to the last day; a public holiday or unknown day has its weekday's mean."""
    counts = history.counts.copy()
    marked = [day in almanac.public for day in dates(history.first, history.days)]
    counts[np.array(marked, dtype=bool)] = np.nan
    rest = history.days % WEEK
    return filled(History(history.first, counts))[rest:]


def _with_holidays(week: Numbers, history: History, almanac: Almanac, ahead: int) -> Numbers:
    """The week repeated, its Sunday on public holidays (where Sundays are known). `week` begins on
    the day to come."""
    made = _repeated(week, ahead)
    if not np.isfinite(history.counts[(SUNDAY - history.first.weekday()) % WEEK :: WEEK]).any():
        return made
    sunday = week[(SUNDAY - history.end.weekday()) % WEEK]
    coming: list[date] = dates(history.end, ahead)
    made[[day in almanac.public for day in coming]] = sunday
    return made


def _repeated(week: Numbers, ahead: int) -> Numbers:
    return week[np.arange(ahead) % WEEK]
