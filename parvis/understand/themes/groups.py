"""Groups of texts as they are found, and which of an earlier run's each of them is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from parvis.understand.themes.model import Part
from parvis.understand.themes.partition import Labels, explained, settled
from parvis.understand.themes.space import Points, Space, unit

# Two groups are one where they share this much of the contributions that both runs read
# (Jaccard), or, where the runs read others, where their middles are that close (cosine).
SHARED, CLOSE = 0.3, 0.6
# Of what is read now, the share that the earlier run must have read to go by its contributions.
READ_BEFORE = 1 / 3
# A division begun anew must explain that much more of the spread to take the place of the old.
RENEWED = 0.05
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of distinct texts; `split_from`: the group that a person cut it from."""

    rows: Rows
    split_from: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier run's parts, and where the texts of each stand now. `row_of`: the row of each
    contribution."""

    parts: Sequence[Part]
    here: Sequence[Rows]
    read_before: float

    @classmethod
    def of(cls, parts: Sequence[Part], row_of: Mapping[int, int]) -> "Before":
        here = [
            np.unique([row_of[one] for one in part.members if one in row_of]).astype(np.intp)
            for part in parts
        ]
        rows = len(set(row_of.values()))
        return cls(parts, here, sum(map(len, here)) / rows if rows else 0.0)


def continued(space: Space, fresh: Labels, before: Before) -> Labels:
    """The earlier division carried on over these texts, unless one begun anew explains clearly more
    of them."""
    if not before.parts or not len(fresh):
        return fresh
    carried = settled(space.drawn, _starts(space, before))
    is_renewed = explained(space.drawn, fresh) > explained(space.drawn, carried) + RENEWED
    return fresh if is_renewed else carried


def matched(space: Space, groups: Sequence[Rows], before: Before) -> dict[int, int]:
    """The place of the earlier part that each group is, by its own place, where there is one: the
    pairs that are closest all together (Kuhn, The Hungarian method, 1955)."""
    if not groups or not before.parts:
        return {}
    likeness = _close(space, groups, before) / CLOSE
    read_again = [len(rows) > 0 and before.read_before >= READ_BEFORE for rows in before.here]
    likeness[:, read_again] = (_shared(groups, before) / SHARED)[:, read_again]
    pairs = zip(*linear_sum_assignment(-likeness), strict=True)
    return {int(new): int(old) for new, old in pairs if likeness[new, old] >= 1}


def _starts(space: Space, before: Before) -> Points:
    """The middle of each earlier part among today's texts: of its own that are read again, else
    where its vectors' middle would lie."""
    placed = space.place(_centres(before))
    for at, rows in enumerate(before.here):
        if len(rows) and before.read_before >= READ_BEFORE:
            placed[at] = space.drawn[rows].mean(axis=0)
    return placed


def _shared(groups: Sequence[Rows], before: Before) -> NDArray[np.float64]:
    known = np.concatenate(before.here)
    found = np.zeros((len(groups), len(before.here)))
    for new, rows in enumerate(groups):
        again = np.intersect1d(rows, known)
        for old, earlier in enumerate(before.here):
            both = len(np.intersect1d(again, earlier))
            found[new, old] = both / max(1, len(again) + len(earlier) - both)
    return found


def _close(space: Space, groups: Sequence[Rows], before: Before) -> NDArray[np.float64]:
    middles = np.stack([space.points[rows].mean(axis=0) for rows in groups])
    return np.asarray(unit(middles) @ space.whitened(_centres(before)).T, np.float64)


def _centres(before: Before) -> Points:
    return np.array([part.centre for part in before.parts], np.float32)
