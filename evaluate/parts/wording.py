"""What would leave the house of what tells who somebody is, were each sentence of a letter put into
other words outside."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evaluate.figures import Figure
from evaluate.sets import HELD, letters
from parvis.adapters.named_entities import FrenchNews
from parvis.understand.personal.finding import find
from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.masking import mask
from parvis.understand.themes.sentences import sentences
from parvis.understand.wording.leaving import as_it_leaves

Letter = dict[str, Any]
Leaves = Callable[[str, int, int, Sequence[Found]], str | None]
_WHO = (Kind.PERSON, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS)


def measure() -> Iterator[Figure]:
    """Held letters: the share of labels whose words stay in the house, beside masking as for the
    public; and how many sentences may leave at all."""
    model, on = FrenchNews(), "seaside, north"
    held = [
        (letter, find(letter["text"], people=model.people(letter["text"])))
        for letter in letters(*HELD)
    ]
    ours, public = (_stays(held, leaves) for leaves in (_as_it_leaves, _as_for_the_public))
    for kind in (None, *Kind):
        mine, theirs = (_of(kind, one) for one in (ours, public))
        if mine:
            aim = 0.95 if kind in _WHO else None
            yield Figure("wording", f"{kind or 'all'}: stays in the house", on, len(mine),
                         sum(mine) / len(mine), sum(theirs) / len(theirs), at_least=aim,
                         note="trivial: masked as for the public")  # fmt: skip
    asked = [
        _as_it_leaves(letter["text"], start, end, found) is not None
        for letter, found in held
        for start, end in sentences(letter["text"])
    ]
    yield Figure("wording", "sentences that may leave", on, len(asked), sum(asked) / len(asked))


def _as_it_leaves(text: str, start: int, end: int, found: Sequence[Found]) -> str | None:
    return as_it_leaves(text, start, end, found)


def _as_for_the_public(text: str, start: int, end: int, found: Sequence[Found]) -> str | None:
    inside = [
        Found(max(one.start - start, 0), min(one.end, end) - start, one.kind, one.sure, one.why)
        for one in found
        if one.start < end and one.end > start
    ]
    return mask(text[start:end], inside).text


def _stays(
    held: Sequence[tuple[Letter, Sequence[Found]]], leaves: Leaves
) -> list[tuple[str, bool]]:
    """Each label's kind, and whether its words are in none of the sentences that leave."""
    told = []
    for letter, found in held:
        text = letter["text"]
        sent = [leaves(text, start, end, found) or "" for start, end in sentences(text)]
        told += [
            (label["kind"], not any(label["text"] in one for one in sent))
            for label in letter["personal"]
        ]
    return told


def _of(kind: Kind | None, told: Sequence[tuple[str, bool]]) -> list[bool]:
    return [stays for of, stays in told if kind in (None, of)]
