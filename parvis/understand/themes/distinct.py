"""One row for each text that people said, however many of them did, and however they spelt it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from parvis.foundation.text import words
from parvis.understand.themes.model import Contribution

Vectors = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Distinct:
    """Texts in an order that depends on their words and the seed alone, not on how they came in.

    `vectors` (texts, dimensions), rows of length 1; `said_by`: of each text, the places of its
    contributions; `blank`: the places of contributions that say nothing.
    """

    vectors: Vectors
    said_by: tuple[tuple[int, ...], ...]
    blank: tuple[int, ...]

    @property
    def weights(self) -> NDArray[np.int64]:
        """How many contributions say each text."""
        return np.fromiter(map(len, self.said_by), np.int64, len(self.said_by))


def distinct(contributions: Sequence[Contribution], vectors: Vectors, *, seed: int) -> Distinct:
    """Texts that differ by case, accents, spaces and punctuation alone are one. Raises ValueError
    where rows and contributions differ in number."""
    if len(contributions) != len(vectors):
        raise ValueError(f"{len(contributions)} contributions, {len(vectors)} vectors")
    found: dict[str, list[int]] = {}
    for place, one in enumerate(contributions):
        found.setdefault(same(one.text), []).append(place)
    blank = found.pop("", [])
    keys = sorted(found, key=lambda key: _drawn(key, seed))
    said_by = tuple(tuple(found[key]) for key in keys)
    # Accents and case move a vector a little: the first is as good as another, and is quick.
    rows = vectors[[places[0] for places in said_by]] if said_by else vectors[:0]
    return Distinct(np.ascontiguousarray(rows, np.float32), said_by, tuple(blank))


def same(text: str) -> str:
    """What two spellings of one text share: its folded words; of a text without any (emoji) its
    characters."""
    return " ".join(words(text)) or "".join(text.split())


def _drawn(key: str, seed: int) -> bytes:
    salt = seed.to_bytes(8, "big", signed=True)
    return blake2b(key.encode("utf-8", "replace"), digest_size=12, salt=salt).digest() + key[
        :40
    ].encode("utf-8", "replace")
