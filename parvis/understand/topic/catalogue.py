"""What a catalogue's own words say of a text: the first day, before anybody corrected anything.

Two clues for each service type, in units in which 1 is about one step of log-odds: words in common
(rare ones count more), and closeness of meaning.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.offer.catalogue.everyday import NEIGHBOURS
from parvis.understand.topic.terms import STEM, stems

Numbers = NDArray[np.float64]
Vectors = NDArray[np.float32]

# How much a word counts by where it stands; that of an everyday neighbour counts less.
_NAME, _KEYWORD, _SUBTYPE, _HINT = 1.5, 1.3, 1.1, 1.0
_NEIGHBOUR = 0.4
# Found on the letters of a village and a city (docs/algorithms/topic.md).
_WORDS_WEIGH = 1.75
_MEANING_WEIGHS = 20.0
# A type that says of itself one thing alone is believed a third as much as one that says a lot.
_HALF_TOLD = 2.0
_FULLY_TOLD = 1.1
# A type is as close as its closest passages, not as the mean of all.
_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """What the catalogue says of one service type; `subtypes` are (name, keywords)."""

    id: int
    name: str
    hint: str = ""
    keywords: tuple[str, ...] = ()
    subtypes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def passages(self) -> tuple[str, ...]:
        """The texts whose vectors stand for this type."""
        found = [f"{self.name}. {self.hint}".strip(), ", ".join(self.keywords)]
        for name, keywords in self.subtypes:
            found += [f"{self.name} : {name}", name, ", ".join(keywords)]
        return tuple(text for text in found if text)

    def weights(self) -> dict[str, float]:
        """Each stem, and how much it counts where it stands best."""
        parts = [(self.name, _NAME), (self.hint, _HINT)]
        parts += [(keyword, _KEYWORD) for keyword in self.keywords]
        for name, keywords in self.subtypes:
            parts += [(text, _SUBTYPE) for text in (name, *keywords)]
        best: dict[str, float] = defaultdict(float)
        for text, weight in parts:
            for stem in stems(text):
                best[stem] = max(best[stem], weight)
        return dict(best)


class Catalogue:
    """The service types that a text may be about, in their order.

    `vectors` holds for each type one row (of length 1) a passage, made by `encoder` (its name);
    rows of another model can't be compared. `credit` says how far its clues are to be believed
    before anything was learnt. `middles` says where each type's passages lie, seen from the
    `centre` of all. Raises ValueError for no type, one given twice, or one without a passage.
    """

    def __init__(
        self, types: Sequence[ServiceWords], vectors: Sequence[Vectors], *, encoder: str
    ) -> None:
        self.ids = tuple(one.id for one in types)
        self.encoder = encoder
        if not types or len(set(self.ids)) < len(types):
            raise ValueError("a catalogue has types, each once")
        if any(not len(rows) for rows in vectors):
            raise ValueError("each type has a passage at least")
        self._rows = _index([one.weights() for one in types])
        self._none = np.zeros(len(types))
        passages = np.concatenate(vectors).astype(np.float64)
        self.centre: Numbers = passages.mean(axis=0)
        centred = passages - self.centre
        # How far texts lie from the middle, along one dimension.
        self.spread = float(np.square(centred).mean())
        told = len(passages) / len(types)
        self.credit = _FULLY_TOLD * told / (told + _HALF_TOLD)
        self._passages = _unit(centred)
        self._starts = np.cumsum([0, *map(len, vectors)])
        self.middles = np.stack([part.mean(axis=0) for part in self._by_type(centred)])

    def words(self, stems: Sequence[str]) -> Numbers:
        """What each stem says for each type: a row a stem, a column a type."""
        rows = [self._rows.get(stem, self._none) for stem in stems]
        scale = _WORDS_WEIGH / math.sqrt(max(len(stems), 1))
        return np.stack(rows) * scale if rows else np.zeros((0, len(self.ids)))

    def meaning(self, vector: Vectors, centre: Numbers) -> Numbers:
        """How close each type's closest passages are, seen from `centre`, where texts that say
        nothing particular lie (their greetings and complaints say nothing of the subject)."""
        close = self._passages @ _unit(vector - centre)
        best = [np.sort(part)[-_CLOSEST:].mean() for part in self._by_type(close)]
        return _MEANING_WEIGHS * np.array(best)

    def _by_type(self, rows: Numbers) -> list[Numbers]:
        return np.split(rows, self._starts[1:-1])


def _index(weights: Sequence[dict[str, float]]) -> dict[str, Numbers]:
    """For each stem, what it says for each type."""
    counts = Counter(stem for one in weights for stem in one)
    rows: dict[str, Numbers] = {}
    for stem, count in counts.items():
        rarity = math.log(1 + len(weights) / count)
        rows[stem] = rarity * np.array([one.get(stem, 0.0) for one in weights])
    known = dict(rows)
    for stem, others in _neighbours().items():
        for other in others & known.keys():
            rows[stem] = np.maximum(rows.get(stem, 0.0), _NEIGHBOUR * known[other])
    return rows


def _neighbours() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, others in NEIGHBOURS.items():
        found[word[:STEM]] |= {other[:STEM] for other in others}
    return found


def _unit(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths))
