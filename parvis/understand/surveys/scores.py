"""The known scores of satisfaction, each with its 95 % interval."""

from dataclasses import dataclass

import numpy as np

from parvis.understand.surveys.counting import Codes, Numbers, tally
from parvis.understand.surveys.intervals import Estimate, mean, mean_of, share

PROMOTERS_FROM = 9
DETRACTORS_TO = 6


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One question on an ordered scale: who answered, how many are satisfied, the mean.

    `response` is the share of those asked who answered; `satisfied` is of those who answered;
    `mean` is on the scale's own numbers, from 1.
    """

    response: Estimate
    satisfied: Estimate | None
    mean: Estimate | None


def net_promoter(grades: Codes, weights: Numbers | None = None) -> Estimate | None:
    """Promoters (9, 10) minus detractors (0 to 6), of grades 0 to 10, from -100 to 100.

    It is the mean of +100, 0 and -100, whose variance is p + d - (p - d)² (times 100²; p and d are
    the two shares): Student's interval on it, never beyond the scale. Where all say the same it has
    no width: tell how many answers it rests on. None if nobody answered.
    Sources: F. Reichheld, Harvard Business Review 81 (2003); B. Rocks, The American Statistician 70
    (2016) for the variance. Raises ValueError for a grade above 10.
    """
    if len(grades) and grades.max() > 10:
        raise ValueError("grades go from 0 to 10")
    grade = np.arange(11)
    points = np.where(grade >= PROMOTERS_FROM, 100.0, 0.0) - np.where(
        grade <= DETRACTORS_TO, 100.0, 0.0
    )
    found = mean_of(tally(grades, len(grade), weights), points)
    if found is None:
        return None
    return Estimate(found.value, max(found.low, -100.0), min(found.high, 100.0), found.answers)


def satisfied(faces: Codes, steps: int, weights: Numbers | None = None) -> Estimate | None:
    """The share who chose the two best of `steps` steps (CSAT). None if nobody answered."""
    found = tally(faces, steps, weights)
    best = float(found.shares[-2:].sum())
    # Sums of shares can pass 1 by their last bit.
    return share(min(best, 1.0), found.answers, effective=found.effective)


def effort(steps_felt: Codes, weights: Numbers | None = None) -> Estimate | None:
    """The mean of an effort scale, its first step being 1 (customer effort score).

    Source: M. Dixon, K. Freeman & N. Toman, Harvard Business Review 88 (2010).
    """
    return mean(np.where(steps_felt < 0, np.nan, steps_felt + 1.0), weights)


def satisfaction(
    faces: Codes, steps: int, asked: int, weights: Numbers | None = None
) -> Satisfaction | None:
    """The usual summary. `asked` is how many people were asked. None if nobody was.

    Raises ValueError if fewer were asked than answered.
    """
    answers = int(np.count_nonzero(faces >= 0))
    if answers > asked:
        raise ValueError("more people answered than were asked")
    response = share(answers / asked, asked) if asked else None
    if response is None:
        return None
    return Satisfaction(response, satisfied(faces, steps, weights), effort(faces, weights))
