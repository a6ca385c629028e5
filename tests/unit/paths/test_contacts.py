"""Second contacts: who is at risk for how long, and what came just before."""

import pytest

from tests.unit.paths.made import Made

TOLD = {"told": 1}


def association(found, code):
    return next(one for one in found.contacts.associations if one.code == code)


def test_time_is_parted_by_the_promise_and_by_silence():
    made = Made()
    # Four weeks of waiting; the promise was the end of the first; news after one week.
    made.case(
        "2026-03-02 09:00",
        ("2026-03-09 09:00", "assigned", TOLD),
        due="2026-03-09 09:00",
        said=["2026-03-30 10:00"],
    )
    found = made.found("2026-03-31 09:00")
    promise, silence = association(found, "promise"), association(found, "silence")
    # The clocks went forward: 28 days and an hour less, plus one.
    assert promise.contacts == silence.contacts == 1
    assert promise.weeks == pytest.approx(3)
    assert promise.other_weeks == pytest.approx(1)
    assert silence.weeks == pytest.approx(1)
    assert silence.other_weeks == pytest.approx(3)


def test_only_the_first_before_the_end_counts():
    made = Made()
    made.case(
        "2026-03-02 09:00",
        ("2026-03-05 09:00", "resolved"),
        closed="2026-03-05 09:00",
        said=["2026-03-03 09:00", "2026-03-04 09:00"],
    )
    made.case(
        "2026-03-02 09:00",
        ("2026-03-05 09:00", "resolved"),
        closed="2026-03-05 09:00",
        said=["2026-03-06 09:00"],
    )
    made.case(
        "2026-03-02 09:00", ("2026-03-05 09:00", "declined"), ("2026-03-09 09:00", "reopened")
    )
    found = made.found().contacts
    assert (found.rate.count, found.rate.of) == (1, 3)
    after = {one.code: (one.count, one.of) for one in found.after_end}
    assert after == {"resolved": (1, 2), "declined": (1, 1)}


@pytest.mark.parametrize(
    ("due", "wrote", "told", "before"),
    [
        ("2026-03-09 17:00", "2026-03-10 09:00", None, "promise"),
        ("2026-03-31 17:00", "2026-03-20 09:00", None, "silence"),
        ("2026-03-31 17:00", "2026-03-04 09:00", None, "soon"),
        ("2026-03-31 17:00", "2026-03-20 09:00", "2026-03-12 09:00", "other"),
    ],
)
def test_what_came_just_before(due, wrote, told, before):
    made = Made()
    steps = [(told, "assigned", TOLD)] if told else []
    made.case("2026-03-02 09:00", *steps, due=due, said=[wrote])
    counts = {one.code: one.count for one in made.found().contacts.before}
    assert counts == {"promise": 0, "silence": 0, "soon": 0, "other": 0} | {before: 1}


def test_rates_that_differ_are_told_and_equal_ones_are_not():
    made = Made()
    for number in range(40):
        said = ["2026-03-20 09:00"] if number < 20 else []
        made.case("2026-03-02 09:00", due="2026-03-16 09:00", said=said)
    found = association(made.found(), "promise")
    assert found.is_apart
    assert found.ratio is None
    assert found.low > 1
    made = Made()
    for number in range(40):
        said = ["2026-03-05 09:00"] if number < 10 else ["2026-03-25 09:00"] if number < 20 else []
        made.case("2026-03-02 09:00", due="2026-03-16 09:00", said=said)
    assert not association(made.found(), "promise").is_apart
