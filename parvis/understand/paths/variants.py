"""The paths that requests really took, from reception to the end."""

import numpy as np

from parvis.understand.paths.figures import HIDDEN, Variant
from parvis.understand.paths.rows import Numbers, Whole
from parvis.understand.paths.stages import STAGES
from parvis.understand.paths.stays import Stays

LONGEST = 16
"""Stages of a path that are told apart; as many base-14 digits as a whole number holds."""
SHOWN = 8
_BASE = len(STAGES) + 1


def variants(
    found: Stays, ended: Whole, hours: Numbers, days: Numbers
) -> tuple[list[Variant], list[Variant], int]:
    """The commonest paths of the requests that `ended` (places in `Cases`), the slowest of those
    that at least `HIDDEN` took, and how many other paths there are. `hours` and `days` are each
    request's whole time."""
    code = _codes(found, len(hours))[ended]
    values, whose, counts = np.unique(code, return_inverse=True, return_counts=True)
    told = [
        _variant(int(values[at]), np.flatnonzero(whose == at), ended, hours, days)
        for at in np.flatnonzero(counts >= HIDDEN)
    ]
    common = sorted(told, key=lambda one: -one.count)[:SHOWN]
    slow = sorted(told, key=lambda one: -one.hours)[:SHOWN]
    return common, slow, len(values) - len(common)


def _variant(code: int, places: Whole, ended: Whole, hours: Numbers, days: Numbers) -> Variant:
    mine = ended[places]
    half, slow = np.quantile(days[mine], [0.5, 0.9], method="inverted_cdf")
    return Variant(
        stages=_stages(code),
        count=len(mine),
        share=len(mine) / len(ended),
        hours=float(np.quantile(hours[mine], 0.5, method="inverted_cdf")),
        days=float(half),
        slow_days=float(slow),
    )


def _codes(found: Stays, many: int) -> Whole:
    """Each request's stages as one number: the first is its last digit."""
    first = np.unique(found.case, return_index=True)[1]
    sizes = np.diff(np.append(first, len(found.case)))
    place = np.arange(len(found.case)) - np.repeat(first, sizes)
    digits = np.where(place < LONGEST, found.key + 1, 0) * _BASE ** np.minimum(place, LONGEST - 1)
    codes = np.zeros(many, dtype=np.int64)
    if len(first):
        codes[found.case[first]] = np.add.reduceat(digits, first)
    return codes


def _stages(code: int) -> tuple[int, ...]:
    told = []
    while code:
        code, digit = divmod(code, _BASE)
        told.append(digit - 1)
    return tuple(told)
