"""What was counted, day by day and within the day, and the blocks of days that are forecast."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

import numpy as np

from parvis.understand.seasons.days import Numbers

WEEK = 7


class Step(Enum):
    """What one figure of a forecast covers: a slot of a day (an hour, say), or so many days."""

    SLOT = 0
    DAY = 1
    WEEK = 7
    SEASON = 91

    @property
    def days(self) -> int:
        """Days that one figure covers (a slot lies in one)."""
        return max(1, self.value)


@dataclass(frozen=True, slots=True)
class History:
    """`counts` is days × slots of a day, from `first` on; nan where nothing is known.

    A day without a contact is 0, a day on which nobody counted is nan: the two are not the same.
    """

    first: date
    counts: Numbers

    def __post_init__(self) -> None:
        if self.counts.ndim != 2:
            raise ValueError("counts are days × slots")
        if (self.counts < 0).any():
            raise ValueError("a count can't be negative")

    @property
    def days(self) -> int:
        return len(self.counts)

    @property
    def end(self) -> date:
        """The first day to come."""
        return self.first + timedelta(self.days)

    def until(self, days: int) -> "History":
        """The same as it stood after so many days."""
        return History(self.first, self.counts[:days])

    def for_step(self, step: Step) -> "History":
        """The same without slots, where a figure covers whole days."""
        if step is Step.SLOT:
            return self
        return History(self.first, self.counts.sum(axis=1, keepdims=True))


def blocks(counts: Numbers, step: Step) -> Numbers:
    """Sums of as many days as a figure covers, from the first day on (a rest is left out); nan
    where a day of the block is."""
    whole = len(counts) // step.days
    days = counts[: whole * step.days].reshape(whole, step.days, *counts.shape[1:])
    summed: Numbers = days.sum(axis=1)
    return summed


def filled(history: History) -> Numbers:
    """Counts with unknown days replaced by the mean of the same weekday and slot (0 if never seen):
    where a method needs a number."""
    counts = history.counts.copy()
    for weekday in range(WEEK):
        part = counts[weekday::WEEK]
        known = np.isfinite(part)
        means = np.where(known, part, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        counts[weekday::WEEK] = np.where(known, part, means)
    return counts
