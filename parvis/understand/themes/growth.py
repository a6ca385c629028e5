"""Whether a theme is spoken of more, or less, than in the period before.

The difference of its two shares within an interval (Newcombe, Statistics in Medicine 17 (1998)
873-890, method 10) wide enough to hold for all themes together (Bonferroni).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from parvis.understand.themes.model import Themes

# All intervals together miss one truth that often.
CHANCE = 0.05
# Said in a period, about anything: with fewer the comparison is no good.
FEWEST = 20
# Said of a theme, in both periods together: one message more would turn the sentence round.
FEW = 10


@dataclass(frozen=True, slots=True)
class Growth:
    """How many spoke of a theme in the period before (`was`) and now, as shares of all (`before`,
    `after`), and between which bounds the difference lies."""

    theme: int
    was: int
    now: int
    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """By how much its share rose, as a share."""
        return self.after - self.before

    @property
    def is_few(self) -> bool:
        """Whether too few spoke of it to say anything."""
        return self.was + self.now < FEW

    @property
    def is_sure(self) -> bool:
        """Whether chance alone would rarely part them so far."""
        return not self.is_few and not self.low <= 0 <= self.high


def growths(themes: Themes) -> list[Growth]:
    """Of each theme, those that grow most first; none where a period has too few, or nothing was
    said before."""
    past = themes.past
    if past is None or min(past.size, themes.size) < FEWEST:
        return []
    ids = [one.id for one in themes.themes]
    seen = [(len(past.members.get(one, ())), past.now.get(one, 0)) for one in ids]
    return compared(zip(ids, seen, strict=True), (past.size, themes.size))


def compared(seen: Iterable[tuple[int, tuple[int, int]]], whole: tuple[int, int]) -> list[Growth]:
    """Of each theme, how many spoke of it before and now, among `whole`."""
    given = list(seen)
    bound = NormalDist().inv_cdf(1 - CHANCE / (2 * max(1, len(given))))
    found = [_growth(theme, counts, whole, bound) for theme, counts in given]
    return sorted(found, key=lambda one: (-one.change, one.theme))


def _growth(theme: int, seen: tuple[int, int], whole: tuple[int, int], bound: float) -> Growth:
    before, after = seen[0] / whole[0], seen[1] / whole[1]
    (low, high), (low_now, high_now) = (
        _wilson(share, many, bound) for share, many in zip((before, after), whole, strict=True)
    )
    change = after - before
    return Growth(
        theme, *seen, before, after,
        change - sqrt((after - low_now) ** 2 + (high - before) ** 2),
        change + sqrt((high_now - after) ** 2 + (before - low) ** 2),
    )  # fmt: skip


def _wilson(share: float, many: int, bound: float) -> tuple[float, float]:
    """Bounds of a share seen among so many (Wilson, JASA 22 (1927)); without numpy, for pages."""
    room = bound * bound / many
    centre = (share + room / 2) / (1 + room)
    half = sqrt(room * share * (1 - share) + room * room / 4) / (1 + room)
    return centre - half, centre + half
