"""One thing found in a text, and which of several that overlap stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# From here on a find is masked in what is published; below, an agent is shown it. On letters that
# could be looked at (docs/algorithms/personal.md), finds below were wrong more often than right.
SURE_ENOUGH = 0.5


class Kind(StrEnum):
    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    """Of a home; the place of a fact is what the town needs, and is found with little sureness."""
    PLATE = "plate"
    IBAN = "iban"
    NIR = "nir"
    """The number of the national insurance, *numéro de sécurité sociale*."""
    BIRTH_DATE = "birth_date"
    HEALTH = "health"
    OTHER = "other"
    """What an agent has masked besides: nothing is found as such."""


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` (excluded) of the text.

    `sure` (0 to 1) is the share of such finds that are right, as judged when its rule was written;
    `why` names the rule (`phone.spoken`).
    """

    start: int
    end: int
    kind: Kind
    sure: float
    why: str

    @property
    def is_sure(self) -> bool:
        return self.sure >= SURE_ENOUGH


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that stand, in their order in the text: of two that overlap a sure one before an unsure
    one, then the longer, then the surer."""
    ranked = sorted(found, key=lambda one: (not one.is_sure, one.start - one.end, -one.sure))
    taken = _Taken()
    return tuple(sorted((one for one in ranked if taken.takes(one)), key=lambda one: one.start))


class _Taken:
    """Spans that do not overlap, each found by its place in logarithmic time."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def takes(self, one: Found) -> bool:
        """Take it in unless it overlaps what is taken."""
        at = bisect_right(self._ends, one.start)
        if at < bisect_left(self._starts, one.end):
            return False
        self._starts.insert(at, one.start)
        self._ends.insert(at, one.end)
        return True
