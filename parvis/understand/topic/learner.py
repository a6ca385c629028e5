"""Which service type a text is about, with a probability and the words that decided."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from parvis.understand.topic import clues
from parvis.understand.topic.blend import Blend
from parvis.understand.topic.catalogue import Catalogue, Numbers, Vectors
from parvis.understand.topic.evidence import Evidence
from parvis.understand.topic.promise import Promise
from parvis.understand.topic.reasons import Topic, explained
from parvis.understand.topic.terms import stems, terms

# Examples that come at once are learnt in parts, each judged before it is learnt: as long as they
# are a twentieth of what is known, the last of a part are judged as well as the first.
_PART = 0.05
# A text of one word says less surely what it is about than its clues do.
_FEW_WORDS = 2.0
# How heavily an example counts that an agent said, and one that was treated as it was sorted.
SAID, TREATED = 1.0, 0.25


@dataclass(frozen=True, slots=True)
class Example:
    """A text whose type an agent said (corrected or confirmed) on a day.

    `weight` is less than 1 for what is less sure: a request treated as it was sorted, of whose type
    nobody said anything. It is how heavily words and vector count; how right the clues were is
    counted whole, as each stands for one text that comes. `vector` is of the catalogue's encoder.
    """

    text: str
    vector: Vectors | None
    service_type: int
    at: date
    weight: float = 1.0


class Learner:
    """What one authority taught, over its catalogue. Zero examples: the catalogue alone."""

    def __init__(
        self,
        catalogue: Catalogue,
        evidence: Evidence | None = None,
        blend: Blend | None = None,
        promise: Promise | None = None,
    ) -> None:
        self.catalogue = catalogue
        known = evidence or Evidence(catalogue.ids, len(catalogue.centre))
        self.evidence = known.for_types(catalogue.ids)
        self.blend = blend or Blend.at_first(catalogue.credit)
        self.promise = promise or Promise.at_first()
        self._meanings = clues.meanings(self.evidence, catalogue)

    def learn(self, examples: Sequence[Example]) -> None:
        """Take these in, in the order in which they were said."""
        coming = iter(examples)
        while part := list(islice(coming, self._size_of_part())):
            read = [stems(one.text) for one in part]
            for one, known in zip(part, read, strict=True):
                self._judge(one, known)
            for one, known in zip(part, read, strict=True):
                self.evidence.add(one.service_type, known, one.vector, at=one.at, weight=one.weight)
            self._meanings = clues.meanings(self.evidence, self.catalogue)

    def topic(self, text: str, vector: Vectors | None) -> Topic:
        """What `text` is about; without its vector (no model answers) from its words alone."""
        found = terms(text)
        known = list(dict.fromkeys(term.stem for term in found))
        said, by_word = self._clues(known, vector)
        return explained(
            self.catalogue.ids, found, said, by_word, blend=self.blend, promise=self.promise
        )

    def _size_of_part(self) -> int:
        return max(1, int(self.evidence.counts.sum() * _PART))

    def _judge(self, one: Example, known: Sequence[str]) -> None:
        if one.service_type in self.catalogue.ids:
            said, _ = self._clues(known, one.vector)
            true = self.catalogue.ids.index(one.service_type)
            self.promise = self.promise.after(self.blend.probabilities(said), true)
            self.blend = self.blend.after(said, true)

    def _clues(
        self, known: Sequence[str], vector: Vectors | None
    ) -> tuple[Numbers, tuple[Numbers, Numbers]]:
        """The clues (a row each, in the blend's order), and what each stem says in the two that
        come from words."""
        offered = len(self.catalogue.ids)
        much = math.sqrt(len(known) / (len(known) + _FEW_WORDS))
        ready = much * self.catalogue.words(known)
        learnt = much * clues.words(self.evidence, known, offered)
        near, placed = np.zeros(offered), np.zeros(offered)
        if vector is not None:
            near = much * self.catalogue.meaning(vector, self._meanings.middle)
            placed = much * self._meanings(vector)
        often = clues.common(self.evidence, offered)
        said = np.stack([ready.sum(axis=0), near, learnt.sum(axis=0), placed, often])
        return said, (ready, learnt)
