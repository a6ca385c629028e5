"""The answer for one text, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parvis.understand.topic.blend import Blend
from parvis.understand.topic.catalogue import Numbers
from parvis.understand.topic.promise import Promise
from parvis.understand.topic.terms import Term

# A reader looks at a handful of words.
_MOST_WORDS = 8
_WORD_CLUES, _MEANING_CLUES = (0, 2), (1, 3)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that spoke for the first type, at `start` to `end` (characters of the text):
    `weight` is what it adds to the log-odds of that type against the others."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """`ranked` has every type with its probability, the likeliest first (they add to 1).

    `words` spoke for the first, in their order in the text. Of all that spoke for it,
    `word_share` is the words' and `meaning_share` that of the text's meaning as a whole, which no
    word can be shown for; the rest is how common the type is.
    """

    ranked: tuple[tuple[int, float], ...]
    words: tuple[Word, ...]
    word_share: float
    meaning_share: float


def explained(
    ids: Sequence[int],
    found: Sequence[Term],
    said: Numbers,
    by_stem: tuple[Numbers, Numbers],
    *,
    blend: Blend,
    promise: Promise,
) -> Topic:
    """The topic from its clues; `by_stem` has a row for each different stem of `found`."""
    chances = blend.probabilities(said)
    against = _against(chances)
    weights = blend.weights
    parts = weights * (said @ against)
    ready, learnt = (
        weights[clue] * (rows @ against) for clue, rows in zip(_WORD_CLUES, by_stem, strict=True)
    )
    worded = float(np.maximum(ready + learnt, 0).sum())
    meant = max(float(parts[list(_MEANING_CLUES)].sum()), 0.0)
    spoke = worded + meant + max(float(parts[-1]), 0.0)
    held = promise.kept(chances)
    order = np.argsort(-held, kind="stable")
    return Topic(
        ranked=tuple((ids[place], float(held[place])) for place in order),
        words=_words(found, ready + learnt),
        word_share=worded / spoke if spoke else 0.0,
        meaning_share=meant / spoke if spoke else 0.0,
    )


def _against(chances: Numbers) -> Numbers:
    """What makes of a clue that of the likeliest type against the others, as likely as they are."""
    first = int(chances.argmax())
    others = chances.copy()
    others[first] = 0.0
    found: Numbers = np.asarray(-others / max(float(others.sum()), 1e-300))
    found[first] = 1.0
    return found


def _words(found: Sequence[Term], weights: Numbers) -> tuple[Word, ...]:
    known = dict.fromkeys(term.stem for term in found)
    said = dict(zip(known, weights.tolist(), strict=True))
    best = set(sorted(said, key=said.__getitem__, reverse=True)[:_MOST_WORDS])
    return tuple(
        Word(term.start, term.end, said[term.stem])
        for term in found
        if term.stem in best and said[term.stem] > 0
    )
