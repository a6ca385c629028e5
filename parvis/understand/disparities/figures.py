"""What is said of a district: figures, their interval, and a verdict, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 10
"""Of fewer requests (or answers, or fewer expected) nothing is said, as in the cockpit."""
SURE = 0.05
Z = 1.959963984540054
"""The normal quantile of 95 %, two-sided."""


class Measure(StrEnum):
    """What districts are compared by."""

    RATE = "rate"
    """Requests received per 1,000 inhabitants."""
    DELAY = "delay"
    """Mean working days from reception to the end, each taken up to a horizon."""
    SATISFACTION = "satisfaction"
    """The satisfied (0 to 1), of those who said."""
    REFUSAL = "refusal"
    """Those closed without action (0 to 1), of those closed."""


SHARES = frozenset({Measure.SATISFACTION, Measure.REFUSAL})
LEAST: Mapping[Measure, float] = {
    Measure.RATE: 0.10,
    Measure.DELAY: 0.10,
    Measure.SATISFACTION: 0.03,
    Measure.REFUSAL: 0.03,
}
"""A smaller gap is none to act on, however many requests prove it: a tenth, or three points."""


class Verdict(StrEnum):
    MORE = "more"
    LESS = "less"
    BY_CHANCE = "by_chance"
    """Chance alone would often make such a gap, or it is too small to matter."""
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"
    """Nobody has said how many live there."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its measure's own unit. `seen` is the plain one, `expected` what the same
    requests (or as many inhabitants) come to in the town, `value` what was seen drawn towards it
    as far as it rests on few, truly between `low` and `high` (95 %). By chance alone a district
    like this shows between `chance_low` and `chance_high` (95 %); `chance` is how often chance
    makes a gap like this, corrected for all that were looked at."""

    seen: float
    expected: float
    value: float
    low: float
    high: float
    chance_low: float
    chance_high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one district, resting on so many `requests` (for satisfaction, answers)."""

    district: int
    measure: Measure
    requests: int
    verdict: Verdict
    told: Told | None = None

    @property
    def gap(self) -> float | None:
        """How far it stands from the town for the same requests: 0.4 is 40 % more, or for shares
        40 points; None of what nothing is told."""
        return None if self.told is None else apart(self.measure, self.told)

    @property
    def is_apart(self) -> bool:
        return self.verdict in {Verdict.MORE, Verdict.LESS}


@dataclass(frozen=True, slots=True)
class Silence:
    """A silent district: the share (0 to 1) of what was expected that is missing, and of how many
    of the `subjects` (types of request of which it should have sent at least ten) it speaks that
    much less. All of them: it is not heard. A few: perhaps it has no park."""

    district: int
    missing: float
    fewer: int
    subjects: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was found. `medians` are the working days within which half of a district's requests
    were closed (None: not half of them yet); `dispersion` is how much more than chance the weeks
    scatter, the districts' mean; `looked_at` how many figures were judged together; `days` the
    horizon of delays; `placeless` how many requests lie in no district that is drawn."""

    figures: tuple[Figure, ...]
    silences: tuple[Silence, ...]
    medians: Mapping[int, int | None]
    dispersion: Mapping[Measure, float]
    looked_at: int
    days: int
    placeless: int

    def of(self, measure: Measure) -> list[Figure]:
        """The figures of one measure, by district."""
        return [one for one in self.figures if one.measure is measure]

    @property
    def found(self) -> list[Figure]:
        """Those that stand apart, the surest first."""
        standing = [one for one in self.figures if one.is_apart and one.told]
        return sorted(standing, key=lambda one: one.told.chance if one.told else 1.0)


def apart(measure: Measure, told: Told) -> float:
    """The gap of a figure, in points for shares, else relative."""
    difference = told.value - told.expected
    if measure in SHARES:
        return difference
    return difference / told.expected if told.expected else 0.0


def verdict(measure: Measure, told: Told, middle: float) -> Verdict:
    """Whether a figure stands apart: chance rarely makes it, and it is large enough to matter, both
    from the town as a whole and from the `middle` district's gap. One loud district raises what is
    expected of all others: it alone stands apart then, not they."""
    gap, least = apart(measure, told), LEAST[measure]
    if told.chance >= SURE:
        return Verdict.BY_CHANCE
    if min(gap, gap - middle) >= least:
        return Verdict.MORE
    return Verdict.LESS if max(gap, gap - middle) <= -least else Verdict.BY_CHANCE
