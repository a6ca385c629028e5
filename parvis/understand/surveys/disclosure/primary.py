"""Which counts must be hidden by themselves, before any subtraction is thought of.

- Counts of 1 to k - 1 people: they tell of a few.
- Groups of k people or more who all chose the same: whoever knows that somebody belongs to the
  group knows their answer. The count of them all is hidden, and one of the zeros beside it, so that
  one doesn't know which of two they chose. Their total stays.

Source: A. Hundepool et al., Statistical Disclosure Control (2012), 4.2 (small counts, group
disclosure).
"""

import numpy as np
from numpy.typing import NDArray

from parvis.understand.surveys.disclosure.tables import Counts


def sensitive(counts: Counts, k: int) -> NDArray[np.bool_]:
    """Which cells of a table *with its totals* to hide."""
    hidden = (counts > 0) & (counts < k)
    for dimension in range(counts.ndim):
        if counts.shape[dimension] > 2:
            _hide_unanimous(counts, hidden, dimension, k)
    return hidden


def _hide_unanimous(counts: Counts, hidden: NDArray[np.bool_], dimension: int, k: int) -> None:
    lines, masks = np.moveaxis(counts, dimension, -1), np.moveaxis(hidden, dimension, -1)
    # How many chose each option in all, to hide the zero of the option that others chose most.
    chosen = lines[..., :-1].reshape(-1, lines.shape[-1] - 1).sum(axis=0)
    unanimous = (lines[..., :-1] == lines[..., -1:]) & (lines[..., -1:] >= k)
    for line in map(tuple, np.argwhere(unanimous.any(axis=-1))):
        # At two zeros the same liked, the first.
        others = np.where(unanimous[line], -1, chosen)
        masks[line][int(unanimous[line].argmax())] = True
        masks[line][int(others.argmax())] = True
