"""A closed department's rows are seen inside it, and by whoever holds the secret link."""

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case, Step
from parvis.capture.reports import queries
from parvis.capture.reports.models import Follower, Report
from parvis.journal.rules import SYSTEM, Actor
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closed():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        receipt = report(town, "help", place=None, words="Je ne peux plus payer mon loyer.")
        cases.note(case=receipt.case.pk, words="À rappeler", by=Actor("agent"))
    return town, receipt


def test_an_agent_outside_sees_nothing(closed):
    town, receipt = closed
    with town.open():
        assert not Case.objects.filter(pk=receipt.case.pk).exists()
        assert not Report.objects.filter(pk=receipt.report.pk).exists()
        assert not Follower.objects.exists()
        assert not Step.objects.exists()


def test_an_agent_inside_sees_it(closed):
    town, receipt = closed
    with town.open(compartments=(town.social.pk,)):
        assert Case.objects.get(pk=receipt.case.pk).state == "received"


def test_the_code_alone_never_opens_it(closed):
    town, receipt = closed
    with town.open():
        assert queries.report_by_code(receipt.report.code) is None


def test_the_secret_link_opens_that_report_alone(closed):
    town, receipt = closed
    with town.open(compartments=(town.social.pk,)):
        other = report(town, "help", place=None)
    with town.open():
        follower = queries.follower_by_token(receipt.report.pk, receipt.token)
        assert follower is not None
        assert Report.objects.filter(pk=receipt.report.pk).exists()
        assert not Report.objects.filter(pk=other.report.pk).exists()


def test_a_wrong_link_opens_nothing(closed):
    town, receipt = closed
    with town.open():
        assert queries.follower_by_token(receipt.report.pk, "wrong") is None
        assert not Report.objects.exists()


def test_a_resident_can_write_to_a_closed_department():
    town = small_town()
    with town.open():
        receipt = report(town, "help", place=None)
        assert receipt.case.department_lock == town.social.pk
    assert SYSTEM.kind == "system"
