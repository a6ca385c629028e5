"""How often the likeliest type is right when the blend says how sure it is.

Types that overlap (a text fits two) are told apart less well than the odds say, however the clues
are weighed: what was said of each example before it was learnt shows by how much.
"""

import math
from dataclasses import dataclass

import numpy as np

from parvis.understand.topic.catalogue import Numbers

# How sure the start is: that probabilities are kept as they are.
_SURE = 20.0
# An example counts for half after some 350 others.
_KEPT = 0.998
_NEARLY = 1e-6


@dataclass(frozen=True, eq=False)
class Promise:
    """Slope and offset on the first type's log-odds (J. Platt, 1999), and how sure they are."""

    line: Numbers
    precision: Numbers

    @classmethod
    def at_first(cls) -> "Promise":
        return cls(np.array([1.0, 0.0]), _SURE * np.eye(2))

    def kept(self, chances: Numbers) -> Numbers:
        """The same chances, the first as often right as said; it stays the first, and the others
        share what is left as they did."""
        first = int(chances.argmax())
        rest = 1 - float(chances[first])
        if rest <= 0:
            return chances
        others = chances / rest
        others[first] = 0.0
        second = float(others.max()) * (1 + _NEARLY)
        held = max(_logistic(float(self.line @ _odds(chances))), second / (1 + second))
        found = others * (1 - held)
        found[first] = held
        return np.asarray(found)

    def after(self, chances: Numbers, true: int) -> "Promise":
        """The same after one more example: one Newton step, as the blend's."""
        odds = _odds(chances)
        held = _logistic(float(self.line @ odds))
        curvature = held * (1 - held) * np.outer(odds, odds)
        precision = _KEPT * self.precision + (1 - _KEPT) * _SURE * np.eye(2) + curvature
        step = np.linalg.solve(precision, ((int(chances.argmax()) == true) - held) * odds)
        return Promise(np.maximum(self.line + step, [0.0, -np.inf]), precision)


def _odds(chances: Numbers) -> Numbers:
    """The log-odds of the likeliest type, and 1 for the offset."""
    first = min(max(float(chances.max()), _NEARLY), 1 - _NEARLY)
    return np.array([math.log(first / (1 - first)), 1.0])


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))
