"""Decisions about a case: which change of state is allowed, and what it needs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor
from typing import Any, Protocol

from parvis.foundation.db.operation import Refusal
from parvis.offer.workflows.rules import (
    CASE,
    CLOSED,
    DATE,
    OTHER_AUTHORITY,
    REASON,
    THIRD_PARTY,
    WORDS,
    Transition,
    find,
)

PRIORITIES = {1: "low", 2: "normal", 3: "high", 4: "urgent"}


class Refused(Refusal):
    """`problem` is one of: not_allowed, needs_words, needs_reason, needs_date,
    needs_third_party, needs_authority, no_mail_there, closed_by_mail, needs_case,
    past_date, changed_meanwhile, itself, no_such_case, is_duplicate, has_ended, is_grouped,
    hand_over, same_team, same_kind, no_such_kind, has_closed, outside_compartment,
    unknown_variable, not_yours, nothing_to_undo, no_such_rule, gone."""


# How a case is passed on to another authority: by a letter of ours, or as the agent saw to it.
BY_MAIL, OTHERWISE = "mail", "otherwise"
# Why a case changes by itself: our letter never arrived, or the case that it had joined was taken
# back by its author (it is open again), or joined another (it comes along).
UNDELIVERED, MAIN_WITHDRAWN, MAIN_JOINED = "undelivered", "main_withdrawn", "main_joined"


@dataclass(frozen=True, slots=True)
class Change:
    """A wished change of state, with what it may need. `reason` is a decline reason's id,
    `third_party` an operator's, `duplicate_of` a case's, `way` how it is passed on,
    `because` why it happens by itself."""

    target: str
    words: str = ""
    reason: int | None = None
    planned_on: date | None = None
    third_party: int | None = None
    duplicate_of: int | None = None
    way: str = ""
    because: str = ""


def check(
    transitions: tuple[Transition, ...],
    *,
    source: str,
    change: Change,
    roles: frozenset[str],
    today: date,
) -> Transition:
    """The arrow that `change` takes; raises `Refused` when it can't be taken."""
    arrow = find(transitions, source, change.target)
    if arrow is None or arrow.roles.isdisjoint(roles):
        raise Refused("not_allowed")
    given = {
        WORDS: bool(change.words.strip()),
        REASON: change.reason is not None,
        DATE: change.planned_on is not None,
        THIRD_PARTY: change.third_party is not None,
        CASE: change.duplicate_of is not None,
        OTHER_AUTHORITY: change.third_party is not None and change.way in {BY_MAIL, OTHERWISE},
    }
    for need in arrow.needs:
        if not given[need]:
            raise Refused(f"needs_{need}")
    if change.planned_on is not None and change.planned_on < today:
        raise Refused("past_date")
    return arrow


def is_closed(state: str) -> bool:
    """Whether nothing more is to be done in this state."""
    return state in CLOSED


# How much earlier (negative) or later than its deadline a case wants to be worked at, in hours.
# The database orders by the same figures (`cases_act_by`); a test compares the two.
SHIFTS = {
    "urgent": -144,
    "high": -72,
    "low": 72,
    "danger": -120,
    "follower": -12,
    "reopened": -48,
    "news": -24,
    "waiting": 240,
    "planned": 120,
}
MOST_FOR_FOLLOWERS = -96
_PRIORITY_SHIFTS = {4: "urgent", 3: "high", 1: "low"}


class Workable(Protocol):
    """What the order of a queue rests on."""

    @property
    def due_at(self) -> datetime: ...
    @property
    def priority(self) -> int: ...
    @property
    def is_danger(self) -> bool: ...
    @property
    def follower_count(self) -> int: ...
    @property
    def reopened_count(self) -> int: ...
    @property
    def has_news(self) -> bool: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Factor:
    """Why a case comes earlier or later: `code` (see `SHIFTS`), its hours, and how many."""

    code: str
    hours: int
    count: int = 0


