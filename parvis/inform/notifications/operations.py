"""What became of a message is a fact: written down, and told to the journal."""

from parvis.adapters.outcomes import Deferred, Outcome, Refused
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.inform.notifications.outbox import Group, note_attempt
from parvis.inform.notifications.rules import REFUSED, SENT, WAITING, retry_at
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def settle(*, group: Group, outcome: Outcome, by: Actor) -> None:
    """Write down what became of a message: sent, to be tried again, or refused for good."""
    moment = now()
    attempts = group.rows[0].attempts + 1
    match outcome:
        case Refused(reason=reason):
            kind = "refused"
            note_attempt(group, status=REFUSED, problem=reason.value)
        case Deferred(reason=reason):
            again = retry_at(moment, attempts)
            kind = "deferred" if again else "refused"
            note_attempt(
                group,
                status=WAITING if again else REFUSED,
                leaves_at=again or moment,
                problem=reason.value,
            )
        case _:
            kind = "sent"
            note_attempt(group, status=SENT, sent_at=moment, problem="")
    record(
        f"news.{kind}",
        "case",
        group.case.pk,
        by=by,
        data={
            "report": group.case.report_id,
            "follower": group.follower.pk,
            "message": group.key,
            "count": len(group.rows),
            "attempt": attempts,
            "lock": group.case.department_lock,
        },
    )
