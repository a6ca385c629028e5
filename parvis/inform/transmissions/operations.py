"""What became of a letter to another authority is a fact: written down, and told to the journal."""

from parvis.adapters.outcomes import Outcome
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.inform.notifications import attempts
from parvis.inform.notifications.rules import REFUSED
from parvis.inform.transmissions.models import Transmission
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def settle(*, transmission: Transmission, outcome: Outcome, by: Actor) -> bool:
    """Write down what became of a letter; whether it is over without having left."""
    row = transmission
    row.address = row.third_party.email
    kind = attempts.note(row, outcome, now())
    row.save(update_fields=[*attempts.COLUMNS, "address"])
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
