"""The words of a text that may tell its subject, and where they stand."""

import re
from dataclasses import dataclass

from parvis.foundation.text import fold
from parvis.offer.catalogue.everyday import IGNORED

# What is read of one text, in characters: the longest letter of ours has 2,300.
MOST_CHARACTERS = 10_000
_SHORTEST = 3
# A word's first letters stand for its forms (plural, gender, verb endings).
STEM = 6
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text: its folded first letters, and its place in characters."""

    stem: str
    start: int
    end: int


def terms(text: str) -> tuple[Term, ...]:
    """The words of `text`, in their order, little words left out."""
    found = (
        (fold(match.group()), match.span()) for match in _WORD.finditer(text[:MOST_CHARACTERS])
    )
    return tuple(
        Term(word[:STEM], *span)
        for word, span in found
        if len(word) >= _SHORTEST and word not in IGNORED
    )


def stems(text: str) -> list[str]:
    """The stems alone, each once."""
    return list(dict.fromkeys(term.stem for term in terms(text)))
