"""How often each option was chosen, plainly and with weights.

Answers to a question are a column: small integer codes from 0, `NO_ANSWER` where nobody answered or
nobody was asked. Several choices are a matrix of booleans, one row an answer, one column an option.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_ANSWER = -1

Codes = NDArray[np.integer]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tally:
    """One question's answers, counted.

    `counts` are people by option, `shares` are of those who answered (weighted if weights were
    given; they add up to more than 1 where several may be chosen). `answers` are people,
    `effective` is how many equally weighted answers tell as much (`effective_size`).
    """

    counts: NDArray[np.int64]
    shares: Numbers
    answers: int
    effective: float


def effective_size(weights: Numbers) -> float:
    """How many equally weighted answers tell as much as these: (sum w)² / sum w².

    Source: L. Kish, Survey Sampling (1965), 11.7.
    """
    squares = float(np.dot(weights, weights))
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def tally(codes: Codes, options: int, weights: Numbers | None = None) -> Tally:
    """Counts and shares of each of `options` options. Raises ValueError for a code beyond them."""
    # One bin more, at the front, takes in those who did not answer: no copy of the column.
    shifted = np.asarray(codes) + 1
    counts = np.bincount(shifted, minlength=options + 1)
    if len(counts) > options + 1:
        raise ValueError("a code stands for no option")
    counts = counts[1:]
    answers = int(counts.sum())
    if weights is None:
        return Tally(counts, _shares(counts, answers), answers, float(answers))
    masses = np.bincount(shifted, weights=weights, minlength=options + 1)[1:]
    squares = np.bincount(shifted, weights=weights * weights, minlength=options + 1)[1:].sum()
    effective = float(masses.sum() ** 2 / squares) if squares else 0.0
    return Tally(counts, _shares(masses, float(masses.sum())), answers, effective)


def tally_several(chosen: Flags, asked: Flags, weights: Numbers | None = None) -> Tally:
    """The same for a question where several options may be chosen.

    `chosen` is people by options, `asked` says whose rows count: who saw the question and chose
    nothing is among those of whom the shares are.
    """
    kept = chosen[asked]
    counts = np.count_nonzero(kept, axis=0).astype(np.int64)
    answers = len(kept)
    if weights is None:
        return Tally(counts, _shares(counts, answers), answers, float(answers))
    theirs = weights[asked]
    masses = theirs @ kept
    return Tally(counts, _shares(masses, float(theirs.sum())), answers, effective_size(theirs))


def _shares(masses: NDArray[np.number], total: float) -> Numbers:
    found = np.asarray(masses, dtype=np.float64)
    return found / total if total else np.zeros_like(found)
