"""A request's life in spans: from one recorded step to the next, nothing is known to happen."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parvis.offer.workflows.rules import OPEN
from parvis.understand.paths.clock import DAY, WorkingClock
from parvis.understand.paths.rows import NEVER, SAME, Cases, Numbers, Steps, Truths, Whole
from parvis.understand.paths.stages import STAGE, Holder


@dataclass(frozen=True, slots=True)
class Spans:
    """One entry a span, by request, then moment. `case` is a place in `Cases`; `stage`, `team`,
    `third` and `holder` hold from `start` to `end` (seconds). `hours` are working hours, `worked`
    those of them that count as work; `days` are days and nights. `is_last`: it lasts still."""

    case: Whole
    stage: Whole
    team: Whole
    third: Whole
    holder: Whole
    start: Whole
    end: Whole
    hours: Numbers
    worked: Numbers
    days: Numbers
    is_last: Truths


def cut(
    cases: Cases, steps: Steps, clock: WorkingClock, now: int, authorities: Collection[int]
) -> Spans:
    """Cut every request's life, from its reception to its end or `now`, at each of its steps.

    `authorities` are the third parties that are other authorities. A span with us is waiting in the
    team's queue, but for a request in progress: the step that opens the span is the trace of work,
    and up to one working day after it counts as such.
    """
    case, at, rank, stage, left, third = _events(cases, steps, now)
    stage_from = _last_known(stage != SAME)
    begins = np.flatnonzero(rank < 2)
    stages = stage[stage_from][begins]
    third, team = third[stage_from][begins], left[_next_known(left != SAME)][begins + 1]
    start, end = at[begins], np.maximum(at[begins + 1], at[begins])
    hours = clock.hours(start, end)
    is_worked = stages == STAGE["in_progress"]
    return Spans(
        case=case[begins],
        stage=stages,
        team=team,
        third=third,
        holder=_holder(case[begins], stages, third, authorities),
        start=start,
        end=end,
        hours=hours,
        worked=np.where(is_worked, np.minimum(hours, clock.day_hours), 0.0),
        days=(end - start) / DAY,
        is_last=(rank[begins + 1] == 2) & (stages < len(OPEN)),
    )


def _events(cases: Cases, steps: Steps, now: int) -> tuple[NDArray[Any], ...]:
    """Receptions (of rank 0), steps (1) and ends (2), by request, then moment: whose, when, of what
    rank, the stage come to, the team left, the third party waited for since."""
    many, whose = len(cases.number), np.searchsorted(cases.number, steps.number)
    every, nothing = np.arange(many), np.full(many, SAME)
    ends = np.where(cases.closed == NEVER, now, cases.closed)
    case = np.concatenate([every, whose, every])
    rank = np.repeat(np.array([0, 1, 2], dtype=np.int8), [many, len(whose), many])
    order = np.lexsort((rank, case))
    return (
        case[order],
        np.concatenate([cases.received, steps.at, ends])[order],
        rank[order],
        np.concatenate([nothing * 0, steps.stage, nothing])[order],
        np.concatenate([nothing, steps.left, cases.team])[order],
        np.concatenate([nothing * 0, steps.third, nothing * 0])[order],
    )


def _holder(case: Whole, stage: Whole, third: Whole, authorities: Collection[int]) -> Whole:
    found = np.where(stage < len(OPEN), Holder.US, Holder.NOBODY)
    found[stage == STAGE["planned"]] = Holder.PLANNED
    found[stage == STAGE["waiting_resident"]] = Holder.RESIDENT
    waits = stage == STAGE["waiting_third_party"]
    found[waits] = Holder.THIRD_PARTY
    found[waits & np.isin(third, list(authorities))] = Holder.AUTHORITY
    # Passed on, then reopened: meanwhile it was the other authority's.
    last = np.append(case[1:] != case[:-1], True)
    came_back = _next_known(last | (np.append(stage[1:], 0) != stage))
    found[(stage == STAGE["transmitted"]) & ~last[came_back]] = Holder.AUTHORITY
    return found.astype(np.int64)


def _last_known(known: Truths) -> Whole:
    """For each place the nearest known one at or before it."""
    found: Whole = np.maximum.accumulate(np.where(known, np.arange(len(known)), 0))
    return found


def _next_known(known: Truths) -> Whole:
    """For each place the nearest known one at or after it."""
    far = len(known) - 1
    places = np.where(known, np.arange(len(known)), far)
    found: Whole = np.minimum.accumulate(places[::-1])[::-1]
    return found
