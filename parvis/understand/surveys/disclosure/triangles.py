"""Three crossings of the same three questions: people behind them answered all three.

Each crossing by itself leaves open what it hides; that the three must come from the same people can
close it. The counts of all three questions together are unknown, not negative, and add up to each
crossing's cells.
Source: A. Dobra & S. Fienberg, PNAS 97 (2000) 11885-11892.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from parvis.understand.surveys.disclosure.tables import Axis, Released
from parvis.understand.surveys.disclosure.unknowns import Group, Kind, Relations, Unknown

_SILENT = None


@dataclass(frozen=True, slots=True)
class Triangle:
    """Three tables of one release, by their place in it, that cross three axes in pairs."""

    release: int
    tables: tuple[int, int, int]
    axes: tuple[Axis, Axis, Axis]
    where: tuple[tuple[Axis, int], ...]


def triangles(releases: Sequence[Sequence[Released]]) -> Iterator[Triangle]:
    """Every triangle of which some table hides something."""
    for release, tables in enumerate(releases):
        crossings = {
            (one.shape.where, frozenset(one.shape.axes)): number
            for number, one in enumerate(tables)
            if len(one.shape.axes) == 2
        }
        for where in dict.fromkeys(where for where, _ in crossings):
            axes = sorted(
                {axis for among, pair in crossings if among == where for axis in pair},
                key=lambda axis: axis.name,
            )
            for three in combinations(axes, 3):
                found = [crossings.get((where, frozenset(two))) for two in combinations(three, 2)]
                numbers = [number for number in found if number is not None]
                if len(numbers) == 3 and not all(tables[number].whole for number in numbers):
                    yield Triangle(release, (numbers[0], numbers[1], numbers[2]), three, where)


def tie(found: Relations, triangle: Triangle) -> None:
    """Adds the counts of all three questions together, and what they add up to."""
    options = [
        [*range(len(axis.options)), *([] if axis.complete else [_SILENT])] for axis in triangle.axes
    ]
    fixed = [(axis.name, option) for axis, option in triangle.where]
    parts: dict[Group, list[int]] = {}
    for chosen in product(*options):
        cell = [
            (axis.name, option)
            for axis, option in zip(triangle.axes, chosen, strict=True)
            if option is not _SILENT
        ]
        if len(cell) < 2:
            continue
        group = tuple(sorted(fixed + cell))
        joint = found.add(Unknown(Kind.JOINT, triangle.release, group))
        for pair in combinations(cell, 2):
            parts.setdefault(tuple(sorted([*fixed, *pair])), []).append(joint)
    for group, joints in parts.items():
        found.equal(found.at[triangle.release, group], joints)
