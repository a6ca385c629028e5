"""The words of a text that may name what it speaks of: stems, alone and two by two.

Stems by the minimal rules for French (Savoy, A stemming procedure and stopword list for general
French corpora, JASIS, 1999), on folded words; other languages lose a final s or e at worst.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern

from parvis.foundation.text import fold

# As much of one text as its vector was made of.
READ = 1_200
# "vitesse des voitures": words without a meaning of their own that may stand in between.
_BETWEEN = 2
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_BREAK = re.compile(r"[.!?…,;:()\n]")
# Folded words of French that name nothing by themselves, and those that every letter says.
_SMALL = frozenset(Path(__file__).with_name("small_words.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, or two with a space between, and where it stands in the text."""

    stem: str
    start: int
    end: int


def terms(text: str) -> Iterator[Term]:
    """The terms of what is read of a text, in their order: words, and pairs of them."""
    last: Term | None = None
    between = 0
    for word in _WORD.finditer(text[:READ]):
        start, end = word.span()
        stemmed = stem(word.group())
        if last is not None and _BREAK.search(text, last.end, start):
            last = None
        if not stemmed:
            between += 1
            continue
        here = Term(stemmed, start, end)
        yield here
        if last is not None and between <= _BETWEEN and last.stem != stemmed:
            yield Term(f"{last.stem} {stemmed}", last.start, end)
        last, between = here, 0


def stems(text: str) -> tuple[str, ...]:
    """The stems of its terms, each once; the same string stands for the same stem in all texts, so
    that many texts take little room."""
    return tuple(dict.fromkeys(intern(term.stem) for term in terms(text)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the forms of a word share; empty for one without a meaning of its own."""
    folded = fold(word)
    if len(folded) < 3 or folded in _SMALL:
        return ""
    return _shortened(folded)


def _shortened(word: str) -> str:
    if len(word) >= 6 and word.endswith("aux"):
        return word[:-2] + "l"
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    if len(word) < 6:
        return word
    for ending in "ree":
        word = word.removesuffix(ending)
    return word[:-1] if word[-1] == word[-2] else word
