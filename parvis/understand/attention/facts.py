"""What is looked at of a request: moments, its state, and by what its requests go together."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """One request. `contacts` are opaque numbers, one for each address, telephone number or account
    that its author left: two requests go together when they share one; what hides behind a number
    is not known here. `said_at` is when the person last wrote (the request itself counts),
    `answered_at` when an agent last wrote to them. All moments are aware."""

    case: int
    contacts: frozenset[int]
    is_new: bool
    is_named: bool
    received_at: datetime
    due_at: datetime
    said_at: datetime
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    planned_on: date | None = None
    reopened: int = 0

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.closed_at is None
