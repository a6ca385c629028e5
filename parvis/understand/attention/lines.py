"""Which rules hold of which requests, line by line, each with what made it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from parvis.foundation.calendars import WorkingCalendar, local_date, working_days_between
from parvis.understand.attention.facts import Facts
from parvis.understand.attention.rules import (
    DAYS,
    MISSED,
    NEAR,
    REPEATED,
    TIMES,
    UNANSWERED,
    WORKING_DAYS,
    Settings,
    Values,
)

# Why a line holds, where its rule says "or".
OPEN, REOPENED = "open", "reopened"
DUE, PLANNED = "due", "planned"
NOBODY, RECEIVED = "nobody", "received"


@dataclass(frozen=True, slots=True)
class Line:
    """A rule that holds of a request. `day` is what it counts from: of the request that waits for
    longest (repeated), of the promise (missed, near), of the last words (unanswered). `days` are
    those of the rule's window (repeated), else working days until or since `day` as they are today.
    `cases` are all requests that go together, oldest first; `why` one of the codes above. `mark`
    tells apart what else may change."""

    rule: str
    case: int
    day: date
    days: int
    why: str = ""
    cases: tuple[int, ...] = ()
    mark: str = ""

    @property
    def digest(self) -> str:
        """Of what the line stands on: the same tomorrow, another once something has happened."""
        facts = (self.rule, self.case, self.day.isoformat(), self.why, self.cases, self.mark)
        return sha256(repr(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Signal:
    """A request of which at least one rule holds."""

    case: int
    due_at: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Today:
    moment: datetime
    calendar: WorkingCalendar

    def day(self, moment: datetime) -> date:
        return local_date(moment, self.calendar)

    def days_since(self, moment: date | datetime) -> int:
        return working_days_between(moment, self.moment, self.calendar)


def find(
    facts: Sequence[Facts], *, rules: Settings, now: datetime, calendar: WorkingCalendar
) -> list[Signal]:
    """The open requests of which one of `rules` holds (`rules.RULES`, each with its values), the
    oldest promise first. `facts`: of one department, the open requests, and the closed ones that
    may go with them. Nothing is added up and nobody ranked."""
    today, together = _Today(now, calendar), _Together(facts)
    found = []
    for one in facts:
        if one.is_open:
            lines = tuple(_lines(one, together, rules, today))
            if lines:
                found.append(Signal(one.case, one.due_at, lines))
    return sorted(found, key=lambda signal: (signal.due_at, signal.case))


def _lines(one: Facts, together: "_Together", rules: Settings, today: _Today) -> Iterable[Line]:
    made = (
        _repeated(one, together, rules.get(REPEATED), today),
        _missed(one, rules.get(MISSED), today),
        _near(one, rules.get(NEAR), today),
        _unanswered(one, rules.get(UNANSWERED), today),
    )
    return (line for line in made if line is not None)


class _Together:
    """Requests by what they share."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._by_contact: dict[int, list[Facts]] = defaultdict(list)
        self._around: dict[frozenset[int], dict[int, Facts]] = {}
        for one in sorted(facts, key=lambda other: (other.received_at, other.case)):
            for contact in one.contacts:
                self._by_contact[contact].append(one)

    def around(self, one: Facts) -> dict[int, Facts]:
        """Those that share an address, a number or an account with a request, it too, by case,
        oldest first. Not what shares something with these in turn: that may be somebody else."""
        if one.contacts not in self._around:
            shared = {other.case: other for key in one.contacts for other in self._by_contact[key]}
            rows = sorted(shared.values(), key=lambda other: (other.received_at, other.case))
            self._around[one.contacts] = {other.case: other for other in rows}
        return self._around[one.contacts]

    def speaks_for(self, asked: Sequence[Facts]) -> Facts | None:
        """Of requests that go together, the open one that has waited for longest and shares
        something with each of them: what is said of all is said there, once."""
        cases = {other.case for other in asked}
        return next(
            (one for one in asked if one.is_open and cases <= self.around(one).keys()), None
        )


def _repeated(one: Facts, together: _Together, values: Values | None, today: _Today) -> Line | None:
    if values is None or not one.contacts:
        return None
    around = list(together.around(one).values())
    since = around[-1].received_at - timedelta(days=values[DAYS])
    asked = [other for other in around if other.received_at >= since]
    unsettled = [other for other in asked[:-1] if other.is_open or other.reopened]
    if len(asked) < values[TIMES] or not unsettled or together.speaks_for(asked) is not one:
        return None
    is_waiting = any(other.is_open for other in unsettled)
    return Line(
        REPEATED,
        one.case,
        today.day(one.received_at),
        values[DAYS],
        why=OPEN if is_waiting else REOPENED,
        cases=tuple(other.case for other in asked),
        mark=",".join(str(other.reopened) for other in asked),
    )


def _missed(one: Facts, values: Values | None, today: _Today) -> Line | None:
    if values is None:
        return None
    if one.due_at < today.moment:
        day, why = today.day(one.due_at), DUE
    elif one.planned_on is not None and one.planned_on < today.day(today.moment):
        day, why = one.planned_on, PLANNED
    else:
        return None
    return Line(MISSED, one.case, day, today.days_since(day), why=why)


def _near(one: Facts, values: Values | None, today: _Today) -> Line | None:
    if values is None or one.due_at < today.moment or (one.is_named and not one.is_new):
        return None
    left = -today.days_since(one.due_at)
    if left > values[WORKING_DAYS]:
        return None
    why = RECEIVED if one.is_named else NOBODY
    return Line(NEAR, one.case, today.day(one.due_at), left, why=why)


def _unanswered(one: Facts, values: Values | None, today: _Today) -> Line | None:
    if values is None or (one.answered_at is not None and one.answered_at >= one.said_at):
        return None
    waited = today.days_since(one.said_at)
    if waited < values[WORKING_DAYS]:
        return None
    mark = one.said_at.isoformat(timespec="seconds")
    return Line(UNANSWERED, one.case, today.day(one.said_at), waited, mark=mark)
