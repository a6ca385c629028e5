"""Persons in a text: what rules name without what is public, wherever it is said again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.persons.named import Named
from parvis.understand.personal.persons.placed import beside, born, signed
from parvis.understand.personal.persons.public import is_public
from parvis.understand.personal.persons.said import introduced, known, related, titled
from parvis.understand.personal.persons.seen import seen
from parvis.understand.personal.persons.words import Text

# So sure a name is looked for again in the rest of the text.
_SURE_OF_NAME = 0.7


def persons(
    text: str, *, people: Iterable[tuple[int, int]], others: Sequence[Found]
) -> Iterator[Found]:
    """`people` is what a model sees (offsets), `others` what else was found: names stand near."""
    read = Text(text)
    if not read.words:
        return
    rules = (titled(read), introduced(read), related(read), signed(read), born(read),
             beside(read, others), known(read), seen(read, people))  # fmt: skip
    named = [one for one in chain.from_iterable(rules) if one.end > one.at]
    private = [one for one in named if not is_public(read, one.at, one.end, titled=one.titled)]
    for one in (*private, *_again(read, private)):
        start, end = read.words[one.at].start, read.words[one.end - 1].end
        yield Found(start, end, Kind.PERSON, one.sure, one.why)


def _again(read: Text, named: Sequence[Named]) -> Iterator[Named]:
    """Words of a sure name where they stand elsewhere, alone."""
    taken = {n for one in named for n in range(one.at, one.end)}
    words = {
        read.words[n].text
        for one in named
        if one.sure >= _SURE_OF_NAME
        for n in range(one.at, one.end)
        if read.words[n].is_capital and len(read.words[n].text) > 2
    }
    for at, word in enumerate(read.words):
        if at in taken or word.text not in words or read.opens(at):
            continue
        if not is_public(read, at, at + 1):
            yield Named(at, at + 1, 0.75, "person.again")
