"""What became of a letter to another authority is a fact: written down, and told to the journal."""

from parvis.adapters.outcomes import Deferred, Outcome, Refused
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.inform.notifications.rules import REFUSED, SENT, WAITING, retry_at
from parvis.inform.transmissions.models import Transmission
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def settle(*, transmission: Transmission, outcome: Outcome, by: Actor) -> bool:
    """Write down what became of a letter; whether it is over without having left."""
    row, moment = transmission, now()
    row.attempts += 1
    row.address = row.third_party.email
    match outcome:
        case Refused(reason=reason):
            row.status, row.problem = REFUSED, reason.value
        case Deferred(reason=reason):
            again = retry_at(moment, row.attempts)
            row.status, row.problem = (WAITING if again else REFUSED), reason.value
            row.leaves_at = again or moment
        case _:
            row.status, row.problem, row.sent_at = SENT, "", moment
    row.save(update_fields=["attempts", "address", "status", "problem", "leaves_at", "sent_at"])
    kind = "deferred" if row.status == WAITING else row.status
    record(
        f"transmission.{kind}",
        "case",
        row.case_id,
        by=by,
        data={
            "report": row.case.report_id,
            "transmission": row.pk,
            "third_party": row.third_party_id,
            "attempt": row.attempts,
            "lock": row.case.department_lock,
        },
    )
    return row.status == REFUSED
