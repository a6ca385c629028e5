"""What the comparison is made of: requests counted in lines, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
NO_OPINION = -1


@dataclass(frozen=True, slots=True)
class Came:
    """Requests received over the period. Each column has one entry a line.

    `district` and `service` are ids, `week` the number of the week of reception (any origin);
    `waited` are working days from reception to the end, or to today for one that `is_open` (1,
    else 0); `many` is how many requests the line counts.
    """

    district: Whole
    service: Whole
    week: Whole
    waited: Whole
    is_open: Whole
    many: Whole


@dataclass(frozen=True, slots=True)
class Ended:
    """Requests closed over the period: `week` is that of their end, `is_declined` 1 for closed
    without action, `opinion` 1 for satisfied, 0 for not, `NO_OPINION` for not said."""

    district: Whole
    service: Whole
    week: Whole
    is_declined: Whole
    opinion: Whole
    many: Whole


def summed(place: Whole, values: Numbers | Whole, most: int) -> Numbers:
    """Sums of values by place, 0 to `most` - 1."""
    found: Numbers = np.bincount(place, values, most).astype(np.float64)
    return found
