"""What somebody answered to surveys is erased: at their wish, or when its time is over.

An anonymous answer is nobody's: no wish reaches it, since nothing tells whose it is. At the end of
a survey's time its words go with the rest, and its figures stay.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from parvis.authorities import queries as authorities
from parvis.capture.answers import redaction
from parvis.capture.answers.contacts import hashes_for
from parvis.capture.answers.models import Answer, Invitation
from parvis.capture.answers.queries import reachable
from parvis.capture.answers.rules import EMAIL, PHONE, QUARTER
from parvis.foundation.calendars import add_months
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for
from parvis.inform.invitations import after_case
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, rest_days, state
from parvis.understand.readings import operations as readings

logger = logging.getLogger(__name__)

BATCH = 200
# Whom a survey had invited is needed no longer than this after its end, or the time of rest.
DOORS_KEPT = timedelta(days=30)
# And whom it asked after a case, after that.
STANDING_KEPT = timedelta(days=90)


def invitations_of(email: str, phone: str) -> QuerySet[Invitation]:
    """The invitations of an address or a number."""
    mine = Q(pk__in=[])
    if email:
        mine |= Q(email_hash__in=blind_indexes(email_key(email), EMAIL))
    if phone:
        mine |= Q(phone_hash__in=blind_indexes(phone, PHONE))
    return Invitation.objects.filter(mine)


def answers_of(email: str, phone: str, account: int | None) -> QuerySet[Answer]:
    """The signed answers of somebody: under their account, their invitation, or an address or a
    number that they name."""
    mine = Q(invitation__in=invitations_of(email, phone).values("pk"))
    if account is not None:
        mine |= Q(account=account)
    hashes = hashes_for(email=email, phone=phone)
    if hashes:
        mine |= Q(contact_hashes__overlap=hashes)
    return Answer.objects.filter(mine, redacted_at__isnull=True)


@operation
def forget_answers(
    *, by: Actor, email: str = "", phone: str = "", account: int | None = None
) -> int:
    """Erase somebody's signed answers, with their files, and whom we had invited in them; returns
    how many things."""
    answers = list(answers_of(email, phone, account))
    for answer in answers:
        redaction.redact(answer=answer, by=by)
    readings.forget_answers(answers=[answer.pk for answer in answers])
    people = list(reachable(invitations_of(email, phone)))
    for invitation in people:
        redaction.forget_invitation(invitation=invitation, by=by)
    return len(answers) + len(people)


@operation
def forget_after_case(*, case: int, by: Actor) -> None:
    """A request is erased: what was asked after it goes too, whom we had written to, and what they
    signed."""
    for invitation in after_case.of_cases([case]):
        for answer in Answer.objects.filter(invitation=invitation):
            redaction.redact(answer=answer, by=by)
            readings.forget_answers(answers=[answer.pk])
        redaction.forget_invitation(invitation=invitation, by=by)


def retain_answers(authority: int, *, by: Actor, now: datetime) -> int:
    """Apply what each survey and each question says of how long answers are kept; returns how many
    answers lost something. Each answer has a time of its own, from the day on which it was given:
    that is what is said to whoever gives it, and a survey may go on for years."""
    with acting_for(authority):
        closed = authorities.compartmented()
        surveys = list(Survey.objects.all())
    return sum(_retain(authority, closed, one, by=by, now=now) for one in surveys)


def _retain(
    authority: int, closed: frozenset[int], survey: Survey, *, by: Actor, now: datetime
) -> int:
    with acting_for(authority, compartments=closed):
        _forget_invited(survey, by=by, now=now)
        if survey.version_id is None:
            return 0
        form = forms.form(survey.version_id)
        gone = _forget_waiting(survey, by=by, now=now)
    for months, keys in form.own_times.items():
        last_day = add_months(now.date(), -months)
        gone += _thin(authority, closed, survey, keys, last_day, by=by)
    kept_from = add_months(now.date(), -survey.retention_months)
    return gone + _let_go(authority, closed, survey, form, kept_from, by=by)


def _forget_invited(survey: Survey, *, by: Actor, now: datetime) -> None:
    """How to reach those who were invited goes when their own answers would, counted from their
    invitation or from the opening; sooner after a survey's end, or asked after a case; in none
    before the time of rest is over."""
    rested = timedelta(days=rest_days())
    ended = survey.closed_at or survey.closes_at
    if ended is not None and ended + max(DOORS_KEPT, rested) < now:
        redaction.forget_doors(survey=survey, by=by)
        return
    before = datetime.combine(add_months(now.date(), -survey.retention_months), now.timetz())
    if survey.asked_after:
        before = max(before, now - STANDING_KEPT)
    before = min(before, now - rested)
    if survey.opens_at is None or survey.opens_at < before:
        redaction.forget_past_invitations(survey=survey, before=before, by=by)


def _forget_waiting(survey: Survey, *, by: Actor, now: datetime) -> int:
    """An anonymous answer that waits for others to be written among has a time too, counted from
    the end of the quarter in which it came."""
    if state(survey, now) != State.OPEN:
        return 0
    until = add_months(now.date(), -survey.retention_months - QUARTER)
    return redaction.forget_waiting(survey=survey, until=until, by=by)


def _thin(
    authority: int, closed: frozenset[int], survey: Survey, keys: set[str], last_day: date,
    *, by: Actor,
) -> int:  # fmt: skip
    """Take these questions' answers out of all that were given before a day."""
    after = thinned = 0
    while True:
        with acting_for(authority, compartments=closed):
            rows = list(
                Answer.objects.filter(survey=survey, day__lt=last_day, pk__gt=after)
                .filter(redacted_at__isnull=True)
                .order_by("pk")[:BATCH]
            )
            thinned += _each(rows, partial(redaction.thin, keys=keys, by=by))
        if len(rows) < BATCH:
            return thinned
        after = rows[-1].pk


def _let_go(
    authority: int, closed: frozenset[int], survey: Survey, form: CompiledForm, before: date,
    *, by: Actor,
) -> int:  # fmt: skip
    """The time of what was given before a day is over: signed answers go, of anonymous ones the
    words."""
    if survey.is_anonymous:
        words = {node.key for node in form.fields if node.field and not node.field.open_columns()}
        return _thin(authority, closed, survey, words, before, by=by) if words else 0
    after = gone = 0
    while True:
        with acting_for(authority, compartments=closed):
            rows = list(
                Answer.objects.filter(survey=survey, day__lt=before, pk__gt=after)
                .filter(redacted_at__isnull=True)
                .order_by("pk")[:BATCH]
            )
            gone += _each(rows, partial(redaction.redact, by=by))
        if len(rows) < BATCH:
            return gone
        after = rows[-1].pk


def _each(rows: Iterable[Answer], change: Callable[..., bool | None]) -> int:
    """Change each, and count those that were. One that can't be is named in the log, and keeps no
    other back; `change` says False where there was nothing to do."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                if change(answer=row) is not False:
                    readings.forget_answers(answers=[row.pk])
                    done += 1
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one stays its own
            # The kind, not the message: a message may quote what somebody wrote.
            logger.error("answer %s could not be let go: %s", row.pk, type(error).__name__)
    return done
