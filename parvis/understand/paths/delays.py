"""What sets requests that miss their promise apart from those that keep it.

Only those whose promised day has come are looked at, open ones with them: whether each was late is
known, and nothing is censored. What goes together is told, not what causes what.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from parvis.understand.disparities.multiplicity import benjamini_hochberg
from parvis.understand.paths.figures import FEWEST, HIDDEN, LEAST, SURE, Factor, Part, Z
from parvis.understand.paths.rows import NEVER, Cases, Numbers, Truths, Whole
from parvis.understand.paths.spans import Spans
from parvis.understand.paths.stages import STAGE, Holder

_HELD = {
    Holder.PLANNED: "planned",
    Holder.RESIDENT: "resident",
    Holder.THIRD_PARTY: "third_party",
    Holder.AUTHORITY: "authority",
}
Measured = tuple[float | None, float, float, float, float]
"""Ratio (None where none of the others is late), low, high, chance (not corrected), late ones
more."""
_NOT_OWED = (STAGE["withdrawn"], STAGE["duplicate"])


def judged(cases: Cases, ended_as: Whole, now: int) -> tuple[Truths, Truths]:
    """Which requests of the period are judged, and which are late: promised for a day that has
    come, and neither a duplicate nor withdrawn (nobody owed them more). `ended_as` is each one's
    present stage."""
    is_judged = (cases.came == 1) & (cases.due <= now) & ~np.isin(ended_as, _NOT_OWED)
    is_late = (cases.closed == NEVER) | (cases.closed > cases.due)
    return is_judged, is_late & is_judged


def parts(spans: Spans, many: int, is_judged: Truths, is_late: Truths) -> list[Part]:
    """Where the time of late and of timely requests went: the mean working hours of each part."""
    told = [
        ("work", spans.worked),
        ("queue", np.where(spans.holder == Holder.US, spans.hours - spans.worked, 0.0)),
        *((code, np.where(spans.holder == of, spans.hours, 0.0)) for of, code in _HELD.items()),
    ]
    timely = is_judged & ~is_late
    return [
        Part(code, _mean(spent, is_late), _mean(spent, timely))
        for code, values in told
        for spent in [np.bincount(spans.case, values, many).astype(np.float64)]
    ]


def _mean(values: Numbers, kept: Truths) -> float:
    return float(values[kept].mean()) if kept.any() else 0.0


def factors(
    cases: Cases, marks: dict[str, Truths], is_judged: Truths, is_late: Truths
) -> tuple[list[Factor], int]:
    """What late requests have more often, surest first, and how many figures were looked at. Each
    kind of request is compared with all others, everything else within one kind; `marks` are
    yes-or-no facts of each request (see `marks_of`)."""
    late, kind = is_late[is_judged], np.unique(cases.service[is_judged], return_inverse=True)[1]
    found = []
    for code, key, has in _looked_at(cases, marks, is_judged):
        if FEWEST <= has.sum() <= len(has) - FEWEST:
            strata = np.zeros_like(kind) if code == "service" else kind
            found.append(_factor(code, key, (has, late), _ratio(has, late, strata)))
    told = _corrected(found)
    return sorted(told, key=lambda one: (not one.is_apart, -abs(one.more))), len(told)


def marks_of(cases: Cases, spans: Spans, hand_overs: Whole) -> dict[str, Truths]:
    """Yes-or-no facts of each request; `hand_overs` is how often it changed teams."""

    def ever(holder: Holder) -> Truths:
        found: Truths = np.bincount(spans.case[spans.holder == holder], minlength=many) > 0
        return found

    many = len(cases.number)
    return {
        "hand_over": hand_overs > 0,
        "no_place": cases.has_place == 0,
        "no_photo": cases.has_photo == 0,
        "resident": ever(Holder.RESIDENT),
        "third_party": ever(Holder.THIRD_PARTY),
        "authority": ever(Holder.AUTHORITY),
        "planned": ever(Holder.PLANNED),
    }


def _looked_at(
    cases: Cases, marks: dict[str, Truths], kept: Truths
) -> Iterator[tuple[str, int, Truths]]:
    columns = {
        "service": cases.service,
        "team": cases.team,
        "district": cases.district,
        "channel": cases.channel,
    }
    for code, column in columns.items():
        mine = column[kept]
        values, counts = np.unique(mine, return_counts=True)
        for value in values[(counts >= HIDDEN) & (values > 0)]:
            yield code, int(value), mine == value
    for code, mark in marks.items():
        yield code, 0, mark[kept]


def _ratio(has: Truths, late: Truths, strata: Whole) -> Measured:
    """How many times more often those that have it are late than others of their stratum (numbered
    from 0), low and high (95 %), the chance of that, and how many late ones that makes beyond the
    others' share.

    Mantel-Haenszel's common ratio of shares, its variance by S. Greenland & J. Robins, Biometrics
    41 (1985) 55-68; the chance by Mantel-Haenszel's test, JNCI 22 (1959) 719-748.
    """
    many = int(strata.max()) + 1
    with_it, in_all = np.bincount(strata[has], minlength=many), np.bincount(strata, minlength=many)
    late_with = np.bincount(strata[has & late], minlength=many)
    late_all = np.bincount(strata[late], minlength=many)
    both = (with_it > 0) & (with_it < in_all)
    a, n1, m, n = (one[both].astype(float) for one in (late_with, with_it, late_all, in_all))
    n0, c = n - n1, m - a
    top, bottom = float((a * n0 / n).sum()), float((c * n1 / n).sum())
    more = float((a - n1 * c / n0).sum()) if len(n) else 0.0
    chance = _chance(a, n1, n0, m)
    if not bottom:
        return (None if top else 1.0), 0.0, 0.0, chance, more
    if not top:
        return 0.0, 0.0, 0.0, chance, more
    spread = float(((m * n1 * n0 - a * c * n) / n**2).sum()) / (top * bottom)
    ratio, half = top / bottom, np.exp(Z * np.sqrt(max(spread, 0.0)))
    return ratio, ratio / half, ratio * half, chance, more


def _chance(a: Numbers, n1: Numbers, n0: Numbers, m: Numbers) -> float:
    from scipy.special import ndtr

    n = n1 + n0
    apart = abs(float((a - n1 * m / n).sum()))
    variance = float((n1 * n0 * m * (n - m) / (n**2 * np.maximum(n - 1, 1))).sum())
    return float(2 * ndtr(-max(apart - 0.5, 0.0) / np.sqrt(variance))) if variance else 1.0


def _factor(code: str, key: int, of: tuple[Truths, Truths], measured: Measured) -> Factor:
    """A figure before it is corrected; `of`: which requests have it, and which are late."""
    (has, late), (ratio, low, high, chance, more) = of, measured
    return Factor(
        code=code,
        key=key,
        count=int(has.sum()),
        late=int((has & late).sum()),
        ratio=ratio,
        low=low,
        high=high,
        more=more,
        chance=chance,
        is_apart=False,
    )


def _corrected(found: list[Factor]) -> list[Factor]:
    """With the chances corrected for all that were looked at, and what stands apart."""
    chances = benjamini_hochberg(np.array([one.chance for one in found]))
    return [
        replace(
            one,
            chance=float(chance),
            is_apart=bool(chance < SURE and abs(one.more) >= LEAST * one.count),
        )
        for one, chance in zip(found, chances, strict=True)
    ]
