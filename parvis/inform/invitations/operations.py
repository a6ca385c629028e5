"""What became of a letter is a fact: written down, and told to the journal."""

from parvis.adapters.outcomes import Outcome
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.inform.invitations.models import InvitationLetter
from parvis.inform.notifications import attempts
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def settle(*, letter: InvitationLetter, outcome: Outcome, by: Actor) -> None:
    """Write down what became of a letter. The entry names the survey, not the person."""
    row = letter
    kind = attempts.note(row, outcome, now())
    row.save(update_fields=attempts.COLUMNS)
    record(
        f"invitation.{kind}",
        "survey",
        row.invitation.survey_id,
        by=by,
        data={"reminder": row.reminder, "attempt": row.attempts, "lock": row.department_lock},
    )
