"""Whom we have not heard: those who answered beside what is known of the town."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import special

from parvis.understand.surveys.comparing.verdicts import ALPHA, holm
from parvis.understand.surveys.counting import Numbers, tally
from parvis.understand.surveys.intervals import Estimate, wilson
from parvis.understand.surveys.weighting import Margin


class Hearing(StrEnum):
    AS_EXPECTED = "as_expected"
    """Chance alone would often make such a gap."""
    UNDER = "under"
    OVER = "over"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Heard:
    """One category of one margin.

    `expected` is its share of the town; `answers` its people among those who answered; `raw` their
    share, with its interval, and `weighted` the same once weights are applied (None without);
    `ratio` is raw / expected: 0.5 is half as many as its part of the town (None if 0 is expected).
    """

    margin: str
    category: int
    expected: float
    answers: int
    raw: Estimate
    weighted: float | None
    ratio: Estimate | None
    hearing: Hearing


def silences(margins: Sequence[Margin], weights: Numbers | None = None) -> tuple[Heard, ...]:
    """Every category of every margin, in order; empty where no category of a margin is known.

    A category is under- or over-heard if its share differs from the town's by more than chance
    makes (score test, the one that Wilson's interval inverts), corrected over all categories of all
    margins (Holm). One with nobody is said to have nobody, sure or not.
    """
    rows = [row for margin in margins for row in _rows(margin, weights)]
    if not rows:
        return ()
    chances = holm(np.array([chance for _, chance in rows]))
    return tuple(
        _judged(row, float(chance)) for (row, _), chance in zip(rows, chances, strict=True)
    )


def _rows(margin: Margin, weights: Numbers | None) -> list[tuple[Heard, float]]:
    raw = tally(margin.codes, len(margin.known))
    if not raw.answers:
        return []
    weighted = None if weights is None else tally(margin.codes, len(margin.known), weights)
    lows, highs = wilson(raw.shares, raw.effective)
    chances = _chances(raw.shares, margin.target, raw.answers)
    found = []
    for place, expected in enumerate(margin.target.tolist()):
        share = Estimate(
            float(raw.shares[place]), float(lows[place]), float(highs[place]), raw.answers
        )
        of_town = (
            Estimate(
                share.value / expected, share.low / expected, share.high / expected, raw.answers
            )
            if expected
            else None
        )
        row = Heard(
            margin.name,
            place,
            expected,
            int(raw.counts[place]),
            share,
            None if weighted is None else float(weighted.shares[place]),
            of_town,
            Hearing.AS_EXPECTED,
        )
        found.append((row, float(chances[place])))
    return found


def _chances(shares: Numbers, expected: Numbers, answers: int) -> NDArray[np.float64]:
    spread = np.sqrt(expected * (1 - expected) / answers)
    gaps = np.abs(shares - expected)
    # A category that is none or all of the town has no spread: any gap is sure.
    scores = np.divide(gaps, spread, out=np.where(gaps > 0, np.inf, 0.0), where=spread > 0)
    return np.asarray(2 * special.ndtr(-scores), dtype=np.float64)


def _judged(row: Heard, chance: float) -> Heard:
    if not row.answers and row.expected:
        hearing = Hearing.NOBODY
    elif chance >= ALPHA:
        hearing = Hearing.AS_EXPECTED
    else:
        hearing = Hearing.UNDER if row.raw.value < row.expected else Hearing.OVER
    return replace(row, hearing=hearing)
