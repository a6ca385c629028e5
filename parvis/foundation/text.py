"""Folding: two spellings of one word become one, in Python and in SQL, to the letter.

Case, accents, ligatures, typographic apostrophes, dashes and spaces stop mattering. The SQL twin
(`fold_sql`) uses only `lower`, `replace` and `translate` under the "C" collation: immutable, the
same on every server and locale, so it can stand in an index or a generated column. One table
makes both, and an integration test compares them on every character of the Basic Multilingual
Plane.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

# One character that becomes several: `translate` can't, so SQL uses `replace` for these.
_EXPANSIONS = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss",
    "ĳ": "ij", "Ĳ": "ij", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "…": "...",
}  # fmt: skip
_SAME = {
    "'": "’‘ʼ`´′ʹ＇‛",
    "-": "‐‑‒–—―−﹣－",
    " ": "\u00a0\u202f\u2009\u2007\u2003\u2002\u200a\u2008\t\n\r\v\f",
    '"': "“”„«»″",
}
# Letters without a decomposition that French readers still take for a plain one.
_LOOKALIKES = {"ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ı": "i", "ð": "d"}
# Dropped: combining accents, soft hyphen, zero-width characters, byte-order mark.
_DROPPED = [*map(chr, range(0x300, 0x370)), "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff"]
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]

# PostgreSQL has no NUL character, and UTF-8 no half of a pair (lone surrogate).
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def keepable(given: Any) -> Any:
    """The same, however deep its texts stand, without the characters that can't be kept."""
    if isinstance(given, str):
        return _UNKEEPABLE.sub("", given)
    if isinstance(given, dict):
        return {keepable(name): keepable(value) for name, value in given.items()}
    if isinstance(given, list):
        return [keepable(value) for value in given]
    return given


def _letters() -> dict[str, str]:
    """Each accented Latin letter and its plain lower-case letter."""
    table: dict[str, str] = dict(_LOOKALIKES)
    for code in _LATIN:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha() and chr(code) not in _EXPANSIONS:
            table[chr(code)] = base.lower()
    for plain, variants in _SAME.items():
        table.update(dict.fromkeys(variants, plain))
    return table


_ONE_TO_ONE = _letters()
_TABLE: dict[int, str | None] = {
    **{ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{ord(one): plain for one, plain in _ONE_TO_ONE.items()},
    **{ord(one): several for one, several in _EXPANSIONS.items()},
    **{ord(dropped): None for dropped in _DROPPED},
}


def fold(text: str) -> str:
    """`text` in lower case without accents, ligatures or typographic variants.

    Letters of other scripts are kept as they are. The length may change (œ becomes oe). Folding
    twice changes nothing.
    """
    return text.translate(_TABLE)


def fold_sql(expression: str) -> str:
    """The immutable SQL expression that does to `expression` exactly what `fold` does.

    `expression` is a column or a placeholder chosen by the programmer, never user input.
    """
    folded = f"({expression})"
    for one, several in _EXPANSIONS.items():
        folded = f"replace({folded}, '{one}', '{several}')"
    source = "".join(_ONE_TO_ONE) + "".join(_DROPPED)
    target = "".join(_ONE_TO_ONE.values())
    return f'translate(lower({folded} COLLATE "C"), {_literal(source)}, {_literal(target)})'


def _literal(text: str) -> str:
    """A PostgreSQL string literal, control and combining characters written as escapes."""
    return "E'" + "".join(_escaped(character) for character in text) + "'"


def _escaped(character: str) -> str:
    if character == "'":
        return "''"
    # Above ASCII everything is escaped: the migration stays readable in any editor.
    if character == "\\" or ord(character) < 0x20 or ord(character) > 0x7E:
        return f"\\u{ord(character):04x}"
    return character


def words(text: str) -> list[str]:
    """The folded words of `text`: runs of letters and digits, apostrophes and dashes splitting."""
    folded = fold(text)
    return "".join(c if c.isalnum() else " " for c in folded).split()


def prefixes(text: str, *, shortest: int = 2, longest: int = 12) -> set[str]:
    """The folded prefixes of each word of `text`, to be hashed with a key and looked up by.

    A word shorter than `shortest` gives itself; a word longer than `longest` stops there, so that
    the number of hashes stays bounded.
    """
    found: set[str] = set()
    for word in words(text):
        if len(word) < shortest:
            found.add(word)
        found.update(word[:size] for size in range(shortest, min(len(word), longest) + 1))
    return found


def trigrams(text: str) -> set[str]:
    """The trigrams of each folded word, padded as pg_trgm does (two spaces before, one after)."""
    found: set[str] = set()
    for word in words(text):
        padded = f"  {word} "
        found.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return found


def trigram_similarity(first: str, second: str) -> float:
    """Shared trigrams over all trigrams, from 0 (nothing in common) to 1."""
    one, other = trigrams(first), trigrams(second)
    if not one or not other:
        return 0.0
    return len(one & other) / len(one | other)


def similarity(first: str, second: str) -> float:
    """How alike two texts are once folded, 0 to 1, forgiving typing errors and word order."""
    return fuzz.WRatio(fold(first), fold(second)) / 100


@dataclass(frozen=True, slots=True)
class Match:
    """A choice that resembles a query: its place in the choices, and how much (0 to 1)."""

    index: int
    score: float


def best_matches(
    query: str, choices: Iterable[str], *, limit: int = 8, at_least: float = 0.6
) -> list[Match]:
    """The choices most like `query`, best first, forgiving typing errors.

    `choices` must be folded already (fold them once, not at each keystroke).
    """
    found = process.extract(
        fold(query), list(choices), scorer=fuzz.WRatio, limit=limit, score_cutoff=at_least * 100
    )
    return [Match(index=index, score=score / 100) for _, score, index in found]
