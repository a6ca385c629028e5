"""Answers on an ordered scale, or numbers: means of groups compared (Welch)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from scipy import special

from parvis.understand.surveys.comparing.verdicts import Finding, Verdict, holm, judged
from parvis.understand.surveys.counting import Codes, Numbers
from parvis.understand.surveys.intervals import Estimate, mean, moments, student

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Means:
    """Whether groups have the same mean at all: Welch's F, its degrees of freedom, the p-value."""

    verdict: Verdict
    statistic: float
    freedom: tuple[float, float]
    chance: float


def compare_means(
    here: Numbers,
    there: Numbers,
    weights: tuple[Numbers | None, Numbers | None] = (None, None),
) -> Finding | None:
    """The mean of numbers (nan: no answer) of some against that of others: Welch's t.

    Weights come in through the effective sizes. Where neither side varies at all, chance is taken
    to tell nothing (1) unless the means differ (0). None if either side has fewer than two answers.
    Source: B. Welch, Biometrika 34 (1947) 28-35.
    """
    first, second = mean(here, weights[0]), mean(there, weights[1])
    if first is None or second is None or min(first.answers, second.answers) < 2:
        return None
    (_, spread_a, size_a), (_, spread_b, size_b) = (
        _moments(values, theirs) for values, theirs in zip((here, there), weights, strict=True)
    )
    gap = first.value - second.value
    errors = (spread_a / size_a, spread_b / size_b)
    error = math.sqrt(sum(errors))
    answers = first.answers + second.answers
    if not error:
        chance, around, effect = float(not gap), Estimate(gap, gap, gap, answers), 0.0
    else:
        freedom = sum(errors) ** 2 / (errors[0] ** 2 / (size_a - 1) + errors[1] ** 2 / (size_b - 1))
        half = student(freedom) * error
        chance = float(2 * special.stdtr(freedom, -abs(gap) / error))
        around = Estimate(gap, gap - half, gap + half, answers)
        effect = gap / math.sqrt((spread_a + spread_b) / 2)
    return Finding(judged(chance, size_a, size_b), first, second, around, chance, effect)


def same_means(
    groups: Codes, values: Numbers, many: int, weights: Numbers | None = None
) -> Means | None:
    """Whether the means of `many` groups differ at all, without assuming that they vary alike.

    Groups of fewer than two answers, or whose answers are all the same, are left out; None if fewer
    than two groups are left. Source: B. Welch, Biometrika 38 (1951) 330-336.
    """
    found = [
        _moments(values[groups == group], None if weights is None else weights[groups == group])
        for group in range(many)
        if np.count_nonzero(~np.isnan(values[groups == group])) > 1
    ]
    found = [one for one in found if one[1] > 0]
    if len(found) < 2:
        return None
    centres, spreads, sizes = (np.array(column) for column in zip(*found, strict=True))
    trust = sizes / spreads
    parts = trust / trust.sum()
    centre = float(parts @ centres)
    count = len(found)
    unevenness = float(((1 - parts) ** 2 / (sizes - 1)).sum())
    between = float((trust * (centres - centre) ** 2).sum()) / (count - 1)
    statistic = between / (1 + 2 * (count - 2) / (count**2 - 1) * unevenness)
    freedom = (float(count - 1), (count**2 - 1) / (3 * unevenness))
    chance = float(special.fdtrc(*freedom, statistic))
    return Means(judged(chance, float(sizes.sum())), statistic, freedom, chance)


def means_standing_out(
    groups: Codes, values: Numbers, many: int, weights: Numbers | None = None
) -> dict[int, Finding]:
    """Each group's mean against everybody else's, p-values corrected by Holm."""
    known = groups >= 0
    found: dict[int, Finding] = {}
    for group in range(many):
        inside, outside = groups == group, known & (groups != group)
        theirs = (None, None) if weights is None else (weights[inside], weights[outside])
        finding = compare_means(values[inside], values[outside], theirs)
        if finding is not None:
            found[group] = finding
    return corrected(found)


def corrected(found: Mapping[Key, Finding]) -> dict[Key, Finding]:
    """The same with p-values corrected over those with enough answers (Holm)."""
    told = dict(found)
    enough = [one for one in told if told[one].verdict is not Verdict.TOO_FEW_ANSWERS]
    chances = holm(np.array([told[one].chance for one in enough]))
    for one, chance in zip(enough, chances, strict=True):
        verdict = judged(float(chance), math.inf)
        told[one] = replace(told[one], chance=float(chance), verdict=verdict)
    return told


def _moments(values: Numbers, weights: Numbers | None) -> tuple[float, float, float]:
    known = ~np.isnan(values)
    return moments(values[known], None if weights is None else weights[known])
