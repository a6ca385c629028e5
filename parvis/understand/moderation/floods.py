"""The same words again: from one author, or from several within a short time.

Texts are compared by fingerprints, which keep nothing that could be read. What is found is
proposed: neighbours who copy one letter may well mean it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parvis.understand.phrases.words import words

_BITS = 64
# Of 64 bits: one word changed in twenty moves about five, unrelated texts differ by about 32.
MOST_DIFFERENT = 8
# Too short to be anybody's own words (« merci », « trou dans la rue »).
FEWEST_WORDS = 5
REPEATED_WITHIN = timedelta(days=30)
FLOOD_WITHIN, FLOOD_FROM = timedelta(hours=6), 8


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its fingerprint, when it came, and who wrote it (any key; None where nobody
    knows)."""

    fingerprint: int
    at: datetime
    author: str | None


@dataclass(frozen=True, slots=True)
class Again:
    """Places, among the rows given, of texts that say the same: by one author (a repetition), or by
    `authors` of them (a flood)."""

    rows: tuple[int, ...]
    authors: int

    @property
    def is_of_few(self) -> bool:
        """Whether a few sent it many times, rather than many about once each, as neighbours do who
        copy one letter."""
        return len(self.rows) >= 2 * self.authors


def fingerprint(text: str) -> int | None:
    """64 bits that nearly identical texts nearly share; None for a text of a few words.

    Source: M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, STOC 2002, over
    pairs of neighbouring words, each hashed by BLAKE2.
    """
    said = [word.form for word in words(text)]
    if len(said) < FEWEST_WORDS:
        return None
    pairs = {f"{one} {other}" for one, other in pairwise(said)}
    hashed = b"".join(blake2b(pair.encode(), digest_size=_BITS // 8).digest() for pair in pairs)
    bits = np.unpackbits(np.frombuffer(hashed, np.uint8).reshape(len(pairs), -1), axis=1)
    return int.from_bytes(np.packbits(2 * bits.sum(axis=0) > len(pairs)).tobytes())


def repetitions(rows: Sequence[Row], now: datetime) -> tuple[Again, ...]:
    """Texts that one author sent more than once in the last `REPEATED_WITHIN`."""
    by_author: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.author is not None and now - REPEATED_WITHIN <= row.at <= now:
            by_author[row.author].append(place)
    return tuple(
        Again(tuple(alike), 1)
        for places in by_author.values()
        if len(places) > 1
        for alike in _alike(rows, places)
    )


def floods(rows: Sequence[Row], now: datetime) -> tuple[Again, ...]:
    """Texts nearly the same, `FLOOD_FROM` at least in the last `FLOOD_WITHIN`, by two authors or
    more.

    Rows without an author count as one author each.
    """
    recent = [place for place, row in enumerate(rows) if now - FLOOD_WITHIN <= row.at <= now]
    found = []
    for alike in _alike(rows, recent):
        authors = len({rows[place].author or f"row {place}" for place in alike})
        if len(alike) >= FLOOD_FROM and authors > 1:
            found.append(Again(tuple(alike), authors))
    return tuple(found)


def _alike(rows: Sequence[Row], places: Sequence[int]) -> Iterator[list[int]]:
    """Those of `places` that say the same as an earlier one, with it, in groups of two or more.

    Each group is around its first text: likeness does not travel from text to text.
    """
    prints = np.array([rows[place].fingerprint for place in places], np.uint64)
    is_free = np.ones(len(places), bool)
    for first in range(len(places)):
        if is_free[first]:
            near = is_free & (_differences(prints, prints[first]) <= MOST_DIFFERENT)
            is_free &= ~near
            if np.count_nonzero(near) > 1:
                yield [places[int(at)] for at in np.flatnonzero(near)]


def _differences(prints: NDArray[np.uint64], one: np.uint64) -> NDArray[np.uint8]:
    return np.asarray(np.bitwise_count(prints ^ one), np.uint8)
