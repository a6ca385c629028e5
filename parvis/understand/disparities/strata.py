"""Which requests are comparable: those of one type that came in the same season."""

import numpy as np

from parvis.understand.disparities.lines import Whole

SEASON_WEEKS = 13
FEWEST = 20
"""A type and season of fewer requests is compared over all seasons, then with other rare types:
a group of its own would hold nobody to compare with (each group costs one request's worth of
information: a twentieth at most)."""


def strata(service: Whole, week: Whole, many: Whole) -> Whole:
    """The number of the stratum (from 0, all used) of each line."""
    if not len(many):
        return np.zeros(0, dtype=np.int64)
    season = (week.max() - week) // SEASON_WEEKS
    found = _numbered(service, season)
    for coarser in (_numbered(service), np.zeros_like(found)):
        rare = np.bincount(found, many)[found] < FEWEST
        found = _numbered(np.where(rare, coarser + found.max() + 1, found))
    return found


def _numbered(*keys: Whole) -> Whole:
    """Combinations of keys, numbered from 0."""
    found = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, codes = np.unique(key, return_inverse=True)
        _, found = np.unique(found * (codes.max() + 1) + codes, return_inverse=True)
    return found
