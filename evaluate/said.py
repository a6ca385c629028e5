"""Real texts of known types, to learn from and to measure on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from parvis.understand.topic.learner import Example

Types = NDArray[np.int64]
# What is learnt in one go: of all the others the text and the vector alone are held, 1.5 KB each.
_LOT = 5_000


@dataclass(frozen=True)
class Said:
    """Texts with their types (places in the catalogue) and vectors, in the order they came."""

    texts: Sequence[str]
    types: Types
    vectors: NDArray[np.float32]
    days: Sequence[date]

    def __getitem__(self, part: slice) -> "Said":
        return Said(self.texts[part], self.types[part], self.vectors[part], self.days[part])

    def then(self, other: "Said") -> "Said":
        """These, and others after them."""
        return Said(
            [*self.texts, *other.texts],
            np.concatenate([self.types, other.types]),
            np.concatenate([self.vectors, other.vectors]),
            [*self.days, *other.days],
        )

    def lots(self) -> Iterator[list[Example]]:
        """All of them to learn from, some at a time."""
        for start in range(0, len(self.texts), _LOT):
            part = self[start : start + _LOT]
            rows = zip(part.texts, part.vectors, part.types, part.days, strict=True)
            yield [Example(text, vector, int(one), day) for text, vector, one, day in rows]
