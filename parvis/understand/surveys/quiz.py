"""What people scored in a quiz: the points of what they chose, as `offer/forms/scoring.py` says."""

from dataclasses import dataclass

import numpy as np

from parvis.offer.forms import scoring
from parvis.offer.forms.fields.choosing import ChoicesField
from parvis.offer.forms.scoring import Scored
from parvis.understand.surveys import intervals
from parvis.understand.surveys.counting import NO_ANSWER, Numbers, tally
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
    asked = scoring.scored_questions(answers.form)
    if not asked or not answers.many:
        return None
    total: Numbers = np.zeros(answers.many)
    best: dict[str, Estimate] = {}
    for key, field in asked.items():
        found = _of_several if isinstance(field, ChoicesField) else _of_one
        points, right = found(answers, field)
        total += points
        if right is not None:
            best[key] = right
    mean = intervals.mean(total)
    assert mean is not None
    return Scores(_spread(total), mean, sum(map(scoring.most, asked.values())), best)


def _of_one(answers: Answers, field: Scored) -> tuple[Numbers, Estimate | None]:
    """Everybody's points of a question, and the share of those who answered it best."""
    points = np.array([choice.points for choice in field.choices] + [0])
    codes = answers.codes(field.key, field.keys)
    right = tally(codes, len(field.keys))
    share = float(right.shares[points[:-1] == scoring.most(field)].sum())
    # Who did not answer has the last code, of no points.
    return points[codes], intervals.share(min(share, 1.0), right.answers)


def _of_several(answers: Answers, field: Scored) -> tuple[Numbers, Estimate | None]:
    """The same of a question where several are chosen: all that is right, or nothing."""
    right = scoring.best(field)
    answered, exact = np.zeros(answers.many, bool), np.ones(answers.many, bool)
    for choice in field.choices:
        flags = answers.flags(field.key, choice.key)
        answered |= flags != NO_ANSWER
        exact &= (flags == 1) == (choice in right)
    many = int(np.count_nonzero(answered))
    share = np.count_nonzero(exact) / many if many else 0.0
    return np.where(exact, scoring.most(field), 0), intervals.share(share, many)


def _spread(total: Numbers) -> tuple[Option, ...]:
    different, codes = np.unique(total.astype(np.int64), return_inverse=True)
    labels = {str(score): {"fr": str(score)} for score in different}
    return counted_options(labels, tally(codes, len(labels)), None)
