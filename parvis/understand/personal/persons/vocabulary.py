"""Words that come before a name, and words that are none, from the lists beside."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
Phrase = tuple[str, ...]


def _sections() -> dict[str, list[str]]:
    """The lines of each section of `vocabulary.txt`, without its remarks."""
    sections: dict[str, list[str]] = {}
    for line in (_FOLDER / "vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[next(reversed(sections))].append(line)
    return sections


_SECTIONS = _sections()


def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in _SECTIONS[section] for word in line.split())


def _phrases(section: str) -> tuple[Phrase, ...]:
    return tuple(tuple(line.split()) for line in _SECTIONS[section])


PARTICLES = _words("particles")
ARTICLES = _words("articles")
TITLES = _words("titles")
SHORT_TITLES = _words("short_titles")
RELATIONS = _words("relations")
LOOSE_RELATIONS = _words("loose_relations")
FILLERS = _phrases("fillers")
WEAK = frozenset(_phrases("weak_introductions"))
PLACES = _words("places")
PLACE_LINKS = _words("place_links") | PARTICLES
ANIMALS = _words("animals")
FIRMS = _words("firms")
BESIDE = _words("beside")
NEVER = _words("never")
FIGURES = frozenset(name.strip() for name in " ".join(_SECTIONS["figures"]).split("|"))


def _by_first(phrases: tuple[Phrase, ...]) -> dict[str, tuple[Phrase, ...]]:
    return {
        first: tuple(phrase for phrase in phrases if phrase[0] == first)
        for first in {phrase[0] for phrase in phrases}
    }


# By their first word.
INTRODUCTIONS = _by_first(_phrases("introductions") + _phrases("weak_introductions"))


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """First names in lower case: those that are nothing else, and those that are ordinary words."""
    text = (_FOLDER / "first_names.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    names, words = (frozenset(part.casefold().split()) for part in lines.split("---"))
    return names - words, words
