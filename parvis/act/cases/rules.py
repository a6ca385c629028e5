"""Decisions about a case: which change of state is allowed, and what it needs."""

from dataclasses import dataclass
from datetime import date

from parvis.foundation.db.operation import Refusal
from parvis.offer.workflows.rules import (
    CASE,
    CLOSED,
    DATE,
    REASON,
    THIRD_PARTY,
    WORDS,
    Transition,
    find,
)

PRIORITIES = {1: "low", 2: "normal", 3: "high", 4: "urgent"}


class Refused(Refusal):
    """`problem` is one of: not_allowed, needs_words, needs_reason, needs_date,
    needs_third_party, needs_case, past_date, changed_meanwhile, itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A wished change of state, with what it may need. `reason` is a decline reason's id,
    `third_party` an operator's, `duplicate_of` a case's."""

    target: str
    words: str = ""
    reason: int | None = None
    planned_on: date | None = None
    third_party: int | None = None
    duplicate_of: int | None = None


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
