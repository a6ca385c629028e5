"""What two contributions of one town have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from parvis.foundation.geo import haversine
from parvis.understand.alike.words import Stems, TownWords, shared

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution as it is compared: `kind` is its family of service types, `place`
    longitude and latitude, `ended_at` when what it asked for was over; `fingerprint` and
    `near_print` as in `readings`; `vector` of length 1."""

    id: int
    said_at: datetime
    stems: Stems
    vector: Any
    fingerprint: int
    near_print: int | None = None
    kind: int | None = None
    place: tuple[float, float] | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """What is usual in a town: how rare its words are, and the mean of its texts' vectors (None
    where too few texts would make it)."""

    words: TownWords
    middle: Any = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contributions: `metres` apart (None where one has no place), `days` apart; `closeness` of
    meaning, -1 to 1, seen from the town's middle (None without one); `words` and `told` as in
    `Shared`; `bits` in which their near-prints differ, of 64; `had_ended`: what the earlier one
    asked for was over when the later one came."""

    metres: float | None
    days: float
    same_kind: bool
    closeness: float | None
    words: float
    told: float
    same_words: bool = False
    bits: int | None = None
    had_ended: bool = False


def pair(one: Said, other: Said, town: Town) -> Pair:
    """What two contributions have in common; their order does not matter."""
    earlier, later = sorted((one, other), key=lambda said: said.said_at)
    common = shared(one.stems, other.stems, town.words)
    return Pair(
        metres=_metres(one, other),
        days=(later.said_at - earlier.said_at).total_seconds() / _DAY,
        same_kind=one.kind is not None and one.kind == other.kind,
        closeness=closeness(one.vector, other.vector, town.middle),
        words=common.words,
        told=common.told,
        same_words=one.fingerprint == other.fingerprint,
        bits=_bits(one.near_print, other.near_print),
        had_ended=earlier.ended_at is not None and earlier.ended_at <= later.said_at,
    )


def closeness(one: Any, other: Any, middle: Any) -> float | None:
    """Cosine of two vectors seen from the middle; None without a middle, or at it."""
    if middle is None:
        return None
    first, second = (np.asarray(given, np.float64) - middle for given in (one, other))
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / lengths if lengths else None


def _metres(one: Said, other: Said) -> float | None:
    if one.place is None or other.place is None:
        return None
    return haversine(*one.place, *other.place)


def _bits(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return None
    return ((one ^ other) & (1 << 64) - 1).bit_count()
