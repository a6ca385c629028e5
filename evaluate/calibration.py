"""Whether probabilities keep their word, and what may be left to them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluate.figures import Figure

_PARTS = 10
_DRAWS = 200


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """ECE: how far what is promised lies from what comes true, over ten parts of as many examples
    each, from the least sure to the surest (M. Naeini & others, AAAI 2015)."""
    parts = np.array_split(np.argsort(sure, kind="stable"), _PARTS)
    apart = [len(one) * abs(sure[one].mean() - right[one].mean()) for one in parts if len(one)]
    return float(sum(apart) / len(sure))


def error_by_chance(sure: NDArray[np.float64], *, seed: int = 1) -> float:
    """The calibration error that probabilities which keep their word show on so few examples."""
    drawn = np.random.default_rng(seed)
    errors = [calibration_error(sure, drawn.random(len(sure)) < sure) for _ in range(_DRAWS)]
    return float(np.mean(errors))


def promise(
    part: str, measure: str, on: str, sure: Sequence[float], right: Sequence[bool]
) -> Figure:
    """How far what is said to be so sure lies from what is so, beside what chance alone shows."""
    told, so = np.asarray(sure, float), np.asarray(right, bool)
    return Figure(
        part, measure, on, len(told), ours=calibration_error(told, so), at_most=0.05,
        note=f"by chance alone: {error_by_chance(told):.3f}",
    )  # fmt: skip


def handled_alone(
    sure: NDArray[np.float64], right: NDArray[np.bool_], *, precision: float = 0.95
) -> float:
    """The largest share of the examples, the surest first, of which `precision` are right."""
    order = np.argsort(-sure, kind="stable")
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    found = np.flatnonzero(precise >= precision)
    return float((found[-1] + 1) / len(order)) if len(found) else 0.0
