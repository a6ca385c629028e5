"""A text as words: folded, with what belongs to the spelling of a telephone put right."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from parvis.foundation.text import fold

# What is read of one text, in characters: a letter of ten pages. What lies beyond is not looked at.
MOST_CHARACTERS = 20_000

# Letters, marks that may stand apart from theirs, and stars that hide a letter (« c*n »).
_WORD = re.compile(r"[\w\u0300-\u036f\u00ad\u200b-\u200d]+(?:[*@$]+\w+)*|[.!?;:,()\n\[\]«»\"…]")
_ENDS_CLAUSE = frozenset(".!?;\n…")
_TURNS = frozenset({"mais", "sauf", "cependant", "pourtant"})
_DOUBLED = re.compile(r"([bcdfgmnprtz])\1+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORTENED = {
    "pa": "pas", "plu": "plus", "jms": "jamais", "jame": "jamais", "jamai": "jamais", "ki": "qui",
    "ke": "que", "koi": "quoi", "tjr": "toujours", "tjs": "toujours", "tjrs": "toujours",
    "bcp": "beaucoup", "bep": "beaucoup", "pr": "pour", "ds": "dans", "mtn": "maintenant",
    "tt": "tout", "tou": "tout", "tte": "toute", "ms": "mais", "ya": "a", "qqn": "quelqu",
    "qq": "quelque", "auj": "aujourd", "tro": "trop", "vs": "vous", "ns": "nous",
    "gaze": "gaz", "enfan": "enfant", "enfans": "enfants", "vreman": "vraiment", "vrmt": "vraiment",
    "pti": "petit", "ptit": "petit", "ptite": "petite", "dangereu": "dangereux",
    "dangeureux": "dangereux", "dangereus": "dangereuse", "dengereux": "dangereux",
    "bb": "bebe", "bbs": "bebes", "mm": "meme", "ct": "etait", "cetait": "etait",
}  # fmt: skip
# Words that a phrase passes over, so that « odeur gaz » is found in « une odeur de gaz ».
_SMALL = frozenset((Path(__file__).parent / "small_words.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, `form` (folded), `clause` (which part of which sentence it is in)
    and `breath` (what stands between two commas)."""

    start: int
    end: int
    form: str
    clause: int
    breath: int


def words(text: str) -> list[Word]:
    """The words of `text`, in their order; offsets count characters of `text`."""
    found: list[Word] = []
    clause = breath = 0
    for match in _WORD.finditer(text, 0, MOST_CHARACTERS):
        given = match.group()
        if not (given[0].isalnum() or given[0] == "_"):
            clause += given in _ENDS_CLAUSE
            breath += 1
            continue
        form = spelt(given)
        if form in _TURNS:
            clause, breath = clause + 1, breath + 1
        found.append(Word(match.start(), match.end(), form, clause, breath))
    return found


@lru_cache(maxsize=20_000)
def spelt(word: str) -> str:
    """`word` folded; doubled consonants count once (but l and s: « salle » is not « sale »), and
    what telephones shorten is written out."""
    folded = fold(word)
    folded = _DRAWN_OUT.sub(r"\1", folded)
    written = _SHORTENED.get(folded, folded)
    return _DOUBLED.sub(r"\1", written)


def is_small(form: str) -> bool:
    """Whether a phrase passes over this word."""
    return form in _SMALL
