"""Which contributions stand in a theme. A hundred thousand numbers weigh more than all that a page
shows of them: they are kept apart, one after the other, and read where somebody looks."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import overload

# From which place on, and how many -> the ids that are kept there.
Read = Callable[[int, int], Sequence[int]]


class _Numbers(Sequence[int]):
    """A sequence that is read by pieces: `piece` gives those from one place to before another."""

    def piece(self, first: int, last: int) -> Sequence[int]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[int]:
        return iter(self.piece(0, len(self)))

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            assert step == 1, "read from the first on"
            return self.piece(first, max(first, last))
        place = range(len(self))[at]
        return self.piece(place, place + 1)[0]


class Members(_Numbers):
    """`size` ids, kept from the place `start` on."""

    def __init__(self, start: int, size: int, read: Read) -> None:
        self._start, self._size, self._read = start, size, read

    def __len__(self) -> int:
        return self._size

    def piece(self, first: int, last: int) -> Sequence[int]:
        return self._read(self._start + first, last - first) if last > first else ()


class Together(_Numbers):
    """Several of them, one after the other."""

    def __init__(self, parts: Sequence[Sequence[int]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def piece(self, first: int, last: int) -> Sequence[int]:
        found, before = [], 0
        for part in self._parts:
            found.append(part[max(first - before, 0) : max(last - before, 0)])
            before += len(part)
        return tuple(chain.from_iterable(found))
