"""What waits, from places that were counted: held to a request by request count."""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

import pytest

from parvis.foundation.calendars import working_time_between
from parvis.understand.paths.blocking import Place, blocked
from parvis.understand.paths.stages import STAGE, Holder
from tests.unit.paths.made import CALENDAR, COUNTY, NETWORK, NORTH, PARIS, SOUTH

NOW = datetime(2026, 3, 31, 17, tzinfo=PARIS)


def place(stage, since, due, team=NORTH, third=0):
    """A place of these requests (days ago, each; promised so many days ago, below 0 ahead)."""
    came = sorted(NOW - timedelta(days) for days in since)
    late = [(NOW - timedelta(one), NOW - timedelta(other))
            for one, other in zip(since, due, strict=True) if other > 0]  # fmt: skip
    promised = sorted(due for _, due in late)

    def middle(moments):
        return moments[(len(moments) - 1) // 2], moments[len(moments) // 2]

    return Place(
        STAGE[stage], team, third, len(came), len(late), came[0], middle(came),
        middle(promised) if promised else (), sum(one.timestamp() for one in came) / len(came),
        sum(one.timestamp() for one, _ in late) / len(late) if late else 0.0,
    )  # fmt: skip


def found(*places):
    return blocked(places, CALENDAR, now=NOW, authorities=[COUNTY])


@pytest.mark.parametrize("many", [5, 6])
def test_the_middle_of_hours_is_that_of_the_middle_moments(many):
    since = [2, 9, 11, 30, 44, 61][:many]
    (block,) = found(place("received", since, [-1] * many)).blocks
    hours = [working_time_between(NOW - timedelta(one), NOW, CALENDAR) / 3600 for one in since]
    assert block.waited_hours == pytest.approx(median(hours))
    assert block.waited_days == pytest.approx(median(since))
    assert block.oldest == NOW - timedelta(max(since))
    assert (block.late, block.past_days) == (0, 0.0)


def test_past_days_are_working_days():
    # Promised for Tuesday the 17th, two weeks ago.
    (block,) = found(place("assigned", [20] * 5, [14] * 5)).blocks
    assert block.past_days == pytest.approx(10, rel=0.05)
    assert (block.count, block.late) == (5, 5)


def test_worst_first_and_small_places_are_counted_alone():
    some = found(
        place("received", [3] * 7, [-1] * 7),
        place("assigned", [9] * 6, [1] * 6, team=SOUTH),
        place("assigned", [9] * 4, [1] * 4),
    )
    assert [(one.team, one.late) for one in some.blocks] == [(SOUTH, 6), (NORTH, 0)]
    assert (some.count, some.late, some.small) == (17, 10, 4)


def test_late_ones_are_in_somebodys_hands_whatever_the_place():
    some = found(
        place("received", [3] * 4, [1] * 4),
        place("planned", [9] * 3, [1] * 3),
        place("waiting_third_party", [5] * 5, [1] * 5, third=COUNTY),
        place("waiting_third_party", [5] * 4, [1] * 4, third=NETWORK),
        place("waiting_resident", [5] * 6, [1] * 6, team=SOUTH),
    )
    assert [(one.holder, one.key, one.count) for one in some.late_with] == [
        (Holder.US, NORTH, 7),
        (Holder.RESIDENT, 0, 6),
        (Holder.AUTHORITY, COUNTY, 5),
    ]
    since = NOW - (4 * timedelta(3) + 3 * timedelta(9)) / 7
    assert abs(some.late_with[0].since - since) < timedelta(seconds=1)


def test_nothing_waits():
    empty = found()
    assert (empty.count, empty.late, empty.blocks, empty.late_with) == (0, 0, (), ())
    shut = replace(CALENDAR, hours={})
    told = blocked([place("received", [3] * 5, [1] * 5)], shut, now=NOW)
    assert told.blocks[0].past_days == 0.0
