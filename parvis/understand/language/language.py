"""The language a contribution is written in, and the one to answer it in."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

# A detector: the likeliest languages of a text (ISO 639-1) with their probability, best first.
Detect = Callable[[str], Sequence[tuple[str, float]]]
# Below these a detector guesses: docs/algorithms/language.md.
FEWEST_LETTERS = 12
LEAST_SURE = 0.5
# What says nothing of the language.
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|<[^<>]{0,200}>|[\d_]+")
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Language:
    """`code` (ISO 639-1; None: too short or too unsure to say), how sure (0 to 1), and the language
    to answer in."""

    code: str | None
    sure: float
    answer_in: str


def of(text: str, detect: Detect, *, answered: Collection[str], usual: str = "fr") -> Language:
    """The language of `text`, by `detect`.

    `answered` are the languages that the town answers in; another, or an unknown one, is answered
    in its `usual` one.
    """
    words = " ".join(_NO_WORDS.sub(" ", text[:_MOST_CHARACTERS]).split())
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS:
        return Language(None, 0.0, usual)
    ranked = detect(words)
    code, sure = ranked[0] if ranked else ("", 0.0)
    if sure < LEAST_SURE:
        return Language(None, sure, usual)
    return Language(code, sure, code if code in answered else usual)
