"""How far each clue is to be believed: learnt from what the clues said of each example before it
was learnt from, so that the probabilities keep their word on texts never seen."""

from dataclasses import dataclass

import numpy as np

from parvis.understand.topic.catalogue import Numbers

# The catalogue's words and meaning, what was learnt of words and of meaning, how common.
_START = np.array([1.0, 1.0, 0.2, 0.1, 0.1])
# How sure the start is: as a spread of a third around it.
_SURE = 9.0
# An example counts for half after some 350 others.
_KEPT = 0.998


@dataclass(frozen=True, eq=False)
class Blend:
    """The weight of each clue, and how sure it is (inverse covariance)."""

    weights: Numbers
    precision: Numbers

    @classmethod
    def at_first(cls, credit: float) -> "Blend":
        """Before any example; `credit` is the catalogue's."""
        return cls(_START * [credit, credit, 1, 1, 1], _SURE * np.eye(len(_START)))

    def probabilities(self, clues: Numbers) -> Numbers:
        """Of each type, from `clues` (a row a clue, a column a type)."""
        odds = self.weights @ clues
        grown = np.exp(odds - odds.max())
        return np.asarray(grown / grown.sum())

    def after(self, clues: Numbers, true: int) -> "Blend":
        """The same after one more example: logistic regression online, one Newton step on the
        log-loss with the curvature of the past (Laplace; W. Penny & S. Roberts, 1999)."""
        chances = self.probabilities(clues)
        mean = clues @ chances
        curvature = (clues * chances) @ clues.T - np.outer(mean, mean)
        first = _SURE * np.eye(len(_START))
        precision = _KEPT * self.precision + (1 - _KEPT) * first + curvature
        step = np.linalg.solve(precision, clues[:, true] - mean)
        return Blend(np.maximum(self.weights + step, 0), precision)
