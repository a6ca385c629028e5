"""People are invited to answer a survey, reminded a few times, and left in peace otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Outcome, Reason, Refused
from parvis.adapters.sms import SmsFactor, TextMessage, texter
from parvis.authorities import queries as authorities
from parvis.capture.answers import operations as answers
from parvis.capture.answers import queries as answer_queries
from parvis.capture.answers.operations import Invited
from parvis.foundation.clock import now
from parvis.foundation.contacts import InvalidContact, normalise_email, normalise_phone
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for
from parvis.inform.invitations import operations as invitations
from parvis.inform.invitations import outbox
from parvis.inform.invitations.letter import message
from parvis.inform.invitations.outbox import Due
from parvis.journal.operations import record
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import rest_days


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a list of people: how many were `invited`; who was not, since they were
    `known` (invited already), `resting` (asked something else too lately) or `stopped` (want to be
    asked no more)."""

    invited: int
    known: int
    resting: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed list, read: `wrong` are the lines (from 1) that are no address and no mobile."""

    people: list[Invited] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


def read_list(text: str, *, language: str = "fr") -> Typed:
    """People from a list of one address or number a line; twice the same is one."""
    found = Typed()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        person = _person(line.strip(" ,;\t"), language)
        if person is None:
            found.wrong.append(number)
        elif person not in found.people:
            found.people.append(person)
    return found


def _person(typed: str, language: str) -> Invited | None:
    try:
        if "@" in typed:
            return Invited(email=normalise_email(typed), language=language)
        number = normalise_phone(typed)
    except InvalidContact:
        return None
    return Invited(phone=number.e164, language=language) if number.mobile else None


@operation
def invite_people(*, survey: Survey, people: Iterable[Invited], by: Actor) -> Asked:
    """Invite these people, and have their letters leave. Nobody is asked who wants no more of it,
    nor twice within the town's time of rest, whatever the survey. Raises
    Refusal("not_by_invitation")."""
    named = list(people)
    wished = [one for one in named if not answer_queries.wants_no_more(one)]
    since = now() - timedelta(days=rest_days())
    rested = [one for one in wished if not answer_queries.was_asked_since(one, survey, since)]
    made = answers.invite(survey=survey, people=rested, by=by)
    outbox.note(made)
    return Asked(
        invited=len(made),
        known=len(rested) - len(made),
        resting=len(wished) - len(rested),
        stopped=len(named) - len(wished),
    )


@operation
def remind(*, survey: Survey, reminder: int, invited_until: datetime, by: Actor) -> int:
    """Remind those who were invited by then and have said nothing; returns how many letters
    leave."""
    silent = answer_queries.silent(survey).filter(invited_at__lte=invited_until)
    unreminded = outbox.without_letter(silent, reminder)
    if not unreminded:
        return 0
    outbox.note(unreminded, reminder=reminder)
    data = {"reminder": reminder, "count": len(unreminded)}
    record("survey.reminded", "survey", survey.pk, by=by, data=data)
    return len(unreminded)


def send_due(authority: int) -> int:
    """Send every invitation that may leave now at one authority; returns how many were tried."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        waiting = outbox.due()
    return sum(_send_one(authority, due) for due in waiting)


def _send_one(authority: int, due: Due) -> int:
    compartments = [due.lock] if due.lock else []
    with acting_for(authority, compartments=compartments):
        row = outbox.claim(due.letter)
        if row is None:
            return 0
        letter = message(row)
        demonstration = authorities.authority().is_demonstration
    outcome = _handed_over(letter, demonstration=demonstration)
    with acting_for(authority, compartments=compartments):
        invitations.settle(letter=row, outcome=outcome, by=SYSTEM)
    return 1


def _handed_over(letter: Message | TextMessage | None, *, demonstration: bool) -> Outcome:
    if letter is None:
        return Refused(Reason.BAD_MESSAGE)
    if isinstance(letter, Message):
        return mailer(demonstration=demonstration).send(letter)
    provider = texter()
    if demonstration and isinstance(provider, SmsFactor):
        return Refused(Reason.NOT_CONFIGURED)
    return provider.send(letter)
