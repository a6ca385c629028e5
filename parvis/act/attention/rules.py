"""When signals may be looked at, and when a line that was decided stays away."""

from datetime import date
from typing import Protocol

from parvis.foundation.db.operation import Refusal

CALLED, NOTHING, REVIEW = "called", "nothing", "review"
CHOICES = (CALLED, NOTHING, REVIEW)
# A risk is looked at again when it changes (article 35, 11): three years are the CNIL's advice.
LONGEST_MONTHS = 36


class Refused(Refusal):
    """`problem` is one of: not_closed, no_assessment, out_of_bounds, past_date, too_long,
    no_reference, ended, needs_date, no_such_choice, gone, changed_meanwhile, off,
    outside_compartment."""


class Assessed(Protocol):
    """An assessment, as far as it says for how long it holds."""

    @property
    def valid_until(self) -> date: ...
    @property
    def ended_at(self) -> object | None: ...


def holds(assessment: Assessed, today: date) -> bool:
    """Whether an assessment was not ended, and its last day has not passed."""
    return assessment.ended_at is None and today <= assessment.valid_until


class Decided(Protocol):
    """A decision, as far as it says for how long it counts."""

    @property
    def digest(self) -> str: ...
    @property
    def review_on(self) -> date | None: ...


def settles(decision: Decided | None, digest: str, today: date) -> bool:
    """Whether a decision keeps a line away: taken on these very facts, and not to be reviewed
    yet."""
    if decision is None or decision.digest != digest:
        return False
    return decision.review_on is None or today < decision.review_on
