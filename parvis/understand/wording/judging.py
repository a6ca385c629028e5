"""Whether what an endpoint made of a sentence may be shown: else the sentence stays as it was.

Each rule refuses what a harmless rewording can do without; none can tell a sentence whose meaning
was turned round, which is why what people wrote is always shown underneath.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from parvis.foundation.text import fold
from parvis.understand.personal.finding import find
from parvis.understand.personal.found import Kind
from parvis.understand.personal.persons.words import Text

# In characters; a sentence that is put straight hardly grows.
SHORTEST, GROWS_BY, GROWS_TO = 8, 30, 1.3
# Of the words that carry meaning, the share of the answer's that the sentence has too, and the
# share of the sentence's that are still there. On pairs written by hand
# (tests/unit/wording/pairs.py) harmless ones have .70 and .71 at least; answers that obey what a
# sentence orders keep .56 of it at most, those that speak of something else share none.
FEWEST_SHARED, FEWEST_LEFT = 0.5, 0.6
# Letters by which two forms of a word are told to be one: « éteint », « éteints ».
_STEM = 4
_QUOTED = (("«", "»"), ("“", "”"), ('"', '"'))
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[%€$£]")
_END = re.compile(r"[.!?…]+[\s»”\"]*$")
_INSIDE = re.compile(r"[.!?…](?!\d)|[\n\r\u2028\u2029]")
_MARKUP = re.compile(
    r"[<>{}\[\]|\\`*_#@~^=]|https?:|www\.|\w\.\w*[a-z]|\(|\)|^\s*[-–—•]", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_WORD = re.compile(r"[a-z]{4,}")
_COUNTED = frozenset(
    (Path(__file__).parent / "counting_words.txt").read_text(encoding="utf-8").split()
)


@dataclass(frozen=True, slots=True)
class Judged:
    """`words` may be shown when `why` is empty; else they are empty, and `why` says which rule
    refused: empty, long, several, markup, masked, number, name, unlike, same."""

    words: str
    why: str = ""


def judged(answer: str, sentence: str) -> Judged:
    """What came back for a sentence, as it was sent (masked)."""
    words = _plain(answer)
    why = next((code for code, fails in _RULES if fails(words, sentence)), "")
    return Judged("" if why else words, why)


def _plain(answer: str) -> str:
    """Without the quotation marks that some put around it."""
    words = answer.strip()
    for opening, closing in _QUOTED:
        if words.startswith(opening) and words.endswith(closing) and len(words) > 1:
            words = words[1:-1].strip()
    return words


def _is_empty(words: str, _sentence: str) -> bool:
    return len(words) < SHORTEST


def _is_long(words: str, sentence: str) -> bool:
    return len(words) > max(len(sentence) + GROWS_BY, len(sentence) * GROWS_TO)


def _are_several(words: str, _sentence: str) -> bool:
    return _INSIDE.search(_END.sub("", words)) is not None


def _has_markup(words: str, _sentence: str) -> bool:
    bare = _BRACKETS.sub("", words)
    return bool(_MARKUP.search(_END.sub("", bare)) or _UNSEEN.search(words))


def _unmasks(words: str, sentence: str) -> bool:
    """Words in brackets that are not the sentence's own, or more of them."""
    return bool(Counter(_BRACKETS.findall(words)) - Counter(_BRACKETS.findall(sentence)))


def _counts_anew(words: str, sentence: str) -> bool:
    if Counter(_NUMBER.findall(words)) - Counter(_NUMBER.findall(sentence)):
        return True
    return bool(_words(words) & _COUNTED - _words(sentence))


def _names_anew(words: str, sentence: str) -> bool:
    """A word written like a name, or found to be personal, that the sentence does not have."""
    bare, known = _BRACKETS.sub(" ", words), _words(sentence)
    told = (one for one in find(bare) if one.kind != Kind.HEALTH)
    if any(not _words(bare[one.start : one.end]) <= known for one in told):
        return True
    text = Text(bare)
    return any(
        word.is_capital
        and not _words(word.text) <= known
        and (word.may_be_name or not text.opens(at))
        for at, word in enumerate(text.words)
    )


def _is_unlike(words: str, sentence: str) -> bool:
    """Too few of its words are the sentence's, or of the sentence's are left: it speaks of
    something else, or does what the sentence says."""
    own, known = _carrying(words), _carrying(sentence)
    shared = len(own & known)
    return not own or shared < FEWEST_SHARED * len(own) or shared < FEWEST_LEFT * len(known)


def _is_same(words: str, sentence: str) -> bool:
    return words.casefold() == sentence.casefold()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", fold(text)))


def _carrying(text: str) -> set[str]:
    """The stems of words of four letters and more: those that carry meaning, mostly."""
    return {word[:_STEM] for word in _WORD.findall(fold(_BRACKETS.sub(" ", text)))}


_RULES = (
    ("empty", _is_empty),
    ("long", _is_long),
    ("markup", _has_markup),
    ("several", _are_several),
    ("masked", _unmasks),
    ("number", _counts_anew),
    ("name", _names_anew),
    ("unlike", _is_unlike),
    ("same", _is_same),
)