def factors(case: Workable) -> list[Factor]:
    """What moves a case in the queue, strongest first."""
    found = []
    if case.priority in _PRIORITY_SHIFTS:
        code = _PRIORITY_SHIFTS[case.priority]
        found.append(Factor(code, SHIFTS[code]))
    if case.is_danger:
        found.append(Factor("danger", SHIFTS["danger"]))
    if case.follower_count > 1:
        hours = max(SHIFTS["follower"] * (case.follower_count - 1), MOST_FOR_FOLLOWERS)
        found.append(Factor("follower", hours, case.follower_count))
    if case.reopened_count:
        found.append(Factor("reopened", SHIFTS["reopened"], case.reopened_count))
    if case.has_news:
        found.append(Factor("news", SHIFTS["news"]))
    if case.state.startswith("waiting_"):
        found.append(Factor("waiting", SHIFTS["waiting"]))
    elif case.state == "planned":
        found.append(Factor("planned", SHIFTS["planned"]))
    return sorted(found, key=lambda factor: -abs(factor.hours))


def act_by(case: Workable) -> datetime:
    """The moment by which to work at a case: its deadline, moved by all its factors."""
    return case.due_at + timedelta(hours=sum(factor.hours for factor in factors(case)))


# Steps that their author may take back (a grouping goes with the joined case's change of state),
# and the kinds of later steps that changed the same of the case: they would be overwritten.
OVERTAKEN_BY: dict[str, tuple[str, ...]] = {
    "state": ("state",),
    "answer": (),
    "assignment": ("assignment", "transfer", "sorting"),
    "sorting": ("sorting", "assignment", "transfer"),
    "priority": ("priority",),
    "publication": ("publication",),
    "note": (),
    "photo": (),
}
UNDOABLE = frozenset(OVERTAKEN_BY)


# What of the words the public does not read: from one character to before another, and what it is
# (`understand.personal.found.Kind`), which stands there in brackets instead.
Masked = tuple[int, int, str]


class Done(Protocol):
    """A step, as far as it says what it changed."""

    @property
    def kind(self) -> str: ...
    @property
    def data(self) -> dict[str, Any]: ...


def published(step: Done) -> int | None:
    """What a publication was about: a photo's id, None for the words."""
    photo: int | None = step.data.get("photo")
    return photo


def shows(step: Done) -> bool:
    """Whether a step lets the public see what it did not."""
    return step.kind == "publication" and bool(step.data.get("approved", step.data.get("words")))


class Telling(Protocol):
    """A step that may tell people."""

    is_public: bool
    occurred_at: datetime


def leaves_at(step: Telling, hold: timedelta) -> datetime:
    """When what a step tells people leaves the house."""
    return step.occurred_at + hold


def has_left(step: Telling, moment: datetime, hold: timedelta) -> bool:
    """Whether people have been told of a step by now."""
    return step.is_public and moment >= leaves_at(step, hold)


# Squares of about 200 metres, of France's latitudes: per degree of longitude and of latitude.
PATCHES_LON, PATCHES_LAT = 400, 550


def patch(lon: float, lat: float) -> int:
    """The square that a place is in; the database makes the same figure (`cases_patch`)."""
    return floor(lon * PATCHES_LON) * 1_000_000 + floor(lat * PATCHES_LAT)


def patches_around(lon: float, lat: float) -> list[int]:
    """The square of a place and its eight neighbours: whatever lies within 150 metres."""
    here = patch(lon, lat)
    return [here + east * 1_000_000 + north for east in (-1, 0, 1) for north in (-1, 0, 1)]


_VARIABLE = re.compile(r"\{([^{}\n]{1,40})\}")


def filled(words: str, values: Mapping[str, str]) -> str:
    """A template's words with its {variables} replaced; unknown ones stay, to be seen."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), words)


def unknown_variables(words: str) -> list[str]:
    """The {variables} still standing in words that are about to leave."""
    return [found.strip() for found in _VARIABLE.findall(words)]


@dataclass(frozen=True, slots=True)
class Held:
    """For how many seconds each had the case in hand."""

    us: float
    resident: float
    third_party: float


def time_held(changes: Iterable[tuple[datetime, str]], received: datetime, end: datetime) -> Held:
    """Who held a case from its reception to `end` (its closing, or now), by its changes of state
    (moment, new state), oldest first. Time spent closed counts for nobody."""
    seconds = {"us": 0.0, "resident": 0.0, "third_party": 0.0, "": 0.0}
    holder, since = "us", received
    for moment, state in [*changes, (end, "")]:
        seconds[holder] += max((moment - since).total_seconds(), 0)
        since = moment
        holder = {
            "waiting_resident": "resident",
            "waiting_third_party": "third_party",
        }.get(state, "" if state in CLOSED else "us")
    return Held(seconds["us"], seconds["resident"], seconds["third_party"])
