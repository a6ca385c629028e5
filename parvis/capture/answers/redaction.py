"""The only change that an answer may undergo: what somebody said is taken out of it."""

from parvis.capture.answers.models import Answer, Invitation, SealedAnswer, SpentKey
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey


@operation
def redact(*, answer: Answer, by: Actor) -> None:
    """Take out what was said, and whose it was; that there was an answer stays."""
    answer.answers, answer.personal, answer.cells = {}, "", None
    answer.account = answer.invitation = None
    answer.send_key, answer.redacted_at = None, now()
    answer.save()
    data = {"survey": answer.survey_id, "lock": answer.department_lock}
    record("answer.redacted", "answer", answer.pk, by=by, data=data)


@operation
def forget_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Take out how to reach somebody who was invited; that they were, and whether they answered,
    stays counted."""
    invitation.email = invitation.phone = ""
    invitation.email_hash = invitation.phone_hash = None
    invitation.stopped_at = invitation.stopped_at or now()
    invitation.save()
    data = {"survey": invitation.survey_id, "lock": invitation.department_lock}
    record("invitation.forgotten", "invitation", invitation.pk, by=by, data=data)


@operation
def forget_keys(*, survey: Survey, by: Actor) -> int:
    """Take out the keys of pages and what is still sealed once a survey's time is over; returns
    how many."""
    keys, _ = SpentKey.objects.filter(survey=survey).delete()
    sealed, _ = SealedAnswer.objects.filter(survey=survey).delete()
    record("survey.keys_forgotten", "survey", survey.pk, by=by, data={"count": keys + sealed})
    return keys + sealed
