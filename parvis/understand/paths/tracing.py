"""From rows to all that is said of paths."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np

from parvis.foundation.calendars import WorkingCalendar
from parvis.offer.workflows.rules import OPEN
from parvis.understand.paths import delays
from parvis.understand.paths.clock import DAY, WorkingClock
from parvis.understand.paths.contacts import contacts
from parvis.understand.paths.figures import Found, Held
from parvis.understand.paths.flow import flows
from parvis.understand.paths.rows import NEVER, Cases, Said, Steps, Truths, Whole, known
from parvis.understand.paths.spans import Spans, cut
from parvis.understand.paths.stages import Holder
from parvis.understand.paths.stays import (
    LONGEST_DAYS,
    LONGEST_HOURS,
    PER_DAY,
    PER_HOUR,
    Stays,
    arrows,
    gather,
    median,
    stays,
)
from parvis.understand.paths.variants import variants

_HELD = {"us": (Holder.US, Holder.PLANNED), "resident": (Holder.RESIDENT,),
         "third_party": (Holder.THIRD_PARTY,), "authority": (Holder.AUTHORITY,)}  # fmt: skip


def trace(
    cases: Cases,
    steps: Steps,
    said: Said,
    calendar: WorkingCalendar,
    *,
    now: datetime,
    authorities: Collection[int] = (),
) -> Found:
    """Trace the paths of requests up to `now`. `authorities` are the third parties that are other
    authorities. What came meanwhile to requests that are not among `cases` is left out."""
    steps, said = known(cases, steps), known(cases, said)
    moment = int(now.timestamp())
    oldest = int(cases.received.min()) if len(cases.number) else moment
    first = datetime.fromtimestamp(oldest, UTC).date() - timedelta(1)
    clock = WorkingClock(calendar, first, now.date() + timedelta(1))
    spans = cut(cases, steps, clock, moment, authorities)
    of_teams = gather(spans, spans.team, spans.holder != Holder.NOBODY)
    return Found(
        **_ways(cases, spans, of_teams),
        **_times(cases, spans, clock, moment),
        **_lateness(cases, spans, of_teams, moment),
        contacts=contacts(cases, steps, said, moment),
        flows=tuple(flows(of_teams, moment)),
    )


def _ways(cases: Cases, spans: Spans, of_teams: Stays) -> dict[str, Any]:
    """Stays and ways of the requests of the period, by stage and by team."""
    of_stages = gather(spans, spans.stage, cases.came[spans.case] == 1)
    mine = _only(of_teams, cases.came[of_teams.case] == 1)
    return {
        "stages": tuple(stays(_only(of_stages, of_stages.key < len(OPEN)))),
        "teams": tuple(stays(mine)),
        "stage_arrows": tuple(arrows(of_stages)),
        "team_arrows": tuple(arrows(mine)),
        "held": tuple(_held(spans, cases.came == 1)),
    }


def _times(cases: Cases, spans: Spans, clock: WorkingClock, now: int) -> dict[str, Any]:
    """How long the whole took, and by which paths."""
    came, is_open = cases.came == 1, cases.closed == NEVER
    ends = np.where(is_open, now, cases.closed)
    hours, days = clock.hours(cases.received, ends), (ends - cases.received) / DAY
    of_stages = gather(spans, spans.stage, came[spans.case])
    common, slow, others = variants(of_stages, np.flatnonzero(came & ~is_open), hours, days)
    half = partial(median, is_open=is_open[came])
    return {
        "cases": int(came.sum()),
        "open": int((came & is_open).sum()),
        "hours": half(hours[came], fine=PER_HOUR, longest=LONGEST_HOURS),
        "days": half(days[came], fine=PER_DAY, longest=LONGEST_DAYS),
        "variants": tuple(common),
        "slow_variants": tuple(slow),
        "other_variants": others,
    }


def _lateness(cases: Cases, spans: Spans, of_teams: Stays, now: int) -> dict[str, Any]:
    """What sets late requests apart."""
    many = len(cases.number)
    is_judged, is_late = delays.judged(cases, _present(spans, many), now)
    marks = delays.marks_of(cases, spans, _hand_overs(of_teams, many))
    factors, looked_at = delays.factors(cases, marks, is_judged, is_late)
    return {
        "judged": int(is_judged.sum()),
        "late": int(is_late.sum()),
        "parts": tuple(delays.parts(spans, many, is_judged, is_late)),
        "factors": tuple(factors),
        "looked_at": looked_at,
    }


def _held(spans: Spans, came: Truths) -> list[Held]:
    """In whose hands the time of the period's requests was."""
    mine = came[spans.case]
    return [
        Held(
            code,
            float(spans.hours[mine & np.isin(spans.holder, of)].sum()),
            float(spans.worked[mine & np.isin(spans.holder, of)].sum()),
        )
        for code, of in _HELD.items()
    ]


def _present(spans: Spans, many: int) -> Whole:
    """Each request's last stage."""
    found = np.zeros(many, dtype=np.int64)
    found[spans.case] = spans.stage
    return found


def _hand_overs(of_teams: Stays, many: int) -> Whole:
    """How often each request went from one team to another."""
    moved = of_teams.case[(of_teams.to > 0) & (of_teams.key > 0)]
    return np.bincount(moved, minlength=many).astype(np.int64)


def _only(found: Stays, kept: Truths) -> Stays:
    return Stays(*(getattr(found, name)[kept] for name in Stays.__slots__))
