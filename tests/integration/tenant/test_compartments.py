"""A closed department's rows are seen inside it, and by whoever holds the secret link."""

import pytest
from django.apps import apps
from django.db.models import Model

from parvis.act.cases import operations as cases
from parvis.act.cases import presence
from parvis.act.cases.models import Case, PhotoApproval, Presence, Step
from parvis.capture.reports import queries
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.flows.follow_journal import follow_to_end
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM, Actor
from tests.factories import agent, report, small_town
from tests.integration.trust.traces import plant

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


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


def about_a_request() -> list[type[Model]]:
    """Every model whose rows belong to a report or to a case."""
    return [
        model
        for model in apps.get_models()
        if any(field.related_model in (Report, Case) for field in model._meta.concrete_fields)
    ]


def test_no_row_about_it_is_seen_from_outside(closed):
    """Whatever room keeps it: words, photos, what was shown, who looks at it, news waiting."""
    town, _ = closed
    made = plant(town, "help")
    with town.open(compartments=(town.social.pk,)):
        case = Case.objects.get(pk=made.case.pk)
        presence.mark(case, agent(town).pk)
        PhotoApproval.objects.create(
            authority=town.authority, case=case, photo=Photo.objects.get(report=made.report),
            department_lock=case.department_lock, approved_at=now(),
        )  # fmt: skip
    follow_to_end()
    with town.open(compartments=(town.social.pk,)):
        inside = {model for model in about_a_request() if model._default_manager.exists()}
    assert inside >= {Follower, Statement, Photo, Step, Presence, PhotoApproval}
    with town.open():
        seen = [model.__name__ for model in about_a_request() if model._default_manager.exists()]
    assert seen == []


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
