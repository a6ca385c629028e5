"""Answers on an ordered scale, or numbers: means of groups compared (Welch)."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import special

from parvis.understand.surveys.comparing.verdicts import Finding, corrected, judged
from parvis.understand.surveys.counting import Flags, Numbers
from parvis.understand.surveys.intervals import Estimate, mean, moments, student


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


def means_standing_out(
    groups: Sequence[tuple[Flags, Flags]], values: Numbers, weights: Numbers | None = None
) -> dict[int, Finding]:
    """The mean of each group (its answers, and the others'), p-values corrected by Holm."""
    found: dict[int, Finding] = {}
    for group, (mine, others) in enumerate(groups):
        theirs = (None, None) if weights is None else (weights[mine], weights[others])
        finding = compare_means(values[mine], values[others], theirs)
        if finding is not None:
            found[group] = finding
    return corrected(found)


def _moments(values: Numbers, weights: Numbers | None) -> tuple[float, float, float]:
    known = ~np.isnan(values)
    return moments(values[known], None if weights is None else weights[known])
