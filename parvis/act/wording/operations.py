"""Writes of the endpoint that may word summaries. The journal is told ids and counts; the words
that left stand encrypted in rows that go with the texts that they are of."""

from collections.abc import Sequence
from datetime import datetime

from parvis.act.wording.models import Endpoint, Sending, Sentence
from parvis.act.wording.rules import UNSENT, Leaving
from parvis.adapters.trusted_address import is_trusted
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor

_END = "/chat/completions"


@operation
def set_endpoint(*, address: str, model: str, key: str, is_on: bool, by: Actor) -> Endpoint:
    """Set the endpoint, on or off; an empty key keeps the one there. Raises Refusal:
    "not_trusted" (an address without encryption), "key_again" (the kept key was given for another
    host, and goes to no other)."""
    assert by.id is not None
    address = address.strip().rstrip("/").removesuffix(_END)
    if not is_trusted(address) or "@" in address:
        raise Refusal("not_trusted")
    row = Endpoint.objects.select_for_update(no_key=True).first()
    if row is not None and row.key and not key and row.host != Endpoint(address=address).host:
        raise Refusal("key_again")
    row = row or Endpoint()
    row.address, row.model, row.is_on = address, model.strip(), is_on
    row.key, row.agent_id, row.set_at = key or row.key, by.id, now()
    row.save()
    record("wording.set", "wording_endpoint", row.pk, by=by, data={"on": is_on})
    return row


@operation
def switch_off(*, by: Actor) -> None:
    """Nothing leaves any more; what is under way stops at its next sentence."""
    assert by.id is not None
    row = Endpoint.objects.select_for_update(no_key=True).filter(is_on=True).first()
    if row is None:
        return
    row.is_on, row.agent_id, row.set_at = False, by.id, now()
    row.save(update_fields=["is_on", "agent", "set_at"])
    record("wording.set", "wording_endpoint", row.pk, by=by, data={"on": False})


@operation
def note_sending(
    *, endpoint: Endpoint, leaving: Sequence[Leaving], is_trial: bool, by: Actor
) -> Sending:
    """Write down what is about to leave, for whom and to where, before any of it does."""
    row = Sending.objects.create(
        agent_id=by.id if by.kind == "agent" else None,
        host=endpoint.host, model=endpoint.model, sentences=len(leaving),
        is_trial=is_trial, sent_at=now(),
    )  # fmt: skip
    Sentence.objects.bulk_create(
        Sentence(sending=row, reading_id=one.reading, start=one.start, end=one.end, sent=one.sent)
        for one in leaving
    )
    data = {"sentences": len(leaving), "trial": is_trial}
    record("wording.sent", "wording_sending", row.pk, by=by, data=data)
    return row


def note_outcome(*, sentence: int, outcome: str, worded: str = "", why: str = "") -> None:
    """What became of one sentence; one that was erased meanwhile is not there."""
    row = Sentence.objects.filter(pk=sentence).first()
    if row is not None:
        row.outcome, row.worded, row.why = outcome, worded, why
        row.save(update_fields=["outcome", "worded", "why"])


def leave_unsent(*, sentences: Sequence[int]) -> None:
    """These never left."""
    Sentence.objects.filter(pk__in=sentences).update(outcome=UNSENT)


def end_sending(*, sending: int, problem: str) -> None:
    """It came to its end, or something stopped it."""
    Sending.objects.filter(pk=sending).update(problem=problem, ended_at=now())


def forget_before(moment: datetime) -> int:
    """Let go of what left before a moment; returns how many sendings."""
    rows = Sending.objects.filter(sent_at__lt=moment)
    gone = rows.count()
    rows.delete()
    return gone
