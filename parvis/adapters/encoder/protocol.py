"""What every encoder promises."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# What a model reads of one text, in characters: the rest changes its vector little.
MOST_CHARACTERS = 1_200


class Encoder(Protocol):
    """`name` says which model, of which version: vectors of two names can't be compared."""

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, in their order."""
        ...
