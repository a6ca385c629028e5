"""The register of demands about personal data."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Max

from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.turns import in_turn
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people import demands
from parvis.people.models import DataDemand


@operation
def note_demand(
    *, kind: str, channel: str, received_on: date, by: Actor, key: str | None = None
) -> DataDemand:
    """Write a demand down; one with the same `key` is given back as it stands."""
    # Numbers follow each other: who writes a demand down waits for who does too.
    in_turn("data_demand")
    known = DataDemand.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    last = DataDemand.objects.aggregate(last=Max("number"))["last"] or 0
    row = DataDemand.objects.create(
        number=last + 1,
        kind=kind,
        channel=channel,
        received_on=received_on,
        due_on=demands.due_on(received_on),
        agent_id=by.id,
        key=key,
    )
    record("demand.noted", "demand", row.pk, by=by,
           data={"kind": kind, "channel": channel, "received_on": received_on})  # fmt: skip
    return row


@operation
def demand_to_answer(*, demand: int, kind: str, key: str, by: Actor) -> DataDemand:
    """Take an open demand in hand, under the key of the form that answers it. Raises
    Refusal("ended") for one that has, or that asks for something else."""
    row = held(demand)
    if row.kind != kind:
        raise Refusal("ended")
    row.key = key
    row.save(update_fields=["key"])
    record("demand.taken", "demand", row.pk, by=by)
    return row


@operation
def end_demand(
    *,
    demand: int,
    outcome: str,
    by: Actor,
    identity_checked: bool = False,
    reason: str = "",
    counts: Mapping[str, int] | None = None,
    passed_on: Collection[int] = (),
) -> DataDemand:
    """Say how a demand ended. Raises Refusal("ended") for one that has, Refusal("reason") for a
    refusal without its reason."""
    if (outcome == demands.REFUSED) != bool(reason):
        raise Refusal("reason")
    row = held(demand)
    row.outcome, row.reason = outcome, reason
    row.identity_checked = identity_checked
    row.counts, row.passed_on = dict(counts or {}), list(passed_on)
    row.agent_id = by.id
    row.handled_at = now()
    row.save()
    record(
        "demand.ended",
        "demand",
        row.pk,
        by=by,
        data={"kind": row.kind, "outcome": outcome, "reason": reason,
              "identity_checked": identity_checked},
    )  # fmt: skip
    return row


@operation
def extend_demand(*, demand: int, by: Actor, today: date) -> None:
    """The person was told that it takes two months more. Raises Refusal("ended"), Refusal("late")
    when the first month is over, and Refusal("extended")."""
    row = held(demand)
    if row.extended_on is not None:
        raise Refusal("extended")
    if not demands.may_extend(row.received_on, today):
        raise Refusal("late")
    row.extended_on = today
    row.due_on = demands.due_on(row.received_on, extended=True)
    row.save(update_fields=["extended_on", "due_on"])
    record("demand.extended", "demand", row.pk, by=by, data={"due_on": row.due_on})


def held(demand: int) -> DataDemand:
    """A demand that still waits, held until the transaction ends. Raises Refusal("ended")."""
    row = DataDemand.objects.select_for_update(no_key=True).filter(pk=demand).first()
    if row is None or row.outcome:
        raise Refusal("ended")
    return row
