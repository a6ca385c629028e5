"""The figures follow the journal, counting again changes nothing, and rebuilding agrees."""

from collections import Counter
from datetime import date, timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.project_figures import rebuild_figures
from parvis.foundation.clock import at, now
from parvis.inform.dashboards.models import (
    CountedCase,
    DailyCount,
    DailyDelay,
    WeeklyCount,
    WeeklyDelay,
)
from parvis.inform.dashboards.operations import count_cases
from parvis.journal.rules import SYSTEM, Actor
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
DESK = frozenset({"handler", "resident"})


def snapshot(town):
    """Every figure of a town, without ids and zeros."""
    with town.open(compartments=(town.social.pk,)):
        daily = {
            (str(r.day), r.dimension, r.key, r.department_lock): (
                r.received, r.closed, r.late, r.unfounded, r.reopened, r.answered, r.satisfied,
                r.waiting,
            )
            for r in DailyCount.objects.all()
        }  # fmt: skip
        weekly = {
            (str(r.day), r.dimension, r.key, r.department_lock): (
                r.received, r.closed, r.late, r.unfounded, r.reopened, r.answered, r.satisfied,
            )
            for r in WeeklyCount.objects.all()
        }  # fmt: skip
        weekly_delay = {
            (str(r.day), r.dimension, r.key, r.bucket, r.department_lock): r.closed
            for r in WeeklyDelay.objects.all()
        }
        delay = {
            (str(r.day), r.dimension, r.key, r.bucket, r.department_lock): r.closed
            for r in DailyDelay.objects.all()
        }
        cases_ = sorted(
            CountedCase.objects.values_list("case_id", "received_on", "closed_on", "late")
        )
    return (
        {place: row for place, row in daily.items() if any(row)},
        {place: value for place, value in delay.items() if value},
        {place: row for place, row in weekly.items() if any(row)},
        {place: value for place, value in weekly_delay.items() if value},
        cases_,
    )


def lead(case, target, **needs):
    cases.change_state(case=case, change=Change(target, **needs), by=Actor("agent"), roles=DESK)


@pytest.fixture
def lively():
    """Cases that were closed, reopened, declined, moved, and one of a closed department."""
    town = small_town()
    before = now() - timedelta(days=20)
    with at(before), town.open(compartments=(town.social.pk,)):
        done, again, refused, moved = (report(town) for _ in range(4))
        secret = report(town, "help", place=None)
    with at(before + timedelta(days=3)), town.open(compartments=(town.social.pk,)):
        for receipt in (done, again, secret):
            lead(receipt.case.pk, "resolved")
        lead(refused.case.pk, "declined", reason=town.not_ours.pk, words="Non")
        cases.assign(case=moved.case.pk, team=town.south.pk, by=SYSTEM)
        cases.note_statement(report=done.report.pk, score=5, by=SYSTEM)
    follow_to_end()
    with at(before + timedelta(days=5)), town.open():
        lead(again.case.pk, "reopened")
    follow_to_end()
    return town


def test_it_counts_what_happened(lively):
    with lively.open(compartments=(lively.social.pk,)):
        rows = list(DailyCount.objects.filter(dimension="all"))
    assert sum(row.received for row in rows) == 5
    assert sum(row.closed for row in rows) == 3
    assert sum(row.unfounded for row in rows) == 1
    assert sum(row.reopened for row in rows) == 1
    assert sum(row.satisfied for row in rows) == 1


def test_rebuilding_gives_the_same(lively):
    followed = snapshot(lively)
    assert rebuild_figures(lively.authority.pk) == 5
    assert snapshot(lively) == followed


def test_counting_twice_changes_nothing(lively):
    followed = snapshot(lively)
    with lively.open(compartments=(lively.social.pk,)):
        cases = list(CountedCase.objects.values_list("case_id", flat=True))
        count_cases([*cases, *cases], lively_zone())
    assert snapshot(lively) == followed


def lively_zone():
    from parvis.authorities.queries import calendar

    return calendar().zone


def test_weeks_are_the_sums_of_their_days(lively):
    with lively.open(compartments=(lively.social.pk,)):
        by_week = list(WeeklyCount.objects.filter(dimension="all"))
        by_day = list(DailyCount.objects.filter(dimension="all"))
    weeks: Counter[date] = Counter()
    for row in by_week:
        weeks[row.day] += row.received
    sums: Counter[date] = Counter()
    for row in by_day:
        sums[row.day - timedelta(row.day.weekday())] += row.received
    assert sum(weeks.values()) == 5
    assert +weeks == +sums


def test_an_open_case_waits_on_the_day_of_its_deadline(lively):
    """And moves with it, even when nothing else about the case changes."""
    with lively.open():
        [row] = Case.objects.filter(team=lively.south, closed_at__isnull=True)
        waits = DailyCount.objects.filter(dimension="team", key=str(lively.south.pk), waiting__gt=0)
        assert [one.day for one in waits] == [row.due_at.astimezone(lively_zone()).date()]
        Case.objects.filter(pk=row.pk).update(due_at=row.due_at + timedelta(days=30))
        count_cases([row.pk], lively_zone())
        assert [one.day for one in waits.all()] == [
            (row.due_at + timedelta(days=30)).astimezone(lively_zone()).date()
        ]
        assert CountedCase.objects.get(case_id=row.pk).due_at == row.due_at + timedelta(days=30)


def test_a_closed_department_stays_out_of_others_figures(lively):
    with lively.open():
        rows = list(DailyCount.objects.filter(dimension="all"))
    assert sum(row.received for row in rows) == 4


def test_a_hand_over_moves_the_counts(lively):
    with lively.open():
        south = DailyCount.objects.filter(dimension="team", key=str(lively.south.pk))
        assert sum(row.received for row in south) == 1
