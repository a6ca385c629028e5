"""Who read whose contact details: for the protection officer, and for oneself."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from parvis.capture.reports.rules import Contact
from parvis.flows import identity_readings
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.people import operations, queries
from parvis.people.models import Agent, IdentityReading
from tests.factories import Town, agent, log_in, report

READINGS = "/compte/lectures/"
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


def test_the_officer_finds_who_read_a_persons_details(
    client: Client, town: Town, handler: Agent
) -> None:
    mine, other = read(town, handler), read(town, handler, email="noe@essai.example")
    with town.open():
        officer = agent(town, "dpo", name="La déléguée")
    log_in(client, town, officer)
    everything = client.get(READINGS).content.decode()
    assert str(mine) in everything
    assert str(other) in everything
    found = client.post(READINGS, {"contact": " LEA@essai.example"}).content.decode()
    assert f"n° {mine}" in found
    assert f"n° {other}" not in found
    assert handler.display_name.replace("'", "&#x27;") in found
    with town.open():
        looked = IdentityReading.objects.get(agent=officer)
        assert (looked.object_kind, looked.purpose) == ("search", "trust")


def test_closed_departments_are_answered_for_too(town: Town, handler: Agent) -> None:
    hidden = read(town, handler, "help")
    with town.open():
        assert ("report", hidden) in identity_readings.objects_of(EMAIL)


def test_nobody_else_opens_the_list(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    assert client.get(READINGS).status_code == 403
    stranger = Client(headers={"host": town.host})
    assert stranger.get(READINGS)["Location"].startswith("/compte/connexion/")


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
