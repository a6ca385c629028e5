"""What the evidence says of a text, for each type on offer, in steps of log-odds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parvis.understand.topic.catalogue import Catalogue, Numbers, Vectors
from parvis.understand.topic.evidence import SLOTS, Evidence, slot, worth

# The catalogue's middle counts as so many texts.
_MIDDLE_WEIGHS = 20.0
# As if so many texts of each type lay where the catalogue has it, drawn in to the middle: people
# write less pointedly than a catalogue. And as if so many were spread alike on all sides.
_SHRUNK_BY = 5.0
_DRAWN_IN = 0.25
_ROUND_WEIGHS = 1_000.0
# As if a type had so many more words, of which each is as common as anywhere.
_WORDS_SHRUNK_BY = 100.0
_RAREST = 0.1
# As if each type had been seen so often: one that is new may be common.
_SEEN_ALREADY = 5.0


@dataclass(frozen=True, eq=False)
class Meanings:
    """A linear discriminant: `middle` of all texts, one direction a type, and where it turns."""

    middle: Numbers
    directions: Numbers
    turns: Numbers

    def __call__(self, vector: Vectors) -> Numbers:
        return np.asarray((vector - self.middle) @ self.directions - self.turns)


def meanings(evidence: Evidence, catalogue: Catalogue) -> Meanings:
    """Fisher's discriminant with a shrunk covariance (J. Friedman, JASA 84, 1989), from sums:
    it costs the same after a hundred thousand examples as after one."""
    fade = worth(evidence.latest)
    seen, sums = np.maximum(evidence.placed / fade, 0), evidence.sums / fade
    scatter, total = evidence.scatter / fade, float(seen.sum())
    summed = sums.sum(axis=0)
    middle = (_MIDDLE_WEIGHS * catalogue.centre + summed) / (_MIDDLE_WEIGHS + total)
    around = np.trace(scatter) - 2 * middle @ summed + total * middle @ middle
    dimensions = len(middle)
    spread = (_MIDDLE_WEIGHS * catalogue.spread + around / dimensions) / (_MIDDLE_WEIGHS + total)
    within = scatter - (sums.T / np.maximum(seen, 1e-9)) @ sums
    within += _ROUND_WEIGHS * spread * np.eye(dimensions)
    offered = len(catalogue.ids)
    own, many = sums[:offered], seen[:offered, None]
    drawn_in = _DRAWN_IN * total / (total + _MIDDLE_WEIGHS)
    expected = _SHRUNK_BY * drawn_in * catalogue.middles
    means = (own - many * middle + expected) / (many + _SHRUNK_BY)
    directions = np.linalg.solve(within / (total + _ROUND_WEIGHS), means.T)
    return Meanings(middle, directions, np.einsum("kd,dk->k", means, directions) / 2)


def words(evidence: Evidence, stems: Sequence[str], offered: int) -> Numbers:
    """What each stem says for each type (a row a stem): naive Bayes, each type's frequencies
    shrunk to those of all (J. Rennie & others, ICML 2003, for the length of a text)."""
    fade = worth(evidence.latest)
    found = np.zeros((len(stems), offered))
    totals = np.maximum(evidence.totals / fade, 0)
    for place, stem in enumerate(stems):
        row = evidence.words.get(slot(stem))
        if row is None:
            continue
        often = np.maximum(row / fade, 0)
        common = (often.sum() + _RAREST) / (totals.sum() + _RAREST * SLOTS)
        shrunk = (often + _WORDS_SHRUNK_BY * common) / (totals + _WORDS_SHRUNK_BY)
        found[place] = np.log(shrunk / common)[:offered]
    return found / math.sqrt(max(len(stems), 1))


def common(evidence: Evidence, offered: int) -> Numbers:
    """How much commoner each type is than the others; 0 for all while nothing was learnt."""
    counts = np.maximum(evidence.counts[:offered] / worth(evidence.latest), 0)
    shares = (counts + _SEEN_ALREADY) / (counts.sum() + _SEEN_ALREADY * offered)
    return np.asarray(np.log(shares * offered))
