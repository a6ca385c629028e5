"""Persons by the words before their name, or by a first name that is one."""

from collections.abc import Iterator

from parvis.understand.personal.persons.named import Named
from parvis.understand.personal.persons.vocabulary import (
    FILLERS,
    INTRODUCTIONS,
    LOOSE_RELATIONS,
    RELATIONS,
    SHORT_TITLES,
    TITLES,
    WEAK,
    first_names,
)
from parvis.understand.personal.persons.words import MOST_WORDS, Text

_CLOSE = {" ", "\u00a0", "\u202f", " : ", ": ", "\u00a0: ", ""}


def titled(read: Text) -> Iterator[Named]:
    """« Mme Escoffier », « le docteur Petit »; short titles in lower case, too."""
    for at, word in enumerate(read.words[:-1]):
        if word.folded not in TITLES or read.words[at + 1].gap not in _CLOSE:
            continue
        is_long = not read.is_shouted or has_first_name(read, at + 1)
        end = read.name_at(at + 1, led=True, most=MOST_WORDS if is_long else 1)
        if end > at + 1:
            yield Named(at + 1, end, 0.95, "person.title", titled=True)
        elif word.folded in SHORT_TITLES and len(read.words[at + 1].text) > 2:
            end = read.name_at(at + 1, lower=True, most=1)
            yield Named(at + 1, end, 0.7, "person.title", titled=True)


def introduced(read: Text) -> Iterator[Named]:
    """« je m'appelle Karim », « signé Léa »; « je suis » and its like where a name follows."""
    for at, word in enumerate(read.words):
        for words in INTRODUCTIONS.get(word.folded, ()):
            start = at + len(words)
            if start >= len(read.words) or read.words[start].gap not in _CLOSE:
                continue
            if tuple(one.folded for one in read.words[at:start]) != words:
                continue
            is_weak = words in WEAK
            end = read.name_at(start)
            if end > start and not is_weak:
                yield Named(start, end, 0.95, "person.introduced")
            elif end > start and is_name(read, start, end) and not read.is_shouted:
                sure = 0.85 if has_first_name(read, start) else 0.55
                yield Named(start, end, sure, "person.introduced")
            elif not is_weak:
                end = read.name_at(start, lower=True, most=2)
                yield Named(start, end, 0.75, "person.introduced")


def related(read: Text) -> Iterator[Named]:
    """« ma fille Lou-Anne », « le petit Nolan », « mon voisin du dessus Jean Petit »."""
    if read.is_shouted:
        return
    for at, word in enumerate(read.words[:-1]):
        if word.folded not in RELATIONS | LOOSE_RELATIONS:
            continue
        start = at + 1
        for filler in FILLERS:
            after = start + len(filler)
            if tuple(one.folded for one in read.words[start:after]) == filler:
                start = after
                break
        if start >= len(read.words) or read.words[start].gap not in _CLOSE | {", "}:
            continue
        end = read.name_at(start)
        if end == start:
            continue
        if has_first_name(read, start) or (end > start + 1 and word.folded in RELATIONS):
            yield Named(start, end, 0.92, "person.related")
        elif read.words[start].gap != ", ":
            is_likely = word.folded in RELATIONS and not read.words[start].text.isupper()
            sure = 0.65 if is_likely else 0.45
            yield Named(start, end, sure, "person.related")


def known(read: Text) -> Iterator[Named]:
    """A first name in capitals, with what follows of the name."""
    if read.is_shouted:
        return
    plain, ordinary = first_names()
    for at, word in enumerate(read.words):
        first = word.folded.partition("-")[0]
        if not word.is_capital or (first not in plain and first not in ordinary):
            continue
        end = read.name_at(at)
        if end > at + 1 and (first in plain or not read.opens(at)):
            yield Named(at, end, 0.85, "person.first_name")
        elif end == at + 1 and first in plain:
            yield Named(at, end, 0.7, "person.first_name")


def is_name(read: Text, at: int, end: int) -> bool:
    """Whether these words are a name by themselves: a first name, or two words and more."""
    return end > at + 1 or has_first_name(read, at)


def has_first_name(read: Text, at: int) -> bool:
    """Whether this word is a first name, or begins one (« Lou-Anne »)."""
    plain, ordinary = first_names()
    first = read.words[at].folded.partition("-")[0]
    return first in plain or first in ordinary
