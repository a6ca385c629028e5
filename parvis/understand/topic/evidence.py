"""What was learnt from texts whose type an agent said: sums alone, so that their order does not
matter, and no text is kept."""

from collections.abc import Iterable, Sequence
from datetime import date
from zlib import crc32

import numpy as np

from parvis.understand.topic.catalogue import Numbers, Vectors

# Words fall into so many slots: several share one, and none can be read back for sure.
SLOTS = 1 << 15
# What was said two years ago counts half: towns and their words change.
_HALF_LIFE_DAYS = 730
EPOCH = date(2026, 1, 1)


def slot(stem: str) -> int:
    """Where a stem is counted."""
    return crc32(stem.encode()) % SLOTS


def worth(at: date) -> float:
    """How much an example of that day weighs beside one of the epoch."""
    return float(2.0 ** ((at - EPOCH).days / _HALF_LIFE_DAYS))


class Evidence:
    """Sums over examples, each as heavy as its weight and its day make it.

    A row for each of `types`: `counts`; `placed`, of those that had a vector; `sums` of vectors;
    `totals` of words. `scatter` is the sum of each vector with itself (dimension, dimension);
    `words` has for each slot how often it stood in each type. `latest` is the newest day.
    """

    def __init__(self, types: Sequence[int], dimensions: int) -> None:
        self.types = list(types)
        self.counts: Numbers = np.zeros(len(types))
        self.placed: Numbers = np.zeros(len(types))
        self.totals: Numbers = np.zeros(len(types))
        self.sums: Numbers = np.zeros((len(types), dimensions))
        self.scatter: Numbers = np.zeros((dimensions, dimensions))
        self.words: dict[int, Numbers] = {}
        self.latest = EPOCH

    def add(
        self,
        service_type: int,
        stems: Iterable[str],
        vector: Vectors | None,
        *,
        at: date,
        weight: float = 1.0,
    ) -> None:
        """Count one example."""
        place, heavy = self._place(service_type), weight * worth(at)
        self.latest = max(self.latest, at)
        self.counts[place] += heavy
        for stem in stems:
            row = self.words.setdefault(slot(stem), np.zeros(len(self.types)))
            row[place] += heavy
            self.totals[place] += heavy
        if vector is not None:
            exact = vector.astype(np.float64)
            self.placed[place] += heavy
            self.sums[place] += heavy * exact
            self.scatter += heavy * np.outer(exact, exact)

    def for_types(self, offered: Sequence[int]) -> "Evidence":
        """The same with these types first, in this order; those no longer offered stay behind
        them: they still tell how texts lie, and may be offered again."""
        types = [*offered, *(one for one in self.types if one not in set(offered))]
        changed = Evidence(types, self.scatter.shape[0])
        places = [types.index(one) for one in self.types]
        for name in ("counts", "placed", "totals", "sums"):
            getattr(changed, name)[places] = getattr(self, name)
        for key, row in self.words.items():
            changed.words[key] = np.zeros(len(types))
            changed.words[key][places] = row
        changed.scatter, changed.latest = self.scatter.copy(), self.latest
        return changed

    def without_vectors(self, dimensions: int) -> "Evidence":
        """The same as if no example had had a vector: those of another model say nothing here."""
        changed = self.for_types(self.types)
        changed.placed = np.zeros(len(self.types))
        changed.sums = np.zeros((len(self.types), dimensions))
        changed.scatter = np.zeros((dimensions, dimensions))
        return changed

    def _place(self, service_type: int) -> int:
        if service_type not in self.types:
            grown = self.for_types([*self.types, service_type])
            self.__dict__.update(grown.__dict__)
        return self.types.index(service_type)
