"""Who read whose contact details: written down for good."""

import pytest
from django.db import ProgrammingError, transaction

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact
from parvis.flows import identity_readings
from parvis.flows.follow_report import follow_report
from parvis.flows.person import find
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.people import operations, queries
from parvis.people.models import Agent, IdentityReading
from tests.factories import Town, agent, report

EMAIL = "lea@essai.example"


def read(town: Town, reader: Agent, service: str = "hole", email: str = EMAIL) -> int:
    """A report of somebody, whose contact an agent then opened; the report's id."""
    closed = (town.social.pk,)
    with town.open(compartments=closed):
        made = report(town, service, contact=Contact(channel="email", email=email))
        operations.audit_identity_reading(
            agent=reader.pk, object_kind="report", object_id=made.report.pk, purpose="casework"
        )
        return int(made.report.pk)


def test_closed_departments_are_answered_for_too(town: Town, handler: Agent) -> None:
    hidden = read(town, handler, "help")
    with town.open():
        found = find(EMAIL)
        assert found is not None
        assert ("report", hidden) in identity_readings.objects_of(found)


def test_ones_space_shows_looks_at_the_account_and_at_what_one_follows(
    town: Town, handler: Agent
) -> None:
    mine, theirs, elsewhere = read(town, handler), read(town, handler), read(town, handler)
    with town.open():
        account = operations.create_account(email=EMAIL, by=SYSTEM)
        Follower.objects.filter(report_id=mine).update(account=account)
        case = Case.objects.get(report_id=theirs)
        follower = follow_report(case=case.pk, contact=Contact(), by=RESIDENT).follower
        Follower.objects.filter(pk=follower.pk).update(account=account)
        for kind, number in (("account", account.pk), ("report", theirs), ("report", elsewhere)):
            operations.audit_identity_reading(
                agent=handler.pk, object_kind=kind, object_id=number, purpose="trust"
            )
        found = identity_readings.readings_of_account(account, limit=20)
    seen = [(one.object_kind, one.object_id, one.purpose) for one in found]
    assert seen == [
        ("report", theirs, "trust"),
        ("account", account.pk, "trust"),
        ("report", mine, "casework"),
    ]


def test_pages_of_readings_follow_each_other(town: Town, handler: Agent) -> None:
    for _number in range(3):
        read(town, handler)
    with town.open():
        first = queries.identity_readings(limit=2)
        rest = queries.identity_readings(limit=2, before=first[-1][0])
    numbers = [number for number, _reading in first + rest]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 3


def test_a_reading_cannot_be_changed_nor_deleted(town: Town, handler: Agent) -> None:
    read(town, handler)
    for change in (
        lambda rows: rows.update(purpose="other"),
        lambda rows: rows.delete(),
    ):
        with town.open(), pytest.raises(ProgrammingError), transaction.atomic():
            change(IdentityReading.objects.all())


def test_no_one_appoints_themself_out_of_the_journal(town: Town) -> None:
    with town.open():
        made = agent(town, "lead")
        operations.change_agent(agent=made, roles=["admin"], by=SYSTEM)
        told = list(Entry.objects.filter(object_kind="agent", object_id=made.pk).order_by("id"))
    assert [entry.action for entry in told] == ["agent.appointed", "agent.changed"]
    assert told[-1].data["roles"] == ["admin"]
