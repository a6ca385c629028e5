"""What became of a letter is a fact: written down, and told to the journal."""

from parvis.adapters.outcomes import Deferred, Outcome, Refused
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.inform.invitations.models import InvitationLetter
from parvis.inform.notifications.rules import REFUSED, SENT, WAITING, retry_at
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def settle(*, letter: InvitationLetter, outcome: Outcome, by: Actor) -> None:
    """Write down what became of a letter. The entry names the survey, not the person."""
    row, moment = letter, now()
    row.attempts += 1
    match outcome:
        case Refused(reason=reason):
            row.status, row.problem = REFUSED, reason.value
        case Deferred(reason=reason):
            again = retry_at(moment, row.attempts)
            row.status, row.problem = (WAITING if again else REFUSED), reason.value
            row.leaves_at = again or moment
        case _:
            row.status, row.problem, row.sent_at = SENT, "", moment
    row.save(update_fields=["attempts", "status", "problem", "leaves_at", "sent_at"])
    kind = "deferred" if row.status == WAITING else row.status
    record(
        f"invitation.{kind}",
        "survey",
        row.invitation.survey_id,
        by=by,
        data={"reminder": row.reminder, "attempt": row.attempts, "lock": row.department_lock},
    )
