"""Numbers and days in classes, as a picture needs them."""

import math
from datetime import date
from itertools import pairwise

import numpy as np

from parvis.understand.surveys.counting import NO_ANSWER, Codes, Numbers

# So many different values are shown one by one; more are put into about so many classes.
MOST_VALUES = 12
MOST_MONTHS = 36
_FIRST_DAY = date(1970, 1, 1).toordinal()


def classes(values: Numbers) -> tuple[list[str], Codes]:
    """The classes of numbers (nan: no answer) as texts ("10 – 20" holds 10 and not 20), lowest
    first, and the class of each. Their width is 1, 2 or 5 times a power of ten."""
    known = values[~np.isnan(values)]
    codes = np.full(len(values), NO_ANSWER, dtype=np.int64)
    if not len(known):
        return [], codes
    different = np.unique(known)
    if len(different) <= MOST_VALUES:
        codes[~np.isnan(values)] = np.searchsorted(different, known)
        return [_plain(value) for value in different], codes
    width = _round_width(float(different[-1] - different[0]) / (MOST_VALUES - 2))
    first = math.floor(different[0] / width)
    last = math.floor(different[-1] / width)
    codes[~np.isnan(values)] = np.floor(known / width).astype(np.int64) - first
    bounds = [_plain(place * width) for place in range(first, last + 2)]
    return [f"{low} – {high}" for low, high in pairwise(bounds)], codes


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _round_width(least: float) -> float:
    size = 10.0 ** math.floor(math.log10(least))
    return next(size * step for step in (1, 2, 5, 10) if size * step >= least)


def months(days: Codes) -> tuple[list[str], Codes]:
    """The months of days (counted from the year 1, 0: no answer) as ISO texts, with those in
    between that nobody named; years, where they would be too many. And the one of each."""
    known = days > 0
    codes = np.full(len(days), NO_ANSWER, dtype=np.int64)
    if not known.any():
        return [], codes
    dates = (days[known].astype(np.int64) - _FIRST_DAY).astype("datetime64[D]")
    for unit in ("M", "Y"):
        steps = dates.astype(f"datetime64[{unit}]")
        first, last = steps.min(), steps.max()
        span = np.arange(first, last + 1)
        if len(span) <= MOST_MONTHS or unit == "Y":
            codes[known] = (steps - first).astype(np.int64)
            return [str(step) for step in span], codes
    raise AssertionError("years are the last unit")
