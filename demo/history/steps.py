"""The steps of one report: who did what when, up to the end of the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from demo.history.calendar import DAY, Seconds
from demo.history.lives import NEVER, Lives
from demo.history.mix import Floats
from demo.history.model import Step
from demo.offer.model import Service
from demo.words.replies import Replies

PARIS = ZoneInfo("Europe/Paris")
FAR = datetime(2096, 1, 1, tzinfo=PARIS)
REVIEWED = ("already", "not-found")
"""What the town says of what it declines in a review."""
SLIPPED = 0.25
"""By hand: share of planned dates that were not kept."""


@dataclass(frozen=True)
class Week:
    """One week as columns; `original` is the row that a duplicate repeats, or -1."""

    first_number: int
    start: Seconds
    service: NDArray[np.int64]
    subtype: NDArray[np.int64]
    channel: NDArray[np.int64]
    address: NDArray[np.int64]
    place: NDArray[np.int64]
    lon: Floats
    lat: Floats
    original: NDArray[np.int64]
    lives: Lives
    draws: Floats


class Times:
    """All moments of a week as aware datetimes, made in bulk."""

    def __init__(self, lives: Lives, start: Seconds, end: int) -> None:
        self.start = aware(start)
        self.acknowledged = aware(lives.acknowledged, end)
        self.assigned = aware(lives.assigned, end)
        self.waiting = aware(lives.waiting, end)
        self.started = aware(lives.started, end)
        self.closed = aware(lives.closed)
        self.reopened = aware(lives.reopened, end)
        self.taken_back = aware(lives.taken_back, end)
        self.closed_again = aware(lives.closed_again, end)


@dataclass(frozen=True, slots=True)
class Case:
    """One report in the hands of a team; `clerk` typed it, or is empty."""

    week: Week
    times: Times
    row: int
    service: Service
    team: str
    agent: str
    clerk: str
    draws: Sequence[float]

    def step(self, state: str, at: datetime, **more: Any) -> Step:
        """A step taken by the agent in charge."""
        return Step(state, at, "agent", self.team, self.agent, **more)


def aware(seconds: Seconds, end: int = 1 << 62) -> list[datetime]:
    """Paris wall-clock seconds to aware datetimes; what comes after `end` is one far date."""
    far = np.minimum(seconds, 4_000_000_000).astype("datetime64[s]").tolist()
    return [
        moment.replace(tzinfo=PARIS) if told else FAR
        for moment, told in zip(far, (seconds <= end).tolist(), strict=True)
    ]


def tell_steps(case: Case, say: Replies, until: datetime) -> tuple[Step, ...]:
    """The steps that fall before the end of the history."""
    week, row, times, service, draws = case.week, case.row, case.times, case.service, case.draws
    lives = week.lives
    actor = "agent" if case.clerk else "resident"
    steps = [Step("received", times.start[row], actor, agent=case.clerk)]
    if week.original[row] >= 0:
        words = say.duplicate(draws[8])
        steps.append(case.step("duplicate", times.assigned[row], reason="duplicate", words=words))
        return _told(steps, until)
    quick = bool(lives.quick[row])
    if not quick:
        words = say.acknowledged(service, draws[8])
        steps.append(case.step("acknowledged", times.acknowledged[row], words=words))
    if (not quick or draws[9] < 0.6) and lives.acknowledged[row] < lives.closed[row]:
        at = times.acknowledged[row] if quick else times.assigned[row]
        steps.append(case.step("assigned", at, note=say.note(service, draws[10])))
    if lives.waiting[row] < NEVER:
        steps.append(_waiting(case, say))
    if not quick and lives.started[row] < lives.closed[row]:
        note = say.note(service, draws[13]) if draws[14] < 0.4 else ""
        words = say.started(service, draws[12])
        steps.append(case.step("in_progress", times.started[row], words=words, note=note))
    steps += _ending(case, say)
    return _told(steps, until)


def _told(steps: list[Step], until: datetime) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.at <= until)


def _waiting(case: Case, say: Replies) -> Step:
    """The step that waits for someone, or that sets a date."""
    lives, row, draws = case.week.lives, case.row, case.draws
    at = case.times.waiting[row]
    if lives.third[row]:
        thirds = case.service.third_parties
        third = thirds[int(draws[15] ** 2 * len(thirds))]
        words = say.third_party(third, draws[11])
        return case.step(
            "waiting_third_party", at, reason="third_party", words=words, third_party=third
        )
    if lives.asked[row]:
        words = say.asked(case.service, draws[11])
        return case.step("waiting_resident", at, reason="missing", words=words)
    planned = _planned_day(case)
    return case.step("planned", at, words=say.planned(planned, draws[11]), planned_for=planned)


def _planned_day(case: Case) -> date:
    """The day given: the one when it was done, or an earlier one that slipped."""
    lives, row = case.week.lives, case.row
    moment = int(lives.closed[row])
    if lives.forgotten[row]:
        moment = max(int(lives.due[row]), int(lives.waiting[row])) + 5 * DAY
    elif case.draws[36] < SLIPPED:
        moment = int(lives.started[row])
    day: date = np.datetime64(moment, "s").astype("datetime64[D]").item()
    return day


def _ending(case: Case, say: Replies) -> list[Step]:
    """Closed, and perhaps opened and closed again."""
    lives, row, times, draws = case.week.lives, case.row, case.times, case.draws
    at = times.closed[row]
    if lives.declined[row]:
        reason = say.reason(case.service, draws[16])
        if lives.forgotten[row]:
            reason = REVIEWED[int(draws[16] * len(REVIEWED))]
        return [case.step("declined", at, reason=reason, words=say.declined(reason, draws[17]))]
    if lives.withdrawn[row]:
        return [Step("withdrawn", at, "resident", words=say.withdrawn(draws[17]))]
    note = say.note(case.service, draws[18]) if draws[18] < 0.2 else ""
    words = say.resolved(case.service, draws[17])
    done = [case.step("resolved", at, reason="done", words=words, note=note)]
    if lives.reopened[row] < NEVER:
        back, again = times.reopened[row], times.closed_again[row]
        done.append(Step("reopened", back, "resident", words=say.reopened(draws[19])))
        done.append(case.step("assigned", times.taken_back[row]))
        words = say.resolved(case.service, draws[20])
        done.append(case.step("resolved", again, reason="done", words=words))
    return done
