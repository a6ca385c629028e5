"""Writes of what people answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from parvis.authorities import queries as authorities
from parvis.capture.answers.contacts import hashes_of
from parvis.capture.answers.models import Answer, Invitation, SpentKey
from parvis.capture.answers.rules import EMAIL, PHONE, NewAnswer
from parvis.foundation.clock import now, today
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.insert import insert_unless_taken
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.secret_links import new_link, tokens
from parvis.foundation.db.turns import in_turn
from parvis.foundation.tokens import token_hash
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.parting import split
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys.models import Survey

_LINK = "invitation.link"


@operation
def write_answer(
    *, survey: Survey, new: NewAnswer, invitation: Invitation | None, by: Actor
) -> Answer | None:
    """Write the answer of somebody who knows that it is kept as theirs. Sent twice to a survey with
    one `send_key`, it is one answer, as it was first: None the second time."""
    if new.send_key:
        in_turn(f"answer {survey.pk} {new.send_key}")
        if Answer.objects.filter(survey=survey, send_key=new.send_key).exists():
            return None
    form = forms.form(new.version)
    open_answers, personal = split(form, new.answers)
    moment = now()
    answer = Answer.objects.create(
        survey=survey,
        version_id=new.version,
        channel=new.channel,
        language=new.language,
        day=new.day or today(authorities.calendar().zone),
        given_at=moment,
        answers=open_answers,
        personal=personal,
        cells=packed(form, new.answers),
        contact_hashes=hashes_of(form, new.answers),
        account_id=new.account,
        invitation=invitation,
        typed_by_id=new.typed_by,
        send_key=new.send_key or None,
        department_id=new.about.department,
        service_type_id=new.about.service_type,
        district_id=new.about.district,
        department_lock=survey.department_lock,
        is_made_up=new.is_made_up,
        has_agreed=new.has_agreed,
    )
    data = {"survey": survey.pk, "channel": new.channel, "lock": survey.department_lock}
    record("answer.given", "answer", answer.pk, by=by, occurred_at=moment, data=data)
    return answer


def spend_key(*, survey: Survey, key: str) -> bool:
    """Whether the key of a page is used for the first time. Not journaled: see the README."""
    spent = SpentKey(
        survey=survey, key_hash=token_hash(key), department_lock=survey.department_lock
    )
    return insert_unless_taken(spent)


def use_invitation(*, invitation: Invitation) -> bool:
    """Use up somebody's right to answer; False when it was used before. Of two at once, the second
    waits for the first. Not journaled: see the README."""
    held = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if held.is_used:
        return False
    Invitation.objects.filter(pk=held.pk).update(is_used=True)
    return True


@operation
def stop_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Remind this person no more, and ask them after no other case."""
    if invitation.stopped_at is not None:
        return
    invitation.stopped_at = now()
    invitation.save(update_fields=["stopped_at"])
    data = {"lock": invitation.department_lock}
    record("invitation.stopped", "survey", invitation.survey_id, by=by, data=data)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to invite: an address or a number in its normal form; `occasion` as in `Invitation`."""

    email: str = ""
    phone: str = ""
    language: str = "fr"
    occasion: int = 0


@operation
def invite(*, survey: Survey, people: Iterable[Invited], by: Actor) -> list[Invitation]:
    """Give people the right to answer; who has it already is left as they are. Raises
    Refusal("not_by_invitation") for a survey that is open to all."""
    if survey.door != "invited":
        raise Refusal("not_by_invitation")
    new = [_invitation(survey, one) for one in people]
    made = [one for one in new if insert_unless_taken(one)]
    if made:
        record("survey.invited", "survey", survey.pk, by=by, data={"count": len(made)})
    return made


def _invitation(survey: Survey, person: Invited) -> Invitation:
    link = new_link(_LINK)
    return Invitation(
        survey=survey,
        channel="sms" if person.phone and not person.email else "email",
        email=person.email,
        phone=person.phone,
        email_hash=blind_index(email_key(person.email) if person.email else "", EMAIL),
        phone_hash=blind_index(person.phone, PHONE),
        token_hash=link.digest,
        link_seed=link.seed,
        language=person.language,
        occasion=person.occasion,
        invited_at=now(),
        department_lock=survey.department_lock,
    )


def token_of(invitation: Invitation) -> str | None:
    """The token of somebody's personal link, made again; None when its key is gone."""
    stored = bytes(invitation.token_hash)
    made = tokens(bytes(invitation.link_seed), _LINK)
    return next((token for token in made if token_hash(token) == stored), None)
