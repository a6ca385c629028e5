"""What may be said of two figures, as data: the sentences stand with the pages."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np

from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.intervals import CONFIDENCE, Estimate

FEWEST = 10
"""Below so many (effective) answers on either side nothing is said, as in the cockpit."""
ALPHA = 1 - CONFIDENCE
Key = TypeVar("Key")


class Verdict(StrEnum):
    DIFFERENT = "different"
    TOO_SMALL_TO_SAY = "too_small_to_say"
    """A difference that chance alone would often make."""
    TOO_FEW_ANSWERS = "too_few_answers"


@dataclass(frozen=True, slots=True)
class Finding:
    """Two figures side by side: what a plain sentence needs.

    `difference` is `here` minus `there`; `chance` is how often chance alone would make one as large
    (the p-value, already corrected where many were compared); `effect` is how large it is in its
    own unit: Cohen's h for shares, Cohen's d for means (0.2 small, 0.5 medium, 0.8 large).
    Source of both: J. Cohen, Statistical Power Analysis (1988).
    """

    verdict: Verdict
    here: Estimate
    there: Estimate
    difference: Estimate
    chance: float
    effect: float


def judged(chance: float, *sizes: float) -> Verdict:
    """The verdict for a p-value, between groups of these effective sizes."""
    if min(sizes) < FEWEST:
        return Verdict.TOO_FEW_ANSWERS
    return Verdict.DIFFERENT if chance < ALPHA else Verdict.TOO_SMALL_TO_SAY


def holm(chances: Numbers) -> Numbers:
    """P-values corrected so that all together are wrong once in twenty at most.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
    """
    order = np.argsort(chances, kind="stable")
    steps = np.arange(len(chances), 0, -1)
    raised = np.minimum(np.maximum.accumulate(chances[order] * steps), 1.0)
    found = np.empty_like(raised)
    found[order] = raised
    return found


def corrected(found: Mapping[Key, Finding]) -> dict[Key, Finding]:
    """The same with p-values corrected over those with enough answers (Holm)."""
    told = dict(found)
    enough = [one for one in told if told[one].verdict is not Verdict.TOO_FEW_ANSWERS]
    chances = holm(np.array([told[one].chance for one in enough]))
    for one, chance in zip(enough, chances, strict=True):
        verdict = judged(float(chance), math.inf)
        told[one] = replace(told[one], chance=float(chance), verdict=verdict)
    return told
