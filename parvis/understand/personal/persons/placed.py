"""Persons by where their name stands: under a letter, or beside an address or a number."""

from collections.abc import Iterable, Iterator

from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.persons.named import Named
from parvis.understand.personal.persons.said import has_first_name, is_name
from parvis.understand.personal.persons.vocabulary import ARTICLES, BESIDE, first_names
from parvis.understand.personal.persons.words import Text

# How far before the end of a text (in words) its signature may stand, contacts included.
_LAST_WORDS = 30
# What comes before a signature, at least.
_LEAST_WORDS = 6
_MARKS = {" ", ", ", "\n", " - ", " – ", " (", ",\n", " : ", "\u00a0: ", ". ", " / ", "\n\n", ",  "}


def signed(read: Text) -> Iterator[Named]:
    """A line or a last sentence that is a name alone, with contacts after it or nothing."""
    if read.is_shouted:
        return
    for at in range(max(0, len(read.words) - _LAST_WORDS), len(read.words)):
        if at < _LEAST_WORDS or not read.opens(at) or read.words[at].folded in ARTICLES:
            continue
        end = read.name_at(at)
        if end > at and _closes(read, end):
            yield Named(at, end, _sure_of_signature(read, at, end), "person.signature")


def _sure_of_signature(read: Text, at: int, end: int) -> float:
    is_line = "\n" in read.words[at].gap
    if has_first_name(read, at) or read.words[at].is_initial:
        return 0.92 if is_line or end > at + 1 else 0.7
    has_acronym = any(word.text.isupper() for word in read.words[at:end])
    if has_acronym or not is_line:
        return 0.4
    return 0.65 if end > at + 1 else 0.55


def beside(read: Text, others: Iterable[Found]) -> Iterator[Named]:
    """« Fatoumata Rose, 31 avenue de la Gare »: a name right before what is somebody's own."""
    for one in others:
        if one.kind is Kind.HEALTH or not one.is_sure or one.start not in read.starts:
            continue
        after = read.starts[one.start]
        while after > 0 and read.words[after - 1].folded in BESIDE:
            after -= 1
        if after == 0 or (after < len(read.words) and read.words[after].gap not in _MARKS):
            continue
        yield from _before(read, after)


def born(read: Text) -> Iterator[Named]:
    """« rose boulanger, née à Limoges »: a name right before « né »."""
    for at, word in enumerate(read.words):
        if at and word.folded in {"né", "née"} and word.gap in {" ", ", ", " ("}:
            yield from _before(read, at)


def _before(read: Text, after: int) -> Iterator[Named]:
    """The longest name that ends before this word; in lower case only from a first name on."""
    for at in range(max(0, after - 5), after):
        if read.name_at(at, most=after - at) == after and is_name(read, at, after):
            yield Named(at, after, 0.85, "person.beside")
            return
    plain, ordinary = first_names()
    for at in range(max(0, after - 3), after - 1):
        is_first = read.words[at].folded in plain | ordinary
        if is_first and read.name_at(at, lower=True, most=after - at) == after:
            yield Named(at, after, 0.75, "person.beside")
            return


def _closes(read: Text, end: int) -> bool:
    """Whether a name that ends before this word stands alone: the text, its line or its part
    ends."""
    if end == len(read.words):
        return read.text[read.words[-1].end :].strip(" .!\n\u00a0)") == ""
    gap = read.words[end].gap
    return "\n" in gap or gap.startswith((",", " (", " -", " –", " :"))
