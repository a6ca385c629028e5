"""What refuses says so before it writes: nothing half done is kept, and no door stays open."""

import pytest

from parvis.capture.reports.models import Report
from parvis.foundation.db.operation import HalfWritten, Refusal, operation
from parvis.foundation.db.scope import entering
from parvis.journal.models import Entry
from parvis.journal.operations import record
from parvis.journal.rules import SYSTEM
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


@operation
def write_then_refuse() -> None:
    record("probe.written", "authority", 1, by=SYSTEM)
    raise Refusal("too_late")


@operation
def write_and_go_on() -> str:
    """What refuses within, before it wrote, takes nothing from what was done before."""
    record("probe.written", "authority", 1, by=SYSTEM)
    try:
        refuse()
    except Refusal as refusal:
        return refusal.problem
    return ""


@operation
def refuse() -> None:
    raise Refusal("in_time")


@operation
def around() -> None:
    """An operation that bears with what refuses within."""
    try:
        write_then_refuse()
    except Refusal:
        return


@pytest.mark.parametrize("one", [write_then_refuse, around])
def test_who_refuses_after_writing_is_stopped_and_nothing_stays(one):
    town = small_town()
    with pytest.raises(HalfWritten), town.open():
        one()
    with town.open():
        assert not Entry.objects.filter(action="probe.written").exists()


def test_a_refusal_in_time_lets_the_rest_go_on():
    town = small_town()
    with town.open():
        assert write_and_go_on() == "in_time"
        assert Entry.objects.filter(action="probe.written").count() == 1


def test_a_refusal_within_a_closed_department_leaves_it_closed():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        report(town, "help", place=None)
    with town.open():
        with pytest.raises(Refusal), entering(town.social.pk):
            assert Report.objects.count() == 1
            refuse()
        assert Report.objects.count() == 0
