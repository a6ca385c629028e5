"""A report was read: what may tell of the same fact is found, and both remember it.

What is kept is a report's number, how likely, and why, in codes: `found["alike"]` of the reading.
Answers to surveys are not compared one by one: that two of them use the same words could tell that
one person gave both. What is said after a report is about its own.
"""

from functools import cache
from typing import Any

from parvis.flows import alike_candidates
from parvis.flows.alike_towns import Towns
from parvis.foundation.clock import now
from parvis.understand.alike.likeness import MOST, said_before
from parvis.understand.readings import operations as readings

# Another report, how likely, and why: the likeliest first.
Line = list[Any]


def note_alike(*, report: int) -> None:
    """Find what a report says again, and keep it with both."""
    new = alike_candidates.one(report)
    if new is None:
        return
    town = towns().here(now())
    others = {one.said.id: one for one in alike_candidates.candidates(new, town)}
    alike = said_before(new.said, (one.said for one in others.values()), town)
    lines: dict[int, list[Line]] = {report: []}
    for other, found in alike:
        share, why = round(found.share, 3), list(found.why)
        lines[report].append([other.id, share, why])
        lines[other.id] = _with(others[other.id].kept, [report, share, why])
    if alike:
        readings.keep_beside("alike", lines)


def _with(kept: list[Line], line: Line) -> list[Line]:
    """What another report remembers, with one more: the likeliest only."""
    others = [one for one in kept if one[0] != line[0]]
    return sorted([*others, line], key=lambda one: -one[1])[:MOST]


@cache
def towns() -> Towns:
    """What this process knows of the towns that it reads for."""
    return Towns()
