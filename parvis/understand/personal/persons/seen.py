"""Persons that a model sees, without what it is known to take for one."""

from collections.abc import Iterable, Iterator

from parvis.understand.personal.persons.named import Named
from parvis.understand.personal.persons.said import is_name
from parvis.understand.personal.persons.vocabulary import NEVER, PARTICLES, TITLES
from parvis.understand.personal.persons.words import Text

# The model was taught French: elsewhere its single words are mostly wrong.
_FRENCH = frozenset(("le", "la", "les", "un", "une", "des", "du", "de", "et", "je", "il", "elle",
                     "vous", "nous", "est", "pas", "que", "qui"))  # fmt: skip


def seen(read: Text, spans: Iterable[tuple[int, int]]) -> Iterator[Named]:
    """Each span down to its first run of words in capitals; titles, greetings and verbs fall."""
    is_french = _is_french(read)
    for start, stop in spans:
        at = _first(read, start, stop)
        if at < 0 or read.is_shouted:
            continue
        last = next((n for n in range(at, len(read.words)) if read.words[n].start >= stop), None)
        most = (len(read.words) if last is None else last) - at
        end = read.name_at(at, most=most)
        if end > at:
            titled = at > 0 and read.words[at - 1].folded in TITLES
            yield Named(at, end, _sure(read, at, end, is_french), "person.model", titled=titled)


def _sure(read: Text, at: int, end: int, is_french: bool) -> float:
    lowered = 0.0 if is_french else 0.25
    if end > at + 1:
        return 0.75 - lowered
    if read.opens(at) and not is_name(read, at, end):
        return 0.4 - lowered
    return 0.6 - lowered


def _first(read: Text, start: int, stop: int) -> int:
    """The number of the first word of the span that may begin a name; -1 without one."""
    at = read.word_from(start)
    while at < len(read.words) and read.words[at].start < stop:
        word = read.words[at]
        if word.is_capital and word.folded not in NEVER | TITLES:
            return at
        if word.folded in PARTICLES and word.is_capital:
            return at
        at += 1
    return -1


def _is_french(read: Text) -> bool:
    common = sum(word.folded in _FRENCH for word in read.words)
    return common >= 0.08 * len(read.words)
