"""Anomalies put into Paris's daily reports: how many are found, and what is told without any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from evaluate.figures import Figure
from evaluate.sets import SEED, data_set
from parvis.foundation.calendars import public_holidays
from parvis.understand.seasons.days import Almanac, Numbers
from parvis.understand.trends.anomalies import Direction, find
from parvis.understand.trends.series import Series, gathered
from parvis.understand.trends.telling import Told, told_once

PART = "trends"
FIRST, LAST = date(2023, 7, 17), date(2024, 8, 28)
"""The days that the set holds whole."""
LOOKED_AT = 150
"""Nights, the last of the set, that are looked at: what came before is history."""
DATES, AT_ONCE = 8, 10
TRIVIAL_DAYS = 56


@dataclass(frozen=True)
class Put:
    """An anomaly put in: so many times a usual day's cases more, on each of `days` days."""

    name: str
    times: float
    days: int


SIZES = (
    Put("double, 1 day", 1, 1), Put("double, 3 days", 1, 3), Put("double, 7 days", 1, 7),
    Put("four times, 1 day", 3, 1), Put("four times, 3 days", 3, 3),
    Put("four times, 7 days", 3, 7), Put("silence of 7 days", -1, 7),
    Put("silence of 14 days", -1, 14),
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """The share found of each size, by mean a day, and how often something is told unasked."""
    series, almanac = paris()
    years = LOOKED_AT / 365.25 * len(series.keys)
    told = _told(series, almanac)
    far, plain = _as_often(series, told), _trivially_told(series, 3)
    yield Figure(
        PART, "told a series and year, nothing put in", f"Paris, {len(series.keys)} series",
        LOOKED_AT, told / years, trivial=plain / years,
        note=f"Paris's own events are among them. Below, the trivial rule is as quiet as ours: "
        f"mean ± {far:.1f} standard deviations of 56 days, not 3",
    )  # fmt: skip
    mean = np.nanmean(series.counts, axis=0)
    for put in SIZES:
        for many, places in (
            ("5 a day or more", mean >= 5),
            ("1 to 5 a day", (mean >= 1) & (mean < 5)),
        ):
            ours, trivial, size = _found(series, almanac, put, np.flatnonzero(places[1:]) + 1, far)
            yield Figure(
                PART, f"{put.name}: found", f"Paris by type, arrondissement, channel; {many}",
                size, ours, trivial=trivial,
            )  # fmt: skip


def paris() -> tuple[Series, Almanac]:
    """Reports by type, arrondissement, channel and their pairs, and France's public holidays."""
    frame = pd.read_csv(data_set("reports/paris_dansmarue.csv.gz"), dtype=str)
    when = (pd.to_datetime(frame["date"]) - pd.Timestamp(FIRST)).dt.days.to_numpy()
    days = (LAST - FIRST).days + 1
    kept = when < days
    codes = {
        name: pd.factorize(frame[column])[0][kept]
        for name, column in (
            ("type", "type"), ("arrondissement", "arrondissement"), ("channel", "prefixe"),
        )
    }  # fmt: skip
    public = public_holidays(2023) | public_holidays(2024)
    return gathered(FIRST, days, when[kept], codes), Almanac(public=public)


def _told(series: Series, almanac: Almanac) -> int:
    """How many anomalies are told over the nights, each once."""
    told: list[Told] = []
    new = 0
    for end in range(series.days - LOOKED_AT, series.days + 1):
        today = series.first + timedelta(end - 1)
        telling = told_once(told, find(_until(series, end), almanac), today=today)
        told = [*telling.new, *telling.going_on]
        new += len(telling.new)
    return new


def _as_often(series: Series, told: int) -> float:
    """How many standard deviations make the trivial rule tell as few."""
    tried = np.arange(3, 12, 0.25)
    return float(next(far for far in tried if _trivially_told(series, far) <= told))


def _trivially_told(series: Series, far: float) -> int:
    """Days beyond the mean of the eight weeks before, give or take so many standard deviations;
    days that follow each other are one."""
    days = range(series.days - LOOKED_AT, series.days)
    beyond = np.stack([_beyond(series.counts, day, far) for day in days])
    return int((beyond[1:] & ~beyond[:-1]).sum() + beyond[0].sum())


def _beyond(counts: Numbers, day: int, far: float) -> Numbers:
    before = counts[day - TRIVIAL_DAYS : day]
    return np.abs(counts[day] - before.mean(axis=0)) > far * before.std(axis=0)


def _found(
    series: Series, almanac: Almanac, put: Put, places: np.ndarray, far: float
) -> tuple[float, float, int]:
    """The share found by ours and by the trivial rule: by the night after the last day at most."""
    draw = np.random.default_rng(SEED)
    ours = trivial = 0
    for _ in range(DATES):
        start = int(draw.integers(series.days - LOOKED_AT, series.days - put.days - 1))
        chosen = draw.choice(places, AT_ONCE, replace=False)
        marked = _marked(series, put, start, chosen, draw)
        days = range(start, start + put.days)
        ours += len(_named(marked, almanac, put, start) & {series.keys[one] for one in chosen})
        trivial += int(
            np.any([_beyond(marked.counts, day, far)[chosen] for day in days], axis=0).sum()
        )
    size = DATES * AT_ONCE
    return ours / size, trivial / size, size


def _marked(
    series: Series, put: Put, start: int, chosen: np.ndarray, draw: np.random.Generator
) -> Series:
    counts = series.counts.copy()
    days = slice(start, start + put.days)
    if put.times < 0:
        counts[days, chosen] = 0
    else:
        usual = counts[start - TRIVIAL_DAYS : start, chosen].mean(axis=0)
        counts[days, chosen] += draw.poisson(put.times * usual, size=(put.days, len(chosen)))
    return Series(series.first, series.keys, counts)


def _named(series: Series, almanac: Almanac, put: Put, start: int) -> set[tuple[object, ...]]:
    """The series found in the right direction on any night of the anomaly."""
    wanted = Direction.SILENCE if put.times < 0 else Direction.PEAK
    nights = range(start + 1, start + put.days + 1)
    return {
        one.key
        for end in nights
        for one in find(_until(series, end), almanac)
        if one.direction is wanted
    }


def _until(series: Series, end: int) -> Series:
    return Series(series.first, series.keys, series.counts[:end])
