"""Stays in a stage, or with a team: how long, where to next, and who comes back."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from parvis.understand.disparities.waiting import survival
from parvis.understand.paths.figures import Arrow, Stay
from parvis.understand.paths.rows import Numbers, Truths, Whole
from parvis.understand.paths.spans import Spans

NOWHERE = -1
PER_HOUR, PER_DAY = 4, 4
"""Times are told apart by a quarter of an hour, of a day."""
LONGEST_HOURS, LONGEST_DAYS = 2_000, 730


@dataclass(frozen=True, slots=True)
class Stays:
    """One entry for each time that a request (`case`) is at a `key` without leaving it; `to` is the
    key that it went to, `NOWHERE` when it ended or is there still (`is_open`). `again`: it had been
    there before. `waited` are the working `hours` that are not work."""

    case: Whole
    key: Whole
    to: Whole
    start: Whole
    end: Whole
    hours: Numbers
    waited: Numbers
    days: Numbers
    is_open: Truths
    again: Truths


def gather(spans: Spans, key: Whole, kept: Truths) -> Stays:
    """Join the `kept` spans of a request that follow each other at one `key`."""
    places = np.flatnonzero(kept)
    case, of = spans.case[places], key[places]
    if not len(places):
        none, zero, no = of, np.zeros(0), np.zeros(0, dtype=bool)
        return Stays(none, none, none, none, none, zero, zero, zero, no, no)
    starts = np.append(True, (case[1:] != case[:-1]) | (of[1:] != of[:-1]))
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(places)) - 1
    whose, at = case[first], of[first]
    follows = np.append(whose[1:] == whose[:-1], False)

    def total(values: Numbers) -> Numbers:
        summed: Numbers = np.add.reduceat(values[places], first)
        return summed

    return Stays(
        case=whose,
        key=at,
        to=np.where(follows, np.append(at[1:], NOWHERE), NOWHERE),
        start=spans.start[places][first],
        end=spans.end[places][last],
        hours=total(spans.hours),
        waited=total(spans.hours - spans.worked),
        days=total(spans.days),
        is_open=spans.is_last[places][last],
        again=_again(whose, at),
    )


def _again(case: Whole, key: Whole) -> Truths:
    order = np.lexsort((key, case))
    same = np.append(
        False,
        (case[order][1:] == case[order][:-1]) & (key[order][1:] == key[order][:-1]),
    )
    found: Truths = np.zeros(len(case), dtype=bool)
    found[order] = same
    return found


def stays(found: Stays) -> list[Stay]:
    """What is said of each key, busiest first. Half leave within the medians, those that are there
    still counted for as long as they have waited (Kaplan-Meier)."""
    return sorted(_each(found), key=lambda one: -one.visits)


def _each(found: Stays) -> Iterator[Stay]:
    for key, places in _by(found.key):
        is_open, again = found.is_open[places], found.again[places]
        yield Stay(
            key=key,
            visits=len(places),
            cases=len(places) - int(again.sum()),
            returned=len(np.unique(found.case[places][again])),
            again_hours=float(found.hours[places][again].sum()),
            open=int(is_open.sum()),
            hours=median(found.hours[places], is_open, PER_HOUR, LONGEST_HOURS),
            days=median(found.days[places], is_open, PER_DAY, LONGEST_DAYS),
            all_hours=float(found.hours[places].sum()),
            waited_hours=float(found.waited[places].sum()),
        )


def median(values: Numbers, is_open: Truths, fine: int, longest: int) -> float | None:
    """The time within which half ended (Kaplan-Meier); None where that is not known yet."""
    if not len(values):
        return None
    waited = np.minimum(values * fine, longest * fine).astype(np.int64)
    ones = np.ones(len(waited), dtype=np.int64)
    alive = survival(waited, is_open.astype(np.int64), ones, longest * fine)
    reached = alive <= 0.5
    return float(reached.argmax()) / fine if reached.any() else None


def arrows(found: Stays) -> list[Arrow]:
    """What is said of each way from one key to another, busiest first: of the stays that ended so,
    half lasted no longer than the median, one in ten longer than `slow_hours`."""
    gone = np.flatnonzero(found.to != NOWHERE)
    base = int(max(found.key.max(initial=0), found.to.max(initial=0))) + 1
    told = []
    for pair, inside in _by(found.key[gone] * base + found.to[gone]):
        places = gone[inside]
        hours = np.quantile(found.hours[places], [0.5, 0.9], method="inverted_cdf")
        days = np.quantile(found.days[places], [0.5, 0.9], method="inverted_cdf")
        source, target = divmod(pair, base)
        told.append(
            Arrow(
                source, target, len(places),
                float(hours[0]), float(hours[1]), float(days[0]), float(days[1]),
            )
        )  # fmt: skip
    return sorted(told, key=lambda one: -one.count)


def _by(key: Whole) -> Iterator[tuple[int, Whole]]:
    """Each value with the places where it stands."""
    order = np.argsort(key, kind="stable")
    values, first = np.unique(key[order], return_index=True)
    bounds = np.append(first, len(key))
    for value, start, end in zip(values, bounds[:-1], bounds[1:], strict=True):
        yield int(value), order[start:end]
