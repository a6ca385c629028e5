"""Forecasts from what was known then: calls by the hour, passers-by, Paris's reports by day."""

from collections.abc import Iterator

import holidays
import numpy as np
import pandas as pd

from evaluate.figures import Figure
from evaluate.parts.trends import paris
from evaluate.sets import data_set
from parvis.understand.forecasts.forecast import Forecast, Record, forecast
from parvis.understand.forecasts.history import History, Step
from parvis.understand.seasons.days import Almanac

PART = "forecasts"
NAMED = {Step.SLOT: "by the hour, 7 days ahead", Step.DAY: "by day, 14 days ahead",
         Step.WEEK: "by week, 4 weeks ahead"}  # fmt: skip
FEWEST_A_DAY = 2
"""Below it whole numbers hold far more than 80 %, whatever the method."""
AHEAD = {Step.SLOT: 7, Step.DAY: 14, Step.WEEK: 4}


def measure() -> Iterator[Figure]:
    """Error beside last week's, and how often 80 % bounds held, at a forecast a week."""
    calls, america = bank_calls(60), _almanac("US", None, 2003, 2003)
    yield from _held("a bank's calls", calls, america, Step.SLOT)
    yield from _held("a bank's calls (half-hours)", bank_calls(30), america, Step.SLOT)
    yield from _held("a bank's calls", calls, america, Step.DAY)
    victoria = _almanac("AU", "VIC", 2014, 2017)
    for name, history in pedestrians().items():
        for step in NAMED:
            yield from _held(f"passers-by, {name}", history, victoria, step)
    yield from _reports()


def _reports() -> Iterator[Figure]:
    reports, almanac = paris()
    everything = History(reports.first, reports.counts[:, [0]])
    yield from _held("Paris, all reports", everything, almanac, Step.DAY)
    busy = np.nanmean(reports.counts, axis=0) >= FEWEST_A_DAY
    records = [
        _record(History(reports.first, reports.counts[:, [place]]), almanac, Step.DAY)
        for place, key in enumerate(reports.keys)
        if len(key) == 1 and busy[place]
    ]
    sizes = np.array([one.figures for one in records])
    where = f"Paris, {len(records)} types, arrondissements, channels, {NAMED[Step.DAY]}"
    error, naive = (
        float(sizes @ [getattr(one, name) for one in records]) for name in ("error", "naive_error")
    )
    ratios = [one.error / one.naive_error for one in records]
    yield Figure(
        PART, "error over seasonal naive's", where, int(sizes.sum()), error / naive, trivial=1.0,
        at_most=0.85, note=f"from {min(ratios):.2f} to {max(ratios):.2f} a series",
    )  # fmt: skip
    held = [one.held for one in records]
    yield Figure(
        PART, "80 % bounds held", where, int(sizes.sum()), float(sizes @ held / sizes.sum()),
        at_least=0.75, at_most=0.85, note=f"from {min(held):.2f} to {max(held):.2f} a series",
    )  # fmt: skip


def _held(name: str, history: History, almanac: Almanac, step: Step) -> Iterator[Figure]:
    record = _record(history, almanac, step)
    where = f"{name}, {NAMED[step]}, {record.weeks} origins"
    yield Figure(
        PART, "error over seasonal naive's", where, record.figures,
        record.error / record.naive_error, trivial=1.0, at_most=0.85,
        note=f"MASE by steps before the first origin: {record.mase:.2f}, naive "
        f"{record.naive_mase:.2f}",
    )  # fmt: skip
    yield Figure(
        PART, "80 % bounds held", where, record.figures, record.held, at_least=0.75, at_most=0.85
    )


def _record(history: History, almanac: Almanac, step: Step) -> Record:
    found = forecast(history, almanac, step, figures=AHEAD[step])
    assert isinstance(found, Forecast)
    assert found.record is not None
    return found.record


def bank_calls(minutes: int) -> History:
    """Calls to a bank from 7 to 21 o'clock, March to October 2003; weekends are not in the file."""
    frame = pd.read_csv(data_set("timeseries/bank_calls.csv.gz"))
    when = pd.to_datetime(frame["DateTime"])
    slot = (when.dt.hour * 60 + when.dt.minute) // minutes
    # The last call of a day lies in a slot of its own, of five minutes.
    kept = slot < slot.max()
    return _history(
        when[kept].dt.tz_localize(None).dt.normalize(), slot[kept], frame["Calls"][kept]
    )


def pedestrians() -> dict[str, History]:
    """Passers-by an hour at four places of Melbourne, 2015 and 2016."""
    frame = pd.read_parquet(data_set("timeseries/pedestrian.parquet"))
    return {
        str(name): _history(pd.to_datetime(part["Date"]), part["Time"], part["Count"])
        for name, part in frame.groupby("Sensor")
    }


def _history(days: "pd.Series", slots: "pd.Series", counts: "pd.Series") -> History:
    table = pd.DataFrame({"day": days, "slot": slots, "count": counts}).pivot_table(
        index="day", columns="slot", values="count", aggfunc="sum"
    )
    whole = table.reindex(pd.date_range(table.index.min(), table.index.max()))
    return History(whole.index[0].date(), whole.to_numpy(dtype=np.float64))


def _almanac(country: str, part: str | None, since: int, until: int) -> Almanac:
    years = range(since, until + 1)
    return Almanac(public=frozenset(holidays.country_holidays(country, subdiv=part, years=years)))
