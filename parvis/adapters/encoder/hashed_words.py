"""A stand-in for the model, in tests."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from parvis.adapters.encoder.protocol import MOST_CHARACTERS, Vectors


class HashedWords:
    """The closer two texts, the more words (their first letters) they share: no meaning."""

    name = "hashed words"
    dimensions = 384

    @classmethod
    def from_settings(cls) -> "HashedWords":
        return cls()

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text[:MOST_CHARACTERS].casefold().split():
                row[_place(word[:6], self.dimensions)] += 1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)


def _place(word: str, many: int) -> int:
    return crc32(word.encode(errors="replace")) % many
