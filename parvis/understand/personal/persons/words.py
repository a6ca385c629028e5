"""A text as its words, and the names that may stand in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from parvis.understand.personal.persons.vocabulary import ARTICLES, NEVER, PARTICLES

_WORD = re.compile(
    r"(?:[dlnmtsjc]|qu|jusqu|lorsqu|puisqu)['’](?=\w)|[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?|\d+|[@<>]",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[A-ZÀ-Þ][a-zà-þ]?\.")
# Names of one person take no more words than this: « Maria da Conceição dos Santos Ferreira ».
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Word:
    """`folded` is its text in lower case without a last point; `gap` what stands before it, after
    the word before."""

    start: int
    end: int
    text: str
    folded: str
    gap: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """« J. », « Th. »."""
        return _INITIAL.fullmatch(self.text) is not None

    @property
    def may_be_name(self) -> bool:
        return (
            self.text[0].isalpha()
            and self.folded not in NEVER
            and self.folded.rpartition("-")[2] not in _AFTER_A_VERB
        )


class Text:
    """The words of a text, and which of them begin a sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: Sequence[Word] = tuple(_words(text))

    @cached_property
    def is_shouted(self) -> bool:
        """Whether it is written in capitals: they say nothing of a name then."""
        letters = [one for one in self.words if len(one.text) > 2]
        return len(letters) > 5 and sum(one.text.isupper() for one in letters) > len(letters) / 2

    @cached_property
    def starts(self) -> dict[int, int]:
        """The number of the word that begins at a character."""
        return {word.start: at for at, word in enumerate(self.words)}

    def opens(self, at: int) -> bool:
        """Whether a sentence or a line begins with this word, so that its capital says nothing."""
        gap = self.words[at].gap
        return at == 0 or any(mark in gap for mark in '.!?:\n«“"…•;')

    def word_from(self, start: int) -> int:
        """The number of the first word that begins at this character or after it."""
        return bisect_left(self.words, start, key=lambda word: word.start)

    def name_at(
        self, at: int, *, lower: bool = False, led: bool = False, most: int = MOST_WORDS
    ) -> int:
        """The number of the word after the name that begins with this one; `at` without a name.

        A name is words in capitals, initials, and particles between them (« Le Goff », « van der
        Meulen »). `lower` takes words in lower case too; `led` lets it begin with a particle in
        lower case (« de Kersauson »), save an article.
        """
        end = at
        first = self.words[at]
        is_led = first.folded in PARTICLES and not first.is_capital
        if is_led and (not led or first.folded in ARTICLES):
            return at
        while end < len(self.words) and end - at < most and (end == at or self._follows(end)):
            after = self._one(end, lower=lower)
            if after == end:
                break
            end = after
        return end

    def _one(self, at: int, *, lower: bool) -> int:
        """Past one word of a name, with the particles before it."""
        word = self.words[at]
        if word.folded in PARTICLES:
            end = at
            while end < len(self.words) and self.words[end].folded in PARTICLES:
                if end > at and not self._follows(end):
                    return at
                end += 1
            is_name = end < len(self.words) and end - at < 4 and self._follows(end)
            return end + 1 if is_name and self._fits(end, lower=False) else at
        return at + 1 if self._fits(at, lower=lower) else at

    def _fits(self, at: int, *, lower: bool) -> bool:
        word = self.words[at]
        return word.may_be_name and (word.is_capital or lower)

    def _follows(self, at: int) -> bool:
        before = self.words[at - 1]
        if before.text.endswith(".") and not before.is_initial:
            return False
        return self.words[at].gap in {" ", "\u00a0", "\u202f", "-"} or (
            self.words[at].gap == "" and before.folded in PARTICLES
        )


def _words(text: str) -> list[Word]:
    words = []
    before = 0
    for one in _WORD.finditer(text):
        start, end = one.span()
        own = one.group()
        if own.endswith(".") and not (_INITIAL.fullmatch(own) or own.casefold() in _SHORTENED):
            own, end = own[:-1], end - 1
        words.append(Word(start, end, own, own.casefold().rstrip("."), text[before:start]))
        before = end
    return words


# « Voulez-vous », « Celui-ci ».
_AFTER_A_VERB = frozenset(
    ("vous", "je", "nous", "moi", "il", "elle", "ils", "on", "ce", "ci", "là")
)
_SHORTENED = frozenset({"mme.", "mlle.", "mr.", "dr.", "pr.", "st.", "ste.", "av.", "mm."})
