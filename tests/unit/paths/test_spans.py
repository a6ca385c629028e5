"""A request's life, cut by hand: who had it, for how long, and what of it was work."""

from datetime import date

from parvis.understand.paths.clock import WorkingClock
from parvis.understand.paths.spans import cut
from parvis.understand.paths.stages import STAGES, Holder
from tests.unit.paths.made import CALENDAR, COUNTY, LATER, NETWORK, NORTH, SOUTH, Made, at


def spans_of(made, now=LATER):
    cases, steps, _ = made.columns()
    clock = WorkingClock(CALENDAR, date(2026, 2, 1), date(2026, 4, 30))
    return cut(cases, steps, clock, at(now), [COUNTY])


def told(made, now=LATER):
    found = spans_of(made, now)
    return [
        (STAGES[stage], int(team), Holder(holder).name, float(hours), float(worked))
        for stage, team, holder, hours, worked in zip(
            found.stage, found.team, found.holder, found.hours, found.worked, strict=True
        )
    ]


def test_each_span_is_somebodys():
    made = Made()
    # Monday 2 March 2026, 9 o'clock.
    made.case(
        "2026-03-02 09:00",
        ("2026-03-02 11:00", "assigned"),
        ("2026-03-03 10:00", "", {"left": NORTH}),
        ("2026-03-03 15:00", "in_progress"),
        ("2026-03-05 15:00", "waiting_third_party", {"third": NETWORK}),
        ("2026-03-09 09:00", "waiting_third_party", {"third": COUNTY}),
        ("2026-03-10 09:00", "waiting_resident"),
        ("2026-03-10 12:00", "planned"),
        ("2026-03-11 12:00", "resolved"),
        closed="2026-03-11 12:00",
        team=SOUTH,
    )
    assert told(made) == [
        ("received", NORTH, "US", 2.0, 0.0),
        ("assigned", NORTH, "US", 5.0, 0.0),
        ("assigned", SOUTH, "US", 3.0, 0.0),
        ("in_progress", SOUTH, "US", 12.0, 6.0),
        ("waiting_third_party", SOUTH, "THIRD_PARTY", 8.0, 0.0),
        ("waiting_third_party", SOUTH, "AUTHORITY", 6.0, 0.0),
        ("waiting_resident", SOUTH, "RESIDENT", 3.0, 0.0),
        ("planned", SOUTH, "PLANNED", 6.0, 0.0),
        ("resolved", SOUTH, "NOBODY", 0.0, 0.0),
    ]


def test_a_note_in_progress_is_a_new_trace_of_work():
    made = Made()
    made.case(
        "2026-03-02 09:00",
        ("2026-03-02 09:00", "in_progress"),
        ("2026-03-04 09:00", ""),
        ("2026-03-06 09:00", "resolved"),
        closed="2026-03-06 09:00",
    )
    assert [row[3:] for row in told(made)][1:3] == [(12.0, 6.0), (12.0, 6.0)]


def test_an_open_one_has_waited_until_now():
    made = Made()
    made.case("2026-03-02 09:00")
    found = spans_of(made, "2026-03-04 12:00")
    assert found.hours.tolist() == [15.0]
    assert found.days.tolist() == [2.125]
    assert found.is_last.tolist() == [True]


def test_what_was_passed_on_and_came_back_was_the_others_meanwhile():
    made = Made()
    made.case(
        "2026-03-02 09:00",
        ("2026-03-02 12:00", "transmitted"),
        ("2026-03-04 12:00", "reopened"),
        ("2026-03-04 17:00", "transmitted"),
        closed="2026-03-04 17:00",
    )
    assert [row[2] for row in told(made)] == ["US", "AUTHORITY", "US", "NOBODY"]
