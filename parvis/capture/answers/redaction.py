"""The only change that an answer may undergo: what somebody said is taken out of it."""

import logging
from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from parvis.adapters.storage import BadName, files_of
from parvis.capture.answers.models import Answer, Invitation, SealedAnswer, SpentKey
from parvis.capture.answers.queries import reachable
from parvis.capture.answers.rules import files_folder
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.parting import joined, split, thinned
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys.models import Survey

logger = logging.getLogger(__name__)


@operation
def redact(*, answer: Answer, by: Actor) -> None:
    """Take out what was said, and whose it was; that there was an answer stays."""
    files = set(files_in(joined(answer.answers, answer.personal)))
    folder = files_folder(answer.send_key)
    answer.answers, answer.personal, answer.cells = {}, "", None
    answer.account = answer.invitation = answer.typed_by = None
    answer.service_type = answer.district = None
    answer.send_key, answer.contact_hashes, answer.redacted_at = None, [], now()
    answer.save()
    data = {"survey": answer.survey_id, "files": len(files), "lock": answer.department_lock}
    record("answer.redacted", "answer", answer.pk, by=by, data=data)
    _delete_files(answer, files, folder)


@operation
def thin(*, answer: Answer, keys: Collection[str], by: Actor) -> bool:
    """Take the answers to some questions out, whose time to keep is over, with what was worked out
    from them; the rest stays. False where there is none."""
    form = forms.form(answer.version_id)
    whole = joined(answer.answers, answer.personal)
    kept = thinned(form, whole, keys)
    if kept == whole:
        return False
    files = set(files_in(whole)) - set(files_in(kept))
    answer.answers, answer.personal = split(form, kept)
    answer.cells = packed(form, kept)
    answer.save(update_fields=["answers", "personal", "cells"])
    data = {"survey": answer.survey_id, "keys": sorted(keys), "lock": answer.department_lock}
    record("answer.thinned", "answer", answer.pk, by=by, data=data)
    _delete_files(answer, files, files_folder(answer.send_key))
    return True


def _delete_files(answer: Answer, names: Collection[str], folder: str) -> None:
    """Erase an answer's files from its folder of the storage. What it names elsewhere is not its
    own: that stays, and the log says so."""
    files, strange = files_of(current_authority()), 0
    for name in names:
        try:
            if name.startswith(f"{folder}/"):
                files.delete(name)
            else:
                strange += 1
        except BadName:
            strange += 1
    if strange:
        logger.error("answer %s named %s files that are not its own", answer.pk, strange)


@operation
def forget_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Take out how to reach somebody who was invited; that they were, and whether they answered,
    stays counted. Of who had said that they want no more, the keyed hash stays: without it the next
    list would have us write to them again (RGPD, articles 21 and 17, 3)."""
    invitation.email = invitation.phone = ""
    if invitation.stopped_at is None:
        invitation.email_hash = invitation.phone_hash = None
        invitation.stopped_at = now()
    invitation.save()
    data = {"survey": invitation.survey_id, "lock": invitation.department_lock}
    record("invitation.forgotten", "invitation", invitation.pk, by=by, data=data)


@operation
def forget_past_invitations(*, survey: Survey, before: datetime, by: Actor) -> int:
    """While a survey goes on, take out how to reach whom it invited before a moment; returns how
    many."""
    gone = _forget_contacts(Invitation.objects.filter(survey=survey, invited_at__lt=before))
    if gone:
        record("survey.doors_forgotten", "survey", survey.pk, by=by, data={"count": gone})
    return gone


def _forget_contacts(people: QuerySet[Invitation]) -> int:
    """Of who wants no more the hash stays, so that nobody writes to them again."""
    people = reachable(people)
    stopped = people.filter(stopped_at__isnull=False).update(email=None, phone=None)
    rest = people.filter(stopped_at__isnull=True)
    gone = rest.update(email=None, phone=None, email_hash=None, phone_hash=None)
    return gone + stopped


@operation
def forget_waiting(*, survey: Survey, until: date, by: Actor) -> int:
    """While a survey goes on, erase the sealed answers of quarters that began by a day: their time
    to be kept is over, and too few came to be written among; returns how many."""
    gone, _ = SealedAnswer.objects.filter(survey=survey, quarter__lte=until).delete()
    if gone:
        data = {"count": gone, "lock": survey.department_lock}
        record("answers.erased_sealed", "survey", survey.pk, by=by, data=data)
    return gone


@operation
def forget_doors(*, survey: Survey, by: Actor) -> int:
    """Once a survey is over for good: take out whom it had invited and the keys of its pages;
    returns how many. What might still be sealed stays: of an ended survey it is written."""
    keys, _ = SpentKey.objects.filter(survey=survey).delete()
    gone = keys + _forget_contacts(Invitation.objects.filter(survey=survey))
    if gone:
        record("survey.doors_forgotten", "survey", survey.pk, by=by, data={"count": gone})
    return gone
