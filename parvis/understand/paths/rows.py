"""What paths are traced from: requests, their steps, and what people said after, as columns."""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
NEVER = -1
"""The moment of what has not happened."""
SAME = -1
"""The stage, or the team left, of a step that changes neither."""


@dataclass(frozen=True, slots=True)
class Cases:
    """One entry a request, by rising `number`. Moments are seconds since 1970 (UTC); `closed` is
    `NEVER` for an open one. `team` and `district` are ids, 0 for none; `channel` is any number that
    stands for it. `has_place` and `has_photo` are 0 or 1. `came` is 1 for those received over the
    period that is looked at, 0 for older ones that were still in hand then."""

    number: Whole
    received: Whole
    closed: Whole
    due: Whole
    service: Whole
    team: Whole
    district: Whole
    channel: Whole
    has_place: Whole
    has_photo: Whole
    came: Whole


@dataclass(frozen=True, slots=True)
class Steps:
    """One entry a step that was not undone, by request, then moment. `stage` is the one that the
    request came to, `left` the team that it left (0 for none), `SAME` where a step changes nothing
    of it; `third` the third party that it waits for since (0: none), `told` 1 where people were
    told of it."""

    number: Whole
    at: Whole
    stage: Whole
    left: Whole
    third: Whole
    told: Whole


@dataclass(frozen=True, slots=True)
class Said:
    """One entry for each time that somebody wrote again, asked to reopen, or said that it is not
    settled; what answers a question of ours is not among them."""

    number: Whole
    at: Whole


Rows = TypeVar("Rows", Steps, Said)


def known(cases: Cases, rows: Rows) -> Rows:
    """Those of these rows whose request is among `cases`."""
    kept = np.isin(rows.number, cases.number)
    if kept.all():
        # Of millions of steps no second copy is held.
        return rows
    return type(rows)(*(getattr(rows, one.name)[kept] for one in fields(rows)))
