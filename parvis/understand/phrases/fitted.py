"""Numbers fitted beforehand (`scripts/fit_understanding.py`): from phrases and a vector to chances.

A logistic regression: its features are, for each group of phrases, how often it is said (twice at
most) and whether it is denied or over, then the vector of the text. Two sets of weights: with the
vector, and without one, for when no model gives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parvis.understand.phrases.lexicon import Found

Numbers = NDArray[np.float32]
_MOST_SAID = 2
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted, and on the vectors of which `encoder`.

    `alone` (one row a class: a weight for each feature of phrases, then the constant) and
    `together` (phrases, vector, constant). Classes that exclude each other share their chances;
    others have each its own.
    """

    encoder: str
    classes: tuple[str, ...]
    groups: tuple[str, ...]
    are_exclusive: bool
    alone: Numbers
    together: Numbers

    def chances(self, found: Sequence[Found], vector: Numbers | None) -> dict[str, float]:
        """The chance (0 to 1) of each class. Raises ValueError for a vector of another length."""
        said = features(found, self.groups)
        if vector is None:
            scores = _scores(self.alone, said)
        else:
            scores = _scores(self.together, np.concatenate([said, vector]))
        if self.are_exclusive:
            raised = np.exp(scores - scores.max())
            chances = raised / raised.sum()
        else:
            chances = 1 / (1 + np.exp(-scores))
        return dict(zip(self.classes, chances.tolist(), strict=True))

    def deciding(
        self, found: Sequence[Found], name: str, *, with_vector: bool
    ) -> tuple[tuple[int, int], ...]:
        """Where the phrases stand that speak most for the class `name`: five at most, in their
        order. Empty when the meaning of the whole decided alone."""
        row = (self.together if with_vector else self.alone)[self.classes.index(name)]
        weight = {group: float(row[place]) for place, group in enumerate(self.groups)}
        speaking = [one for one in found if one.standing == "said" and weight.get(one.group, 0) > 0]
        strongest = sorted(speaking, key=lambda one: -weight[one.group])[:_MOST_TOLD]
        spans = sorted({(one.start, one.end) for one in strongest})
        return tuple(one for one in spans if not any(_holds(other, one) for other in spans))


def _scores(weights: Numbers, given: Numbers) -> NDArray[np.float64]:
    return weights[:, :-1].astype(np.float64) @ given + weights[:, -1]


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def features(found: Sequence[Found], groups: Sequence[str]) -> Numbers:
    """For each group: how often it is said (0 to 1, twice being 1), then whether denied or over."""
    row = np.zeros(2 * len(groups), np.float32)
    place = {group: at for at, group in enumerate(groups)}
    for one in found:
        at = place[one.group]
        if one.standing == "said":
            row[at] = min(1.0, row[at] + 1 / _MOST_SAID)
        else:
            row[len(groups) + at] = 1
    return row


def load(file: Path) -> Fitted:
    """What `file` (.npz) holds. Raises OSError or KeyError when it is none of ours."""
    with np.load(file) as held:
        return Fitted(
            encoder=str(held["encoder"]),
            classes=tuple(held["classes"].tolist()),
            groups=tuple(held["groups"].tolist()),
            are_exclusive=bool(held["are_exclusive"]),
            alone=held["alone"],
            together=held["together"],
        )
