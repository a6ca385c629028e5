"""Numbers of an open file in classes: an exact age, or an income, would tell who answered."""

import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parvis.offer.forms.fields.base import Texts

# Answers in each class, at least.
FEWEST = 5
# Nine tenths of the answers lie in about so many classes.
_MANY = 10
_ANY = "any"


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of numbers between `cuts`, in rising order, both ends open: each holds its lower cut
    and not its upper one. `codes` says what each is called, lowest first ("< 20", "20 – 30",
    "≥ 30"); none where there are too few answers for any class: then none leaves."""

    cuts: tuple[float, ...]
    codes: dict[str, Texts]
    _order: tuple[str, ...]

    def code_of(self, value: float | None) -> str | None:
        """The code of a number's class."""
        if value is None or not self._order:
            return None
        return self._order[bisect_right(self.cuts, value)]


def classes_of(values: Sequence[float], *, are_whole: bool) -> Classes:
    """Classes with round cuts, FEWEST of these numbers in each at least."""
    if len(values) < FEWEST:
        return Classes((), {}, ())
    ordered = sorted(values)
    step = _step(ordered, are_whole=are_whole)
    cuts: list[float] = []
    below = 0
    for cut in sorted({round(math.floor(value / step) * step, 4) for value in ordered}):
        at = bisect_left(ordered, cut)
        if at - below >= FEWEST and len(ordered) - at >= FEWEST:
            cuts.append(cut)
            below = at
    codes = _codes(cuts)
    return Classes(tuple(cuts), codes, tuple(codes))


def _codes(cuts: Sequence[float]) -> dict[str, Texts]:
    if not cuts:
        return {_ANY: {"fr": "Un nombre", "en": "A number"}}
    said = [f"{cut:.4f}".rstrip("0").rstrip(".").replace("-", "−") for cut in cuts]
    found = {f"< {said[0]}": {"fr": f"moins de {said[0]}", "en": f"under {said[0]}"}}
    for low, high in pairwise(said):
        within = {"fr": f"de {low} à moins de {high}", "en": f"from {low} to under {high}"}
        found[f"{low} – {high}"] = within
    return found | {f"≥ {said[-1]}": {"fr": f"{said[-1]} et plus", "en": f"{said[-1]} and more"}}


def _step(ordered: Sequence[float], *, are_whole: bool) -> float:
    """1, 2 or 5 times a power of ten, from where most answers lie: a few far off change nothing."""
    tenths = statistics.quantiles(ordered, n=10)
    least = max((tenths[-1] - tenths[0]) / _MANY, 1.0 if are_whole else 0.001)
    size = 10.0 ** math.floor(math.log10(least))
    return next(size * step for step in (1, 2, 5, 10) if size * step >= least)
