"""How rare each word is in a town, and what two texts share by it: a street's name that two letters
both give says more than « rue »."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from parvis.understand.topic.terms import stems

# A word that a fifth of a town's texts say counts for nothing (e^1.5 is 4.5), others by how much
# rarer they are. Texts that weigh less than five of the rarest words tell little, even when they
# are the same (« Nid-de-poule »). On the letters of `village` and `city` other figures did no
# better (docs/algorithms/alike.md); these bear short texts that many people send.
COMMON, FEW_WORDS = 1.5, 5
Stems = frozenset[str]


def stems_of(text: str) -> Stems:
    """The words of a text by their first letters, without small words."""
    return frozenset(stems(text))


@dataclass(frozen=True, slots=True)
class TownWords:
    """In how many of `texts` texts of a town each word stands."""

    texts: int
    counted: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        """Inverse document frequency (Spärck Jones, 1972) beyond a common word's. A word that
        nobody has said yet is as rare as the town's texts are many: on the first days none is."""
        return max(0.0, log((self.texts + 1) / (self.counted.get(stem, 0) + 0.5)) - COMMON)

    @property
    def little(self) -> float:
        """What a text of a few rare words weighs."""
        return FEW_WORDS * max(0.0, log(self.texts + 1) - COMMON) ** 2

    def weight(self, words: Iterable[str]) -> float:
        """What these words weigh together: the squared length of their TF-IDF vector."""
        return float(sum(self.rarity(word) ** 2 for word in words))


def town_words(texts: Iterable[str]) -> TownWords:
    """Count the words of a town's texts, each once a text."""
    counted: Counter[str] = Counter()
    many = 0
    for text in texts:
        counted.update(stems_of(text))
        many += 1
    return TownWords(many, counted)


@dataclass(frozen=True, slots=True)
class Shared:
    """`words`: cosine of what two texts share, rare words more, drawn to 0 where they say little (0
    to 1); `told`: how far they say enough to be compared at all (0 to 1)."""

    words: float
    told: float


def shared(one: Stems, other: Stems, town: TownWords) -> Shared:
    """What two texts share, by the rarity of the words."""
    length = sqrt(town.weight(one) * town.weight(other))
    if not length:
        return Shared(0.0, 0.0)
    whole = length + town.little
    return Shared(town.weight(one & other) / whole, length / whole)
