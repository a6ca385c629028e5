"""A request goes to the authority that has to answer it (CRPA L114-2), by a letter of ours.

The letter waits with the minute in which the agent may undo. What cannot be delivered in the end
comes back by itself: the request is open again, and those who follow it read why.
"""

from parvis.act.cases import operations as cases
from parvis.act.cases.holding import hold
from parvis.act.cases.models import Step
from parvis.act.cases.rules import BY_MAIL, UNDELIVERED, Change, leaves_at
from parvis.act.cases.rules import Refused as NotTaken
from parvis.adapters import queue
from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Outcome, Reason, Refused
from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.inform.transmissions import operations as transmissions
from parvis.inform.transmissions import outbox
from parvis.inform.transmissions.letter import message
from parvis.inform.transmissions.models import Transmission
from parvis.inform.transmissions.outbox import Due
from parvis.journal.rules import SYSTEM, Actor
from parvis.people.operations import audit_identity_reading

SEND = "transmissions.send"


def announce(step: Step) -> None:
    """Have the letter of this step leave, when it is one that passes a request on by mail."""
    if step.to_state != "transmitted" or step.data.get("way") != BY_MAIL:
        return
    moment = leaves_at(step, hold())
    outbox.note(step, leaves_at=moment)
    authority = current_authority()
    key = f"transmission {authority} {step.pk}"
    queue.wake_at(SEND, at=moment, key=key, authority=authority)


def send_due(authority: int) -> int:
    """Send every letter that may leave now at one authority; returns how many were tried."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        waiting = outbox.due()
    return sum(_send_one(authority, due) for due in waiting)


def _send_one(authority: int, due: Due) -> int:
    compartments = [due.lock] if due.lock else []
    with acting_for(authority, compartments=compartments):
        row = outbox.claim(due.transmission)
        if row is None:
            return 0
        letter = _letter(row)
        post = mailer(demonstration=authorities.authority().is_demonstration)
    outcome: Outcome = Refused(Reason.BAD_MESSAGE) if letter is None else post.send(letter)
    with acting_for(authority, compartments=compartments):
        settle(transmission=row, outcome=outcome, by=SYSTEM)
    return 1


def _letter(row: Transmission) -> Message | None:
    """The letter, which names whoever asks: written down as a look at who they are, by the agent
    who passed the request on. None for a request that was closed into a department meanwhile."""
    if row.department_lock is not None:
        return None
    if row.step.agent_id is not None:
        audit_identity_reading(
            agent=row.step.agent_id,
            object_kind="report",
            object_id=row.case.report_id,
            purpose="transmission",
        )
    return message(row)


@operation
def settle(*, transmission: Transmission, outcome: Outcome, by: Actor) -> None:
    """Note what became of a letter; the request is open again when it will never arrive."""
    failed = transmissions.settle(transmission=transmission, outcome=outcome, by=by)
    if not failed:
        return
    back = Change("reopened", third_party=transmission.third_party_id, because=UNDELIVERED)
    try:
        cases.change_state(
            case=transmission.case_id, change=back, by=by, roles=frozenset({"system"})
        )
    except NotTaken:
        # Somebody took it up while the letter was on its way.
        return
