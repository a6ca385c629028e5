"""What an attempt to hand a letter over makes of the row that stands for it."""

from datetime import datetime
from typing import Protocol

from parvis.adapters.outcomes import Deferred, Outcome, Refused
from parvis.inform.notifications.rules import REFUSED, SENT, WAITING, retry_at

# What `note` changes.
COLUMNS = ("attempts", "status", "problem", "leaves_at", "sent_at")


class Attempted(Protocol):
    """A letter on its way."""

    attempts: int
    status: str
    problem: str
    leaves_at: datetime
    sent_at: datetime | None


def note(row: Attempted, outcome: Outcome, now: datetime) -> str:
    """Set the row to what became of its letter; the word for it: sent, deferred or refused."""
    row.attempts += 1
    match outcome:
        case Refused(reason=reason):
            row.status, row.problem = REFUSED, reason.value
        case Deferred(reason=reason):
            again = retry_at(now, row.attempts)
            row.status, row.problem = (WAITING if again else REFUSED), reason.value
            row.leaves_at = again or now
        case _:
            row.status, row.problem, row.sent_at = SENT, "", now
    return "deferred" if row.status == WAITING else row.status
