"""What was seen in each district against what the same requests came to in the whole town.

Indirect standardisation: each request is expected to go as those of its stratum did everywhere.
How far chance alone leads away from it is known exactly if districts mean nothing: requests of a
stratum could then change places (permutation variance). For shares this is the Mantel-Haenszel
test of a district against the others.
Sources: N. Mantel & W. Haenszel, JNCI 22 (1959); N. Mantel, JASA 58 (1963) for any numbers.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parvis.understand.disparities.lines import Numbers, Whole, summed


@dataclass(frozen=True)
class Lines:
    """Requests counted in lines, `many` each: the numbers (from 0) of their district, stratum and
    week, what is expected of each request of the line, and by how much each exceeds it. Those
    excesses sum to 0 in every stratum. `districts` is how many there are."""

    district: Whole
    stratum: Whole
    week: Whole
    many: Whole
    expected: Numbers
    excess: Numbers
    districts: int

    @cached_property
    def spread(self) -> Numbers:
        """The variance of one request's excess, by stratum (unbiased; 0 of one alone)."""
        most = int(self.stratum.max(initial=-1)) + 1
        sizes = summed(self.stratum, self.many, most)
        squares = summed(self.stratum, self.many * self.excess**2, most)
        return np.divide(squares, sizes - 1, out=np.zeros(most), where=sizes > 1)


@dataclass(frozen=True, slots=True)
class Held:
    """By district: requests, the sum expected, the sum in excess of it; the variance of that
    excess by chance alone, and as the district's own requests scatter."""

    requests: Numbers
    expected: Numbers
    excess: Numbers
    by_chance: Numbers
    own: Numbers


def hold(lines: Lines) -> Held:
    """Hold each district against what was expected of its requests."""
    strata, districts = len(lines.spread), lines.districts
    place = lines.district * strata + lines.stratum
    cells = summed(place, lines.many, districts * strata).reshape(districts, strata)
    sizes = cells.sum(axis=0)
    by_chance: Numbers = (cells * (sizes - cells) / np.maximum(sizes, 1)) @ lines.spread
    alike = cells @ lines.spread
    # A district is part of the town that it is held against.
    apart = np.divide(by_chance, alike, out=np.zeros(districts), where=alike > 0)
    return Held(
        requests=cells.sum(axis=1),
        expected=summed(lines.district, lines.many * lines.expected, districts),
        excess=summed(lines.district, lines.many * lines.excess, districts),
        by_chance=by_chance,
        own=own_variances(lines) * apart,
    )


def shares(stratum: Whole, is_so: Whole, many: Whole) -> tuple[Numbers, Numbers]:
    """Each line's expected share (0 to 1) in its stratum, and its excess over it."""
    most = int(stratum.max(initial=-1)) + 1
    rate = summed(stratum, many * is_so, most) / np.maximum(summed(stratum, many, most), 1)
    return rate[stratum], is_so - rate[stratum]


def own_variances(lines: Lines) -> Numbers:
    """The variance of each district's sum, from its own requests."""
    district, many, size = lines.district, lines.many, lines.districts
    requests = summed(district, many, size)
    mean = summed(district, many * lines.excess, size) / np.maximum(requests, 1)
    squares = summed(district, many * (lines.excess - mean[district]) ** 2, size)
    return squares * np.divide(requests, requests - 1, out=np.zeros(size), where=requests > 1)
