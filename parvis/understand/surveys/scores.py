"""The known scores of satisfaction, each with its 95 % interval."""

import numpy as np

from parvis.understand.surveys.counting import Codes, Numbers, tally
from parvis.understand.surveys.intervals import Estimate, mean_of, share

PROMOTERS_FROM = 9
DETRACTORS_TO = 6


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
