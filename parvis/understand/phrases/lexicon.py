"""Groups of phrases written by hand, and where a text says them.

A lexicon is a text file: `[group]` begins a group, commas and line ends part its phrases, # begins
a remark. In a phrase, `word*` is any word that begins so, `a|b` is either, and `..` lets up to
three words stand between; small words (« une », « très ») always may. Accents, case and doubled
consonants do not matter.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from parvis.understand.phrases.words import Word, is_small, spelt, words

# What stands to a phrase: said; denied (« pas dangereux »); over (« a été réparé »).
Standing = Literal["said", "denied", "over"]
_MOST_BETWEEN, _MOST_REMEMBERED = 3, 10_000
_JOINTS = re.compile("['’-]")
_DENIES = frozenset(map(spelt, ("pas", "jamais", "aucun", "aucune", "sans", "ni", "zéro")))
_DENIES_AFTER_NE = frozenset(
    map(spelt, ("pas", "jamais", "plus", "aucun", "aucune", "rien", "personne"))
)
_NOT_ONLY = frozenset(map(spelt, ("seulement", "que", "juste", "loin", "sans")))
# A phrase of a group so named takes the place of what it covers; one named so ends its clause.
FIGURATIVE, OVER = "figurative", "over"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: of which group, from which character to which, and how it stands."""

    group: str
    start: int
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Phrase:
    group: str
    # For each word: its spellings (whole or beginning), and whether others may stand before it.
    parts: tuple[tuple[tuple[tuple[str, bool], ...], bool], ...]


class Lexicon:
    """The phrases of one or more files, found in a text in time that grows with its length."""

    def __init__(self, *files: Path) -> None:
        phrases = [phrase for file in files for phrase in _phrases(file)]
        self.groups = tuple(dict.fromkeys(phrase.group for phrase in phrases))
        self._whole: dict[str, list[_Phrase]] = defaultdict(list)
        self._begun: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            for spelling, is_beginning in phrase.parts[0][0]:
                (self._begun if is_beginning else self._whole)[spelling].append(phrase)
        self._lengths = sorted({len(beginning) for beginning in self._begun})
        self._of = lru_cache(maxsize=_MOST_REMEMBERED)(self._beginning)

    def find(self, text: str) -> list[Found]:
        """Every phrase of `text`, as it stands there, in its order."""
        said = words(text)
        found = [
            (phrase.group, first, last)
            for first, word in enumerate(said)
            for phrase in self._of(word.form)
            if (last := _last(phrase, said, first)) is not None
        ]
        return list(_standing(said, _uncovered(found)))

    def _beginning(self, form: str) -> tuple[_Phrase, ...]:
        """The phrases whose first word this is."""
        found = list(self._whole.get(form, ()))
        for length in self._lengths:
            if length <= len(form):
                found += self._begun.get(form[:length], ())
        if "*" in form:
            for table in (self._whole, self._begun):
                found += [one for name in table if _hides(form, name) for one in table[name]]
        return tuple(found)


def _phrases(file: Path) -> Iterator[_Phrase]:
    group = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        said = line.partition("#")[0].strip()
        if said.startswith("["):
            group = said.strip("[]")
            continue
        for written in filter(None, (phrase.strip() for phrase in said.split(","))):
            yield _Phrase(group, tuple(_parts(written)))


def _parts(written: str) -> Iterator[tuple[tuple[tuple[str, bool], ...], bool]]:
    may_stand_apart = False
    for word in _JOINTS.sub(" ", written).split():
        if word == "..":
            may_stand_apart = True
            continue
        spellings = tuple((spelt(one.rstrip("*")), one.endswith("*")) for one in word.split("|"))
        yield spellings, may_stand_apart
        may_stand_apart = False


def _is(form: str, spellings: tuple[tuple[str, bool], ...]) -> bool:
    return any(
        form == spelling or (is_beginning and form.startswith(spelling))
        for spelling, is_beginning in spellings
    )


def _hides(form: str, spelling: str) -> bool:
    """Whether `form`, a star standing for a letter, begins like `spelling` (« c*nard »)."""
    return len(form) >= len(spelling) and all(
        given in ("*", letter) for given, letter in zip(form, spelling, strict=False)
    )


def _last(phrase: _Phrase, said: Sequence[Word], first: int) -> int | None:
    """Where its last word stands, its first one standing at `first`; None when it isn't there."""
    at = first
    for spellings, may_stand_apart in phrase.parts[1:]:
        found = _next(said, at, spellings, _MOST_BETWEEN if may_stand_apart else 0)
        if found is None:
            return None
        at = found
    return at


def _next(
    said: Sequence[Word], at: int, spellings: tuple[tuple[str, bool], ...], passed_over: int
) -> int | None:
    """The first of these words after `at`, in its clause, with at most so many between, not
    counting small ones."""
    for place in range(at + 1, len(said)):
        word = said[place]
        if word.clause != said[at].clause:
            return None
        if _is(word.form, spellings):
            return place
        if not is_small(word.form):
            passed_over -= 1
            if passed_over < 0:
                return None
    return None


def _uncovered(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Without what a figure of speech covers (« mort de rire » is no death), and nothing twice."""
    figures = [(first, last) for group, first, last in found if group == FIGURATIVE]
    kept = (
        one
        for one in dict.fromkeys(found)
        if one[0] == FIGURATIVE
        or not any(first <= one[2] and one[1] <= last for first, last in figures)
    )
    return sorted(kept, key=lambda one: (one[1], one[2]))


def _standing(said: Sequence[Word], found: list[tuple[str, int, int]]) -> Iterator[Found]:
    ended = {said[first].clause for group, first, _last in found if group == OVER}
    for group, first, last in found:
        standing: Standing = "said"
        if _is_denied(said, first, last):
            standing = "denied"
        elif said[first].clause in ended and group != OVER:
            standing = "over"
        yield Found(group, said[first].start, said[last].end, standing)


def _is_denied(said: Sequence[Word], first: int, last: int) -> bool:
    """« pas dangereux », « sans danger », « n'a plus de fuite », « ne menace personne »."""
    breath = said[first].breath
    before = [word.form for word in said[max(0, first - 4) : first] if word.breath == breath]
    for form, next_one in pairwise([*before, ""]):
        if form in _DENIES and next_one not in _NOT_ONLY:
            return True
        # « il n'y a plus de danger »; but « de plus en plus dangereux ».
        if form == "plus" and next_one in {"de", "d", "aucun", "aucune"} and "a" in before:
            return True
    after = [word.form for word in said[last + 1 : last + 3] if word.breath == breath]
    return bool({"n", "ne"}.intersection(before[-2:]) and _DENIES_AFTER_NE.intersection(after))
