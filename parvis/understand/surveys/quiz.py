"""What people scored in a quiz: the points of what they chose."""

from dataclasses import dataclass

import numpy as np

from parvis.offer.forms.scoring import scored_questions
from parvis.understand.surveys import intervals
from parvis.understand.surveys.counting import Numbers, tally
from parvis.understand.surveys.found import Option, counted_options
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.reading import Answers


@dataclass(frozen=True, slots=True)
class Scores:
    """The points of all: how many scored each, their mean, of at most `most`; and the share of
    those who answered a question best, by its key."""

    scores: tuple[Option, ...]
    mean: Estimate
    most: int
    best: dict[str, Estimate]


def scored(answers: Answers) -> Scores | None:
    """What everybody scored; None where nobody answered, or no choice has points. A question that
    was passed over scores nothing."""
    asked = scored_questions(answers.form)
    if not asked or not answers.many:
        return None
    total: Numbers = np.zeros(answers.many)
    best: dict[str, Estimate] = {}
    for key, field in asked.items():
        points = np.array([choice.points for choice in field.choices] + [0])
        codes = answers.codes(key, field.keys)
        # Who did not answer has the last code, of no points.
        total += points[codes]
        right = tally(codes, len(field.keys))
        share = float(right.shares[points[:-1] == points[:-1].max()].sum())
        told = intervals.share(min(share, 1.0), right.answers)
        if told is not None:
            best[key] = told
    mean = intervals.mean(total)
    assert mean is not None
    most = sum(max(choice.points for choice in field.choices) for field in asked.values())
    return Scores(_spread(total), mean, most, best)


def _spread(total: Numbers) -> tuple[Option, ...]:
    different, codes = np.unique(total.astype(np.int64), return_inverse=True)
    labels = {str(score): {"fr": str(score)} for score in different}
    return counted_options(labels, tally(codes, len(labels)), None)
