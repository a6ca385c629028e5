"""Where texts lie close to others that speak of the same.

The vectors of e5 lie in a narrow cone: any two texts are alike at 0.8, and what differs most is
their length and tone. So each direction is first given the same weight (whitening: Su and others,
Whitening Sentence Representations, 2021), on the 32 directions that vary most; then each text is
moved to the middle of its nearest ones, twice (mean shift on a fixed neighbourhood: Fukunaga and
Hostetler, 1975), which draws out the dense places.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Rows = NDArray[np.float32] | NDArray[np.float64]

DIRECTIONS = 32
NEIGHBOURS = 30
# Neighbours are sought among this many texts, drawn once: more changes nothing that we measured.
LANDMARKS = 5_000
# Fewer texts do not tell well by themselves how texts vary.
ENOUGH = 1_000
_BLOCK = 1_000
# A direction in which texts vary less is none.
_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Space:
    """`points` (texts, directions): whitened, of length 1; `drawn`: the same, drawn together."""

    points: Points
    drawn: Points
    middle: Points
    turn: Points

    def place(self, vectors: Points) -> Points:
        """Where other vectors (n, dimensions) would lie among the `drawn` ones."""
        near = _nearest(self.whitened(vectors), self.points[:LANDMARKS])
        return _between(self.drawn[:LANDMARKS], near)

    def whitened(self, vectors: Points) -> Points:
        """Where other vectors would lie among the `points`."""
        return unit((vectors - self.middle) @ self.turn)

    def most_like(
        self, points: Points, many: int, itself: NDArray[np.intp] | None = None
    ) -> NDArray[np.intp]:
        """The rows of the `many` texts most like each of these points (points × many), among the
        first 5,000; `itself`: the row that is each point's own, left out."""
        many = max(1, min(many, len(self.points) - 1, LANDMARKS))
        found = np.empty((len(points), many), np.intp)
        for start in range(0, len(points), _BLOCK):
            close = points[start : start + _BLOCK] @ self.points[:LANDMARKS].T
            if itself is not None:
                own = itself[start : start + _BLOCK]
                here = np.flatnonzero(own < LANDMARKS)
                close[here, own[here]] = -np.inf
            found[start : start + _BLOCK] = np.argpartition(-close, many - 1, axis=1)[:, :many]
        return found


def space_of(vectors: Points, others: Points | None = None) -> Space:
    """The space of these texts; rows come in the order in which they are drawn. Where they are few
    `others` (m, dimensions) help to tell in which directions texts vary."""
    landmarks = vectors[:LANDMARKS].astype(np.float64)
    if others is not None and len(landmarks) < ENOUGH:
        landmarks = np.concatenate([landmarks, others[: ENOUGH - len(landmarks)]])
    middle = landmarks.sum(axis=0) / max(1, len(landmarks))
    _, spread, directions = np.linalg.svd(landmarks - middle, full_matrices=False)
    # No more directions than a quarter of the texts.
    kept = max(2, min(DIRECTIONS, len(landmarks) // 4))
    weights = np.divide(1, spread, where=spread > _FLAT, out=np.zeros_like(spread))[:kept]
    turn = (directions[:kept] * weights[:, None]).T.astype(np.float32)
    middle = middle.astype(np.float32)
    points = unit((vectors - middle) @ turn)
    near = _nearest(points, points[:LANDMARKS])
    once = _between(points[:LANDMARKS], near[:LANDMARKS])
    return Space(points, _between(once, near), middle, turn)


def unit(rows: Rows) -> Points:
    """Rows of length 1; one of length 0 stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


def _nearest(points: Points, landmarks: Points) -> NDArray[np.intp]:
    many = min(max(2, min(NEIGHBOURS, len(landmarks) // 10)), len(landmarks))
    found = np.empty((len(points), many), np.intp)
    for start in range(0, len(points), _BLOCK):
        close = points[start : start + _BLOCK] @ landmarks.T
        found[start : start + _BLOCK] = np.argpartition(-close, many - 1, axis=1)[:, :many]
    return found


def _between(landmarks: Points, near: NDArray[np.intp]) -> Points:
    """The middle of the landmarks that are near each text."""
    found = np.empty((len(near), landmarks.shape[1]), np.float32)
    for start in range(0, len(near), _BLOCK):
        found[start : start + _BLOCK] = landmarks[near[start : start + _BLOCK]].mean(axis=1)
    return unit(found)
