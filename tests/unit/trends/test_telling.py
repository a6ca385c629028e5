"""An anomaly is told once, through the nights."""

from datetime import date, timedelta

from parvis.understand.trends.anomalies import Anomaly, Direction
from parvis.understand.trends.telling import told_once, unheard

MONDAY = date(2026, 11, 2)


def found(since: int, until: int, *, service: int = 1, chance: float = 0.01) -> Anomaly:
    days = (MONDAY + timedelta(since), MONDAY + timedelta(until))
    return Anomaly((("service", service),), Direction.PEAK, *days, 30, 9.0, 4, 15, chance)


def test_it_begins_grows_and_ends_under_one_name() -> None:
    first = told_once([], [found(0, 0)], today=MONDAY)
    assert [told.name for told in first.new] == ["service=1:peak:2026-11-02"]
    second = told_once(first.new, [found(0, 2, chance=1e-5)], today=MONDAY + timedelta(2))
    (told,) = second.going_on
    assert (second.new, told.name, told.widest.chance) == ((), first.new[0].name, 1e-5)
    third = told_once(second.going_on, [], today=MONDAY + timedelta(5))
    assert (len(third.going_on), third.ended) == (1, ())
    last = told_once(third.going_on, [], today=MONDAY + timedelta(10))
    assert [one.ended_on for one in last.ended] == [MONDAY + timedelta(2)]


def test_a_week_later_it_is_another_and_so_is_another_series() -> None:
    first = told_once([], [found(0, 0)], today=MONDAY)
    assert told_once(first.new, [found(5, 7)], today=MONDAY + timedelta(7)).new == ()
    assert len(told_once(first.new, [found(8, 8)], today=MONDAY + timedelta(8)).new) == 1
    assert len(told_once(first.new, [found(0, 0, service=2)], today=MONDAY).new) == 1


def test_a_group_with_one_known_before_is_not_told_again() -> None:
    first = told_once([], [found(0, 0)], today=MONDAY)
    tonight = [found(0, 1, service=3), found(0, 1)]
    telling = told_once(first.new, tonight, today=MONDAY + timedelta(1))
    assert unheard([(tonight[0], [tonight[1]])], telling) == []
    assert unheard([(tonight[0], [])], telling) == [(tonight[0], [])]
