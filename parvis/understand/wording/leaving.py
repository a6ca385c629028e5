"""A sentence as it may leave the house: masked more strictly than for the public, or not at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.masking import IN_BRACKETS, mask
from parvis.understand.personal.persons.words import Text

# Of shorter ones there is nothing to word; longer ones are letters, not sentences.
FEWEST_WORDS, MOST_CHARACTERS = 4, 400
# What no rule found and might still lead to somebody: addresses of mail and sites, long numbers.
_MIGHT_TELL = re.compile(r"\S*@\S*|(?:https?://|www\.)\S*|\d(?:[\s./-]{0,2}\d){4,}")
# What speaks to a machine instead of a town hall is not handed to one.
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore[sz]?|oublie[sz]?|consignes?|instructions?|prompt|system|syst[èe]me\s*:|assistant"
    r"|chatgpt|gpt|llm|ia|r[ée]ponds|reformule[rsz]?|[ée]cris|répète)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def as_it_leaves(
    text: str, start: int, end: int, found: Iterable[Found], *, language: str = "fr"
) -> str | None:
    """Characters `start` to `end` of a text as they may be sent outside; None where they may not.

    `found` is what is personal in the whole text (`personal.finding.find`): each find is masked,
    sure or not, and so is each word inside the sentence that is written like a name, and whatever
    looks like an address or a long number. A sentence that speaks to a machine stays; a text that
    may tell of somebody's health keeps all its sentences: words of health are found too seldom to
    trust their masking (docs/adr/0022).
    """
    known = list(found)
    if end - start > MOST_CHARACTERS or any(one.kind == Kind.HEALTH for one in known):
        return None
    sentence = text[start:end]
    if _TO_A_MACHINE.search(sentence):
        return None
    inside = [
        replace(one, start=max(one.start - start, 0), end=min(one.end, end) - start, sure=1.0)
        for one in known
        if one.start < end and one.end > start
    ]
    spoken = language if language in IN_BRACKETS else "fr"
    masked = mask(sentence, [*inside, *_doubtful(sentence)], language=spoken).text
    plain = " ".join(masked.split())
    left = _LETTERS.findall(_BRACKETS.sub(" ", plain))
    return plain if len(left) >= FEWEST_WORDS else None


def _doubtful(sentence: str) -> Iterator[Found]:
    """What may tell who somebody is though no rule found it."""
    for one in _MIGHT_TELL.finditer(sentence):
        yield Found(*one.span(), Kind.OTHER, 1.0, "leaving.form")
    text = Text(sentence)
    for at, word in enumerate(text.words):
        if word.is_capital and word.may_be_name and not text.opens(at):
            yield Found(word.start, word.end, Kind.OTHER, 1.0, "leaving.capital")
