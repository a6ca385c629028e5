"""What fits no theme: it is counted and shown as the rest, not forced into one.

A text fits when it lies nearer to its theme's middle than the lowest quarter of texts that mean
nothing lie to their nearest: these are made by shuffling each direction among the texts, which
keeps how each varies and breaks what goes together (as Horn's parallel analysis does, 1965).
"""

import numpy as np
from numpy.typing import NDArray

from parvis.understand.themes.partition import Labels, means
from parvis.understand.themes.space import Space, unit

CHANCE = 0.25


def fitting(space: Space, labels: Labels) -> NDArray[np.bool_]:
    """Whether each text fits its group; all do where there is one alone."""
    names, places = np.unique(labels, return_inverse=True)
    if len(names) < 2:
        return np.ones(len(labels), bool)
    middles = unit(means(space.points, labels))
    own = np.einsum("ij,ij->i", space.points, middles[places])
    drawn = np.random.default_rng(0)
    shuffled = unit(drawn.permuted(space.points, axis=0))
    return np.asarray(own >= np.quantile((shuffled @ middles.T).max(axis=1), CHANCE))
