"""Steps of the retention that stop: what is past its time stays, and somebody has to look."""

from datetime import datetime

from parvis.foundation.db.insert import insert_unless_taken
from parvis.people.models import StoppedStep


def note(step: str, error: str, now: datetime) -> None:
    """It stopped, for the first time or again. Not journaled: nothing of anybody's changed."""
    if not insert_unless_taken(StoppedStep(step=step, error=error, since=now)):
        StoppedStep.objects.filter(step=step).update(error=error)


def clear(step: str) -> None:
    """It went to its end."""
    StoppedStep.objects.filter(step=step).delete()


def stopped() -> list[StoppedStep]:
    """The steps that stop, the oldest trouble first."""
    return list(StoppedStep.objects.order_by("since", "step"))
