"""Paths traced over a handful of requests, each figure worked out by hand."""

import pytest

from parvis.understand.paths.stages import STAGE, STAGES
from tests.unit.paths.made import NETWORK, NORTH, SOUTH, Made


def quick(made, day, **other):
    """Received at 9, in hand at 11, done at 14: 3 working hours with us."""
    made.case(
        f"{day} 09:00",
        (f"{day} 11:00", "in_progress"),
        (f"{day} 15:00", "resolved"),
        closed=f"{day} 15:00",
        **other,
    )


def waiting(made, day, until, **other):
    made.case(
        f"{day} 09:00",
        (f"{day} 11:00", "in_progress"),
        (f"{day} 12:00", "waiting_third_party", {"third": NETWORK}),
        (f"{until} 14:00", "in_progress"),
        (f"{until} 15:00", "resolved"),
        closed=f"{until} 15:00",
        **other,
    )


@pytest.fixture
def found():
    made = Made()
    for _ in range(6):
        quick(made, "2026-03-03")
    for _ in range(5):
        waiting(made, "2026-03-03", "2026-03-10", due="2026-03-06 17:00")
    made.case("2026-03-30 09:00")
    return made.found("2026-03-31 17:00")


def test_paths_are_counted_and_the_slow_ones_named(found):
    common, second = found.variants
    assert [STAGES[one] for one in common.stages] == ["received", "in_progress", "resolved"]
    assert (common.count, common.share, common.hours, common.days) == (6, 6 / 11, 4.0, 0.25)
    # 3 hours on the day, 4 days of 6, then 1.
    assert (second.count, second.hours, second.days) == (5, 34.0, 7.25)
    assert found.slow_variants[0] == second
    assert found.other_variants == 0


def test_ways_between_stages_have_their_times(found):
    ways = {(STAGES[one.source], STAGES[one.target]): one for one in found.stage_arrows}
    assert ways["received", "in_progress"].count == 11
    assert ways["received", "in_progress"].hours == 2.0
    assert ways["waiting_third_party", "in_progress"].hours == 30.0
    # Six stays of 2 hours before the end, five of 1.
    assert (ways["in_progress", "resolved"].count, ways["in_progress", "resolved"].hours) == (11, 2)


def test_an_open_one_counts_for_what_it_has_waited(found):
    received = next(one for one in found.stages if one.key == STAGE["received"])
    assert (received.visits, received.open, received.hours) == (12, 1, 2.0)
    assert (found.cases, found.open) == (12, 1)


def test_coming_back_is_counted(found):
    stage = next(one for one in found.stages if one.key == STAGE["in_progress"])
    assert (stage.visits, stage.cases, stage.returned) == (16, 11, 5)
    assert stage.again_hours == 5.0


def test_in_whose_hands_the_time_was(found):
    held = {one.code: (one.hours, one.worked) for one in found.held}
    # 6 of 4 hours, 5 of 4, an open one of 12; the third party had 5 of 30.
    assert held["us"] == (24 + 20 + 12, 6 * 2 + 5 * 2)
    assert held["third_party"] == (150.0, 0.0)


def test_late_ones_against_timely_ones(found):
    # The open one, promised for this very moment, is judged too.
    assert (found.judged, found.late) == (12, 6)
    parts = {one.code: (one.late, one.timely) for one in found.parts}
    assert parts["third_party"] == (25.0, 0.0)
    assert parts["work"] == (10 / 6, 2.0)
    assert parts["queue"] == ((5 * 2 + 12) / 6, 2.0)


def test_a_way_between_teams():
    made = Made()
    for _ in range(5):
        made.case(
            "2026-03-03 09:00",
            ("2026-03-03 14:00", "", {"left": NORTH}),
            ("2026-03-04 09:00", "", {"left": SOUTH}),
            ("2026-03-05 09:00", "resolved"),
            closed="2026-03-05 09:00",
            team=NORTH,
        )
    found = made.found()
    assert {(one.source, one.target, one.count, one.hours) for one in found.team_arrows} == {
        (NORTH, SOUTH, 5, 3.0),
        (SOUTH, NORTH, 5, 3.0),
    }
    north = next(one for one in found.teams if one.key == NORTH)
    assert (north.visits, north.cases, north.returned) == (10, 5, 5)


def test_nothing_is_said_of_nothing():
    found = Made().found()
    assert (found.cases, found.hours, found.stages, found.variants) == (0, None, (), ())
    assert found.contacts.rate.of == 0


def test_a_very_long_path_is_cut_where_it_can_no_longer_be_told_apart():
    made = Made()
    for _ in range(5):
        steps = [
            (f"2026-03-{2 + turn:02} 10:00", stage)
            for turn, stage in enumerate(["in_progress", "planned"] * 10)
        ]
        made.case(
            "2026-03-02 09:00", *steps, ("2026-03-30 10:00", "resolved"), closed="2026-03-30 10:00"
        )
    (only,) = made.found().variants
    assert len(only.stages) == 16
    assert STAGES[only.stages[-1]] == "in_progress"
