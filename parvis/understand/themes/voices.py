"""The smaller group inside a theme that would be drowned: it is named, with its share and its
sentences."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import silhouette_score

from parvis.understand.themes.space import Points

Rows = NDArray[np.intp]

# A voice is of three texts at least, and of a third of the theme at most.
FEWEST, LARGEST = 3, 1 / 3
# Two groups are apart from there on (Kaufman and Rousseeuw, 1990: "reasonable structure").
APART = 0.5
_MOST_LOOKED_AT = 1_500


def opposed(moods: Sequence[int | None]) -> Rows:
    """The places of those who feel the opposite of most, where these are fewer than a third of
    those who show a mood; empty where there are none."""
    count = Counter(mood for mood in moods if mood)
    if len(count) < 2 or not FEWEST <= min(count.values()) <= LARGEST * sum(count.values()):
        return np.zeros(0, np.intp)
    few = min(count, key=lambda mood: count[mood])
    return np.flatnonzero([mood == few for mood in moods])


def apart(drawn: Points) -> Rows:
    """The places of texts that speak of something else than the others of their theme; empty where
    the theme is of one piece. Only the first 1,500 are looked at."""
    some = drawn[:_MOST_LOOKED_AT].astype(np.float64)
    if len(some) < FEWEST / LARGEST or np.allclose(some, some[0]):
        return np.zeros(0, np.intp)
    labels = fcluster(linkage(some, "ward"), 2, "maxclust")
    sizes = np.bincount(labels)
    few = int(np.argmin(sizes[1:])) + 1
    if not FEWEST <= sizes[few] <= LARGEST * len(some) or silhouette_score(some, labels) < APART:
        return np.zeros(0, np.intp)
    middles = [drawn[: len(some)][labels == label].mean(axis=0) for label in (few, 3 - few)]
    return np.flatnonzero(
        drawn @ (middles[0] - middles[1])
        > 0.5 * (middles[0] @ middles[0] - middles[1] @ middles[1])
    )
