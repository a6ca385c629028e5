"""Texts parted into groups: a tree, the number of its branches, and the nearest middle for each.

Ward's tree (1963) over the first 5,000 texts gives middles for every number of groups at once;
k-means from these middles then takes in every text. No start is drawn, so that nothing depends on
luck.

How many: the root of half their number (Mardia, Kent and Bibby, 1979), 20 at most, which a director
still reads. What two halves of the texts say of each other does not choose: on real answers they
agree about as well on 6 as on 20, and a number chosen so changed with every hundredth text. It is
told instead, as how sure one may be.
"""

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from parvis.understand.themes.space import LANDMARKS, Points, Space, space_of

Labels = NDArray[np.intp]

MOST = 20
# Fewer distinct texts are one group: they are read as they are.
WORTH_PARTING = 10


@dataclass(frozen=True, slots=True)
class Partition:
    """`labels`: the group of each text; `agreement` of halves, None where nothing was parted."""

    labels: Labels
    agreement: float | None


def parted(space: Space, vectors: Points, others: Points | None = None) -> Partition:
    """Groups of the texts of a space that was made of these vectors (and others)."""
    number = min(MOST, isqrt(len(vectors) // 2))
    if len(vectors) < WORTH_PARTING:
        return Partition(np.zeros(len(vectors), np.intp), None)
    return Partition(grouped(space.drawn, number), _agreement(vectors[:LANDMARKS], number, others))


def grouped(points: Points, number: int, *, seen: int = LANDMARKS) -> Labels:
    """At most `number` groups, the tree being of the first points `seen`."""
    return settled(points, _middles(points[:seen], number))


def settled(points: Points, middles: Points) -> Labels:
    """The group of each point once every middle lies in the middle of its own (k-means); a middle
    that no point is nearest to falls away."""
    starts = middles[np.unique(_nearest(points, middles))]
    if len(starts) < 2:
        return np.zeros(len(points), np.intp)
    found = KMeans(len(starts), init=starts, n_init=1, max_iter=100).fit(points)
    return np.asarray(found.labels_, np.intp)


def explained(points: Points, labels: Labels) -> float:
    """The share (0 to 1) of the spread of points that their groups explain."""
    whole = float(((points - points.mean(axis=0)) ** 2).sum())
    groups = [points[labels == label] for label in np.unique(labels)]
    inside = sum(float(((group - group.mean(axis=0)) ** 2).sum()) for group in groups)
    return 1 - inside / whole if whole else 0.0


def _agreement(vectors: Points, number: int, others: Points | None) -> float:
    """Rows come in a drawn order: every other one is a half, which says by itself of which group
    each text is."""
    told = [
        _nearest(half.place(vectors), _middles(half.drawn, number))
        for half in (space_of(vectors[start::2], others) for start in (0, 1))
    ]
    return float(adjusted_rand_score(*told))


def _middles(points: Points, number: int) -> Points:
    tree = linkage(points.astype(np.float64), "ward")
    return means(points, fcluster(tree, number, "maxclust"))


def _nearest(points: Points, middles: Points) -> Labels:
    distances = (middles**2).sum(axis=1) - 2 * points @ middles.T
    return np.asarray(distances.argmin(axis=1), np.intp)


def means(points: Points, labels: Labels) -> Points:
    """The mean of each group, in the order of labels."""
    return np.stack([points[labels == label].mean(axis=0) for label in np.unique(labels)])
