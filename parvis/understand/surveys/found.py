"""What a question came to, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parvis.understand.surveys import intervals
from parvis.understand.surveys.counting import Tally
from parvis.understand.surveys.intervals import Estimate

Texts = Mapping[str, str]
SCORE, SATISFIED, EFFORT, MEAN, MEDIAN = "nps", "satisfied", "effort", "mean", "median"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that could be given. `share` is of those who answered, as heard; `weighted` the
    same with weights, None without; `rank` is the mean rank of what was put in order."""

    key: str
    label: Texts
    count: int
    share: Estimate | None
    weighted: Estimate | None = None
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one question came to. `shape` is how it is read: options, several, scale, ranking,
    rows, numbers, months, hours, words. `figures` are its means and scores by their name,
    `weighted` the same with weights; `rows` those of a matrix. `answers` counts people, the rows
    of a block one by one."""

    key: str
    shape: str
    label: Texts
    answers: int
    options: tuple[Option, ...] = ()
    figures: Mapping[str, Estimate] = field(default_factory=dict)
    weighted: Mapping[str, Estimate] = field(default_factory=dict)
    rows: tuple["Result", ...] = ()
    explanation: Texts = field(default_factory=dict)


def counted_options(
    options: Mapping[str, Texts],
    counted: Tally,
    again: Tally | None,
    ranks: Sequence[float | None] = (),
) -> tuple[Option, ...]:
    """Every option with its count and share, in order; `again` is the tally with weights."""
    heard, weighted = intervals.shares(counted), intervals.shares(again) if again else ()
    return tuple(
        Option(
            key, label, int(counted.counts[at]),
            heard[at] if heard else None,
            weighted[at] if weighted else None,
            ranks[at] if ranks else None,
        )
        for at, (key, label) in enumerate(options.items())
    )  # fmt: skip
