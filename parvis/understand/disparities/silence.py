"""The districts from which little is heard: far fewer requests than as many inhabitants send
elsewhere. It says nothing of how they are: silence is not satisfaction."""

from collections.abc import Mapping, Sequence

import numpy as np

from parvis.understand.disparities.figures import FEWEST, Figure, Measure, Silence, Verdict
from parvis.understand.disparities.lines import Came

LEAST_MISSING = 0.3
"""A district is silent when at least three in ten of the requests expected of it are missing."""


def silences(
    figures: Sequence[Figure], came: Came, population: Mapping[int, int]
) -> tuple[Silence, ...]:
    """The silent districts, the most silent first."""
    found = [
        Silence(one.district, -one.gap, *_subjects(one.district, came, population))
        for one in figures
        if one.measure is Measure.RATE
        and one.verdict is Verdict.LESS
        and one.gap is not None
        and one.gap <= -LEAST_MISSING
    ]
    return tuple(sorted(found, key=lambda one: -one.missing))


def _subjects(district: int, came: Came, population: Mapping[int, int]) -> tuple[int, int]:
    peopled = np.array([one for one, people in population.items() if people], dtype=np.int64)
    counted = np.isin(came.district, peopled)
    share = population[district] / sum(population.values())
    _, subject = np.unique(came.service, return_inverse=True)
    expected = share * np.bincount(subject, came.many * counted)
    seen = np.bincount(subject, came.many * (came.district == district), len(expected))
    enough = expected >= FEWEST
    fewer = enough & (seen <= (1 - LEAST_MISSING) * expected)
    return int(fewer.sum()), int(enough.sum())
