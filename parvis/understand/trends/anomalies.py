"""Which series did, over the last days, what nothing known of those days explains.

Of each series its expectation (`expectation`), then four looks: the last day, the last three, seven
and fourteen, each against a negative binomial around what was expected. One series' four looks are
corrected by Šidák, the many series looked at together by Benjamini and Hochberg, so that at most
one in twenty of what is told is chance's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
from scipy.stats import false_discovery_control, nbinom

from parvis.understand.seasons.days import Almanac, Numbers
from parvis.understand.trends.expectation import LOOKS, Expectation, expect
from parvis.understand.trends.series import Key, Series

WRONG = 0.05
"""The share of what is told that may be chance's."""
LEAST_CASES = 5
"""Cases more (or fewer) than expected under which nothing is told, however surprising: three
reports of a kind that never comes are three reports."""
LEAST_CHANGE = 0.2
"""And a fifth of what was expected: of a large series everything is surprising."""


class Direction(StrEnum):
    PEAK = "peak"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """`observed` cases from `since` to `until` where `expected` were, usually between `low` and
    `high` (95 %); `chance`: how often chance alone would lead as far, both corrections made."""

    key: Key
    direction: Direction
    since: date
    until: date
    observed: int
    expected: float
    low: int
    high: int
    chance: float

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def excess(self) -> float:
        """Cases more than expected; below nought in a silence."""
        return self.observed - self.expected

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return asdict(self) | days | {"key": [list(part) for part in self.key]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Anomaly":
        """What `to_json` wrote."""
        read = {
            "key": tuple((str(dimension), value) for dimension, value in kept["key"]),
            "direction": Direction(kept["direction"]),
            "since": date.fromisoformat(kept["since"]),
            "until": date.fromisoformat(kept["until"]),
        }
        return cls(**{**kept, **read})


def find(series: Series, almanac: Almanac, *, wrong: float = WRONG) -> list[Anomaly]:
    """The anomalies that the last day of `series` still belongs to, the most surprising first.

    Empty where history is too short to expect anything (`expectation.SHORTEST_DAYS`).
    """
    expectation = expect(series, almanac)
    return [] if expectation is None else judged(series, expectation, wrong=wrong)


def judged(series: Series, expectation: Expectation, *, wrong: float = WRONG) -> list[Anomaly]:
    """The same, where the expectation is at hand."""
    chances = np.stack([_chances(look, expectation) for look in range(len(LOOKS))])
    # Four looks in two directions, fewer where days are unknown.
    looks = np.isfinite(chances).sum(axis=(0, 1))
    least = 1 - (1 - np.fmin.reduce(chances, axis=(0, 1))) ** looks
    judged = np.flatnonzero(looks)
    if not len(judged):
        return []
    least[judged] = false_discovery_control(least[judged], method="bh")
    found = [
        _told(series, expectation, int(place), chances[:, :, place], float(least[place]))
        for place in judged[least[judged] <= wrong]
    ]
    return sorted((one for one in found if matters(one)), key=lambda one: one.chance)


def matters(anomaly: Anomaly) -> bool:
    """Whether it is large enough to be told, beside being surprising."""
    far = abs(anomaly.excess)
    return far >= LEAST_CASES and far >= LEAST_CHANGE * anomaly.expected


def _chances(look: int, of: Expectation) -> Numbers:
    """Peak and silence × series: how often chance alone goes as far over one look."""
    seen, expected, spread = of.seen[look], of.expected[look], of.spread[look]
    size, share = shape(expected, spread)
    middle = 0.5 * nbinom.pmf(seen, size, share)
    # The half of the day itself: counts are whole, and a silence of few would else never be one.
    return np.stack([nbinom.sf(seen, size, share) + middle, nbinom.cdf(seen, size, share) - middle])


def band(usual: Numbers, scatter: Numbers | float) -> tuple[Numbers, Numbers]:
    """Between which counts a day usually lies (95 %): what to draw around what was expected."""
    low, high = nbinom.ppf([[0.025], [0.975]], *shape(usual, np.asarray(scatter)))
    return low, high


def shape(expected: Numbers, spread: Numbers) -> tuple[Numbers, Numbers]:
    """scipy's two numbers of a negative binomial with this mean and variance over mean."""
    over = np.maximum(spread, 1.001)
    return np.maximum(expected, 1e-6) / (over - 1), 1 / over


def _told(series: Series, of: Expectation, place: int, chances: Numbers, chance: float) -> Anomaly:
    look, side = np.unravel_index(int(np.nanargmin(chances)), chances.shape)
    expected, spread = of.expected[look, place], of.spread[look, place]
    low, high = nbinom.ppf([0.025, 0.975], *shape(expected, spread))
    until = series.first + timedelta(series.days - 1)
    return Anomaly(
        key=series.keys[place],
        direction=(Direction.PEAK, Direction.SILENCE)[side],
        since=until - timedelta(LOOKS[look] - 1),
        until=until,
        observed=int(of.seen[look, place]),
        expected=float(expected),
        low=int(low),
        high=int(high),
        chance=chance,
    )


def heads(found: Sequence[Anomaly]) -> list[tuple[Anomaly, list[Anomaly]]]:
    """One anomaly for each thing that happened, with those that are the same seen otherwise.

    A district, one of its types and the whole town rise together when one street does. Those belong
    together that share a group (one key holds the other), have the same direction, and of which one
    carries half or more of the other's excess; the most surprising of them stands for all.
    """
    groups: list[list[Anomaly]] = []
    for one in found:
        touched = [group for group in groups if any(_is_same(other, one) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(other for group in touched for other in group), one])
    ordered = [sorted(group, key=lambda one: one.chance) for group in groups]
    ordered.sort(key=lambda group: group[0].chance)
    return [(group[0], group[1:]) for group in ordered]


def _is_same(one: Anomaly, other: Anomaly) -> bool:
    mine, theirs = set(one.key), set(other.key)
    if one.direction != other.direction or not (mine <= theirs or theirs <= mine):
        return False
    small, large = sorted((abs(one.excess), abs(other.excess)))
    return small >= large / 2
