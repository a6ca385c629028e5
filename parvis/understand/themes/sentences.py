"""Whole sentences that show what a theme says: where they begin and end in a contribution."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from parvis.understand.themes.naming import Scores
from parvis.understand.themes.terms import READ, terms

# "M. Martin", "3.5": no sentence ends there.
_SENTENCE = re.compile(r"\S(?:[^.!?…\n]|(?<=\b\w)\.|\.(?=\w))*[.!?…]*")
_LONGEST = 280
_FEWEST_WORDS = 4
# Two sentences that share more of their words show the same thing.
_ALIKE = 0.5


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of what is read of a text; of one that never ends, what is read of it."""
    for found in _SENTENCE.finditer(text[:READ]):
        yield found.start(), found.start() + len(found.group().rstrip())


def telling(text: str, scored: Scores) -> tuple[int, int]:
    """The sentence that says most of what the theme speaks of, for its length."""
    return max(
        sentences(text),
        key=lambda span: (_weight(text[slice(*span)], scored), -span[0]),
        default=(0, min(len(text), READ)),
    )


def shown(
    order: Iterable[int], texts: Sequence[str], scored: Scores, *, most: int
) -> list[tuple[int, tuple[int, int]]]:
    """Of texts in an order of preference, `most` places with the sentence to show: none like
    another, and those that read well (neither a word nor a page) before the others."""
    chosen: list[tuple[int, tuple[int, int]]] = []
    seen: list[set[str]] = []
    spare: list[tuple[int, tuple[int, int]]] = []
    for place in order:
        span = telling(texts[place], scored)
        sentence = texts[place][slice(*span)]
        stems = {term.stem for term in terms(sentence) if " " not in term.stem}
        if any(len(stems & one) > _ALIKE * min(len(stems), len(one)) for one in seen):
            continue
        if len(sentence) > _LONGEST or len(sentence.split()) < _FEWEST_WORDS:
            spare.append((place, span))
            continue
        seen.append(stems)
        chosen.append((place, span))
        if len(chosen) == most:
            break
    return chosen or spare[:1]


def _weight(sentence: str, scored: Scores) -> float:
    found = {term.stem for term in terms(sentence) if " " not in term.stem}
    if not found or len(sentence) > _LONGEST:
        return 0.0
    return sum(scored.get(stem, 0.0) for stem in found) / sqrt(len(found))
