"""Each rule at its edge. The present is Tuesday 24 November 2026, noon in Paris."""

from datetime import UTC, date, datetime, timedelta

import pytest

from parvis.foundation.calendars import WorkingCalendar
from parvis.understand.attention.facts import Facts
from parvis.understand.attention.lines import Line, Signal, find
from parvis.understand.attention.rules import MISSED, NEAR, REPEATED, RULES, UNANSWERED

CALENDAR = WorkingCalendar()
NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def one(case: int = 1, **facts: object) -> Facts:
    """An open request of yesterday, promised in a month, in hand and answered."""
    usual = {
        "contacts": frozenset(), "is_new": False, "is_named": True, "received_at": ago(days=1),
        "due_at": NOW + timedelta(days=30), "said_at": ago(days=1), "answered_at": NOW,
    }  # fmt: skip
    return Facts(case=case, **(usual | facts))


def look(*facts: Facts, **rules: dict[str, int]) -> list[Signal]:
    return find(facts, rules=rules, now=NOW, calendar=CALENDAR)


def lines(*facts: Facts, **rules: dict[str, int]) -> list[Line]:
    return [line for signal in look(*facts, **rules) for line in signal.lines]


THREE_IN_SIXTY = {"times": 3, "days": 60}


def asked(*days_ago: float, **facts: object) -> list[Facts]:
    """Requests from one address, so many days ago, numbered from 1."""
    return [
        one(number, contacts=frozenset({7}), received_at=ago(days=days), **facts)
        for number, days in enumerate(days_ago, 1)
    ]


def closed(row: Facts, **more: object) -> Facts:
    return one(row.case, contacts=row.contacts, received_at=row.received_at, closed_at=NOW, **more)


def test_repeated_is_said_once_at_the_one_that_waits_for_longest():
    (line,) = lines(*asked(53, 20, 1), repeated=THREE_IN_SIXTY)
    assert line == Line(
        REPEATED, 1, date(2026, 10, 2), 60, why="open", cases=(1, 2, 3), mark="0,0,0"
    )


@pytest.mark.parametrize(("first", "holds"), [(61, True), (61.01, False)])
def test_repeated_counts_from_the_last_request_back(first, holds):
    assert bool(lines(*asked(first, 20, 1), repeated=THREE_IN_SIXTY)) is holds


def test_two_are_not_three():
    assert lines(*asked(20, 1), repeated=THREE_IN_SIXTY) == []
    assert lines(*asked(20, 1), repeated={"times": 2, "days": 60}) != []


def test_what_was_settled_is_not_repeated():
    first, second, last = asked(30, 20, 1)
    assert lines(closed(first), closed(second), last, repeated=THREE_IN_SIXTY) == []


def test_what_had_to_be_reopened_is():
    first, second, last = asked(30, 20, 1)
    (line,) = lines(closed(first, reopened=1), closed(second), last, repeated=THREE_IN_SIXTY)
    assert (line.case, line.why, line.mark) == (3, "reopened", "1,0,0")


def test_the_last_alone_reopened_is_not_an_earlier_one():
    first, second, last = asked(30, 20, 1, reopened=1)
    rows = [closed(first), closed(second), last]
    assert lines(*rows, repeated=THREE_IN_SIXTY) == []


def test_nothing_is_said_of_requests_that_are_all_closed():
    assert lines(*map(closed, asked(30, 20, 1)), repeated=THREE_IN_SIXTY) == []


def test_an_open_one_is_named_even_if_later_ones_are_closed():
    first, second, last = asked(30, 20, 1)
    (line,) = lines(first, closed(second), closed(last), repeated=THREE_IN_SIXTY)
    assert line.case == 1


def test_what_shares_with_those_that_share_is_somebody_else():
    """A telephone lent once does not make one person of two."""
    rows = [
        one(1, contacts=frozenset({1})),
        one(2, contacts=frozenset({1, 2})),
        one(3, contacts=frozenset({2})),
    ]
    (line,) = lines(*rows, repeated={"times": 3, "days": 60})
    assert (line.case, line.cases) == (2, (1, 2, 3))


def test_requests_without_a_contact_go_with_none():
    rows = [one(number) for number in range(5)]
    assert lines(*rows, repeated={"times": 2, "days": 60}) == []


def test_a_promise_is_missed_once_its_moment_has_passed():
    assert lines(one(due_at=NOW), missed={}) == []
    (line,) = lines(one(due_at=ago(seconds=1)), missed={})
    assert (line.why, line.day, line.days) == ("due", date(2026, 11, 24), 0)


def test_how_late_a_promise_is_counts_working_days():
    (line,) = lines(one(due_at=ago(days=5)), missed={})
    assert (line.day, line.days) == (date(2026, 11, 19), 3)


def test_a_planned_day_is_missed_the_day_after():
    assert lines(one(planned_on=date(2026, 11, 24)), missed={}) == []
    (line,) = lines(one(planned_on=date(2026, 11, 23)), missed={})
    assert (line.why, line.day) == ("planned", date(2026, 11, 23))


