"""Every district by every measure, judged together."""

from collections.abc import Iterator, Mapping
from statistics import median

import numpy as np

from parvis.understand.disparities import waiting
from parvis.understand.disparities.figures import (
    Comparison,
    Figure,
    Measure,
    Told,
    Verdict,
    apart,
    verdict,
)
from parvis.understand.disparities.lines import (
    NO_OPINION,
    Came,
    Ended,
    Numbers,
    Truths,
    Whole,
    summed,
)
from parvis.understand.disparities.measured import Measured, rates, standardised
from parvis.understand.disparities.multiplicity import benjamini_hochberg
from parvis.understand.disparities.silence import silences
from parvis.understand.disparities.standardised import Lines, shares
from parvis.understand.disparities.strata import strata


def compare(came: Came, ended: Ended, population: Mapping[int, int], *, days: int) -> Comparison:
    """Compare the districts of `population` (inhabitants, 0 where unknown), which are all that are
    drawn. Delays are taken up to `days` working days; with 0 of them, no delay is compared."""
    ids = np.array(sorted(population), dtype=np.int64)
    people = np.array([population[int(one)] for one in ids], dtype=np.int64)
    place, inside = _placed(came.district, ids)
    table = _by_week(place, came, inside, len(ids))
    measured = [
        rates(table, people),
        *([_delays(came, place, inside, len(ids), days)] if days > 0 else []),
        *_ends(ended, ids),
    ]
    figures = _judged(measured, ids, people)
    return Comparison(
        figures=figures,
        silences=silences(figures, came, population),
        medians=_medians(came, ids, days),
        dispersion={one.measure: float(one.dispersion.mean()) for one in measured if len(ids)},
        looked_at=sum(one.told is not None for one in figures),
        days=days,
        placeless=int(came.many[~inside].sum()),
    )


def _placed(district: Whole, ids: Whole) -> tuple[Whole, Truths]:
    """The number from 0 of each line's district, and whether it is one of `ids`."""
    if not len(ids):
        return np.zeros(len(district), dtype=np.int64), np.zeros(len(district), dtype=bool)
    place = np.minimum(np.searchsorted(ids, district), len(ids) - 1)
    return place, ids[place] == district


def _by_week(place: Whole, came: Came, inside: Truths, districts: int) -> Numbers:
    week = _weeks(came.week)
    weeks = int(week.max(initial=0)) + 1
    cells = summed(place[inside] * weeks + week[inside], came.many[inside], districts * weeks)
    return cells.reshape(districts, weeks)


def _weeks(week: Whole) -> Whole:
    return week - week.min() if len(week) else week


def _delays(came: Came, place: Whole, inside: Truths, districts: int, days: int) -> Measured:
    week, many = _weeks(came.week)[inside], came.many[inside]
    stratum = strata(came.service[inside], week, many)
    each = waiting.pseudo_delays(stratum, came.waited[inside], came.is_open[inside], many, days)
    lines = Lines(place[inside], stratum, week, many, *each, districts=districts)
    return standardised(Measure.DELAY, lines)


def _ends(ended: Ended, ids: Whole) -> list[Measured]:
    place, inside = _placed(ended.district, ids)
    said = inside & (ended.opinion != NO_OPINION)

    def share(measure: Measure, is_so: Whole, kept: Truths) -> Measured:
        week, many = _weeks(ended.week)[kept], ended.many[kept]
        stratum = strata(ended.service[kept], week, many)
        each = shares(stratum, is_so[kept], many)
        return standardised(
            measure, Lines(place[kept], stratum, week, many, *each, districts=len(ids))
        )

    return [
        share(Measure.SATISFACTION, ended.opinion, said),
        share(Measure.REFUSAL, ended.is_declined, inside),
    ]


def _judged(measured: list[Measured], ids: Whole, people: Whole) -> tuple[Figure, ...]:
    """Figures with their verdicts; all that are said anywhere are corrected together."""
    chances = np.concatenate([one.chance for one in measured])
    said = ~np.isnan(chances)
    chances[said] = benjamini_hochberg(chances[said])
    return tuple(
        figure
        for one, row in zip(measured, chances.reshape(len(measured), -1), strict=True)
        for figure in _figures(one, row, ids, people)
    )


def _figures(of: Measured, chances: Numbers, ids: Whole, people: Whole) -> Iterator[Figure]:
    told = [_told(of, at, float(chance)) for at, chance in enumerate(chances)]
    middle = median([apart(of.measure, one) for one in told if one] or [0.0])
    for at, one in enumerate(told):
        if one:
            said = verdict(of.measure, one, middle)
        else:
            is_unknown = of.measure is Measure.RATE and not people[at]
            said = Verdict.UNKNOWN if is_unknown else Verdict.TOO_FEW
        yield Figure(int(ids[at]), of.measure, int(of.requests[at]), said, one)


def _told(of: Measured, at: int, chance: float) -> Told | None:
    if np.isnan(chance):
        return None
    expected, half = float(of.expected[at]), float(of.half[at])
    return Told(
        seen=float(of.seen[at]),
        expected=expected,
        value=float(of.value[at]),
        low=float(of.low[at]),
        high=float(of.high[at]),
        chance_low=max(0.0, expected - half),
        chance_high=expected + half,
        chance=chance,
    )


def _medians(came: Came, ids: Whole, days: int) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for district in ids:
        own = came.district == district
        found[int(district)] = (
            waiting.median(came.waited[own], came.is_open[own], came.many[own], days)
            if days > 0 and own.any()
            else None
        )
    return found
