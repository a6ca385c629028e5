"""Daily counts of many groups: each value of each dimension, and pairs where there is enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parvis.understand.seasons.days import Numbers

Codes = NDArray[np.integer]
Value = int | str
Key = tuple[tuple[str, Value], ...]
"""What a series counts: (("service", 12), ("channel", "web")); empty: everything."""

ENOUGH = 60
"""Fewer cases than this in all make no series: with one a week over a year, a doubled week can't be
told from chance."""


@dataclass(frozen=True, slots=True)
class Series:
    """`counts` is days × series, nan where a day is unknown; column i is `keys[i]`."""

    first: date
    keys: tuple[Key, ...]
    counts: Numbers

    @property
    def days(self) -> int:
        return len(self.counts)

    def of(self, keys: Sequence[Key]) -> "Series":
        """Those of these keys alone, in this order."""
        places = {key: place for place, key in enumerate(self.keys)}
        return Series(self.first, tuple(keys), self.counts[:, [places[key] for key in keys]])


def gathered(
    first: date,
    days: int,
    when: Codes,
    dimensions: Mapping[str, Codes],
    *,
    values: Mapping[str, Sequence[Value]] | None = None,
    counts: Codes | None = None,
    unknown: Codes | None = None,
    enough: int = ENOUGH,
) -> Series:
    """Count rows by day: everything, each dimension's values, and each pair of dimensions.

    `when` is each row's day counted from `first`, `dimensions` each row's codes (-1: none said),
    `values` what the codes of each dimension stand for (themselves when not given),
    `counts` how many cases a row stands for (1 each when not given), `unknown` the days of which
    nothing is known (which is not the same as a day without a case). Series of fewer than `enough`
    cases are left out. Raises ValueError for a day outside.
    """
    if len(when) and (when.min() < 0 or when.max() >= days):
        raise ValueError("a row lies outside of the days counted")
    many = np.ones(len(when)) if counts is None else counts.astype(np.float64)
    keys: list[Key] = [()]
    parts: list[Numbers] = [_summed(when, many, days)[:, None]]
    for size in (1, 2):
        for names in combinations(dimensions, size):
            found, part = _crossed(
                days, when, {one: dimensions[one] for one in names}, many, enough
            )
            keys += found
            parts.append(part)
    matrix = np.hstack(parts)
    if unknown is not None:
        matrix[unknown] = np.nan
    return Series(first, tuple(_meant(key, values or {}) for key in keys), matrix)


def _meant(key: Key, values: Mapping[str, Sequence[Value]]) -> Key:
    """The key with values for codes."""
    return tuple((name, values[name][int(code)] if name in values else code) for name, code in key)


def _crossed(
    days: int, when: Codes, of: Mapping[str, Codes], many: Numbers, enough: int
) -> tuple[list[Key], Numbers]:
    """The series of one dimension, or of each pair of values of two."""
    said = np.logical_and.reduce([codes >= 0 for codes in of.values()])
    sizes = [int(codes.max(initial=0)) + 1 for codes in of.values()]
    groups = np.ravel_multi_index([np.where(said, codes, 0) for codes in of.values()], sizes)
    totals = _summed(groups[said], many[said], int(np.prod(sizes)))
    kept = np.flatnonzero(totals >= enough)
    places = np.full(len(totals), -1)
    places[kept] = np.arange(len(kept))
    column = np.where(said, places[groups], -1)
    rows = column >= 0
    cells = _summed(when[rows] * len(kept) + column[rows], many[rows], days * len(kept))
    codes = np.stack(np.unravel_index(kept, sizes), axis=1)
    keys: list[Key] = [tuple(zip(of, map(int, row), strict=True)) for row in codes]
    return keys, cells.reshape(days, len(kept))


def _summed(places: Codes, many: Numbers, size: int) -> Numbers:
    found: Numbers = np.bincount(places, many, minlength=size).astype(np.float64)
    return found