def test_a_closed_request_missed_nothing():
    assert lines(one(due_at=ago(days=5), closed_at=NOW), missed={}) == []


@pytest.mark.parametrize(("days", "holds"), [(0.1, True), (2, True), (3, False)])
def test_a_deadline_is_near_within_working_days(days, holds):
    row = one(due_at=NOW + timedelta(days=days), is_named=False)
    assert bool(lines(row, near={"working_days": 2})) is holds


def test_a_deadline_over_a_weekend_is_nearer_than_it_looks():
    friday = NOW + timedelta(days=3)
    with_monday = one(due_at=NOW + timedelta(days=6), is_named=False)
    assert lines(one(due_at=friday, is_named=False), near={"working_days": 3}) != []
    (line,) = lines(with_monday, near={"working_days": 4})
    assert (line.days, line.day) == (4, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("is_named", "is_new", "why"),
    [(True, False, None), (True, True, "received"), (False, False, "nobody")],
)
def test_a_deadline_matters_while_nobody_has_begun(is_named, is_new, why):
    row = one(due_at=NOW + timedelta(days=1), is_named=is_named, is_new=is_new)
    assert [line.why for line in lines(row, near={"working_days": 2})] == ([why] if why else [])


def test_a_deadline_that_has_passed_is_not_near():
    row = one(due_at=ago(seconds=1), is_named=False)
    assert [line.rule for line in lines(row, near={"working_days": 2}, missed={})] == [MISSED]


@pytest.mark.parametrize(("days", "holds"), [(5, True), (4, False)])
def test_words_wait_for_an_answer_in_working_days(days, holds):
    """Five days ago was a Thursday: three working days; four days ago a Friday: two."""
    row = one(said_at=ago(days=days), answered_at=None)
    assert bool(lines(row, unanswered={"working_days": 3})) is holds


def test_an_answer_that_came_before_the_last_words_is_none():
    before, after = (one(said_at=ago(days=10), answered_at=ago(days=days)) for days in (11, 9))
    assert [line.days for line in lines(before, unanswered={"working_days": 3})] == [7]
    assert lines(after, unanswered={"working_days": 3}) == []


def test_the_oldest_promise_comes_first_whoever_has_more_lines():
    rows = [
        one(1, due_at=ago(days=1), said_at=ago(days=30), answered_at=None),
        one(2, due_at=ago(days=9)),
    ]
    found = look(*rows, missed={}, unanswered={"working_days": 3})
    assert [(signal.case, len(signal.lines)) for signal in found] == [(2, 1), (1, 2)]


def test_only_the_rules_in_force_are_looked_at():
    row = one(due_at=ago(days=9), said_at=ago(days=30), answered_at=None, is_named=False)
    assert look(row) == []
    assert [line.rule for line in lines(row, unanswered={"working_days": 3})] == [UNANSWERED]


def test_tomorrow_alone_changes_no_digest():
    row = one(due_at=ago(days=9), said_at=ago(days=30), answered_at=None)
    rules = {MISSED: {}, UNANSWERED: {"working_days": 3}}
    digests = [
        [line.digest for signal in find([row], rules=rules, now=moment, calendar=CALENDAR)
         for line in signal.lines]
        for moment in (NOW, NOW + timedelta(days=1))
    ]  # fmt: skip
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 2


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("missed", {"planned_on": date(2026, 11, 20)}, {"planned_on": date(2026, 11, 23)}),
        ("unanswered", {"said_at": ago(days=20)}, {"said_at": ago(days=20, minutes=-1)}),
    ],
)
def test_what_happens_changes_the_digest(rule, before, after):
    rules = {rule: RULES[rule].usual}
    answered = {"answered_at": None}
    (was,), (new,) = (lines(one(**(facts | answered)), **rules) for facts in (before, after))
    assert was.digest != new.digest


def test_a_further_request_changes_the_digest():
    (was,) = lines(*asked(53, 20, 1), repeated=THREE_IN_SIXTY)
    (new,) = lines(*asked(53, 20, 1, 0.5), repeated=THREE_IN_SIXTY)
    assert was.case == new.case
    assert was.digest != new.digest


def test_nothing_here_is_a_score():
    """No line and no signal holds a number of lines, a weight or a rank; nor what is looked at."""
    held = {name for kind in (Facts, Line, Signal) for name in kind.__dataclass_fields__}
    assert held == {
        "case", "contacts", "is_new", "is_named", "received_at", "due_at", "said_at",
        "answered_at", "closed_at", "planned_on", "reopened", "rule", "day", "days", "why",
        "cases", "mark", "lines",
    }  # fmt: skip


def test_near_names_its_rule():
    (line,) = lines(one(due_at=NOW + timedelta(days=1), is_named=False), near={"working_days": 1})
    assert line.rule == NEAR
