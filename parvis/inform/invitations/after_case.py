"""Surveys asked after a case has ended: which cases are due, what becomes of each, once for ever.

A case that is reopened before it was asked about waits for its next end; afterwards it is asked
about no more, however often it is reopened.
"""

from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from parvis.act.cases.models import Case
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import token_of
from parvis.capture.answers.rules import NOTHING, About
from parvis.foundation.clock import now
from parvis.foundation.db.insert import insert_unless_taken
from parvis.foundation.db.scope import entering
from parvis.inform.invitations.models import AfterCase
from parvis.offer.surveys import queries as surveys
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state

# What became of a case: who had asked was asked; or gave nowhere to write to, wants no more of it,
# or was asked something else too lately.
ASKED, NO_CONTACT, STOPPED, RESTING = "asked", "no_contact", "stopped", "resting"
# The ends of which it makes sense to ask how they went. Withdrawn, passed on and joined are none.
ENDS = ("resolved", "declined")
# Whoever was not asked within this time is asked no more: a worker that was away for long.
LATEST = timedelta(days=30)
MOST_AT_ONCE = 100


def due(survey: Survey, moment: datetime) -> list[Case]:
    """Cases that ended long enough ago, since the survey opened, and that it has not come to yet.
    Those of a closed department are for its own survey alone."""
    ended_by = moment - timedelta(days=survey.asked_days)
    since = max(survey.opens_at or moment, ended_by - LATEST)
    rows = Case.objects.filter(
        closed_at__gte=since,
        closed_at__lte=ended_by,
        state__in=ENDS,
        department_lock=survey.department_lock,
        is_made_up=False,
    )
    if survey.asked_services:
        rows = rows.filter(service_type__in=survey.asked_services)
    if survey.asked_departments:
        rows = rows.filter(department__in=survey.asked_departments)
    come_to = AfterCase.objects.filter(survey=survey, case=OuterRef("pk"))
    return list(rows.exclude(Exists(come_to)).order_by("closed_at")[:MOST_AT_ONCE])


def note(survey: Survey, case: Case, outcome: str, day: date) -> AfterCase | None:
    """Write down what becomes of a case; None when that was done already."""
    row = AfterCase(
        survey=survey,
        case=case,
        outcome=outcome,
        department_id=case.department_id,
        service_type_id=case.service_type_id,
        district_id=case.district_id,
        day=day,
        department_lock=survey.department_lock,
    )
    return row if insert_unless_taken(row) else None


def invited_with(row: AfterCase, invitation: Invitation) -> None:
    """Keep whose right to answer it led to."""
    AfterCase.objects.filter(pk=row.pk).update(invitation=invitation)


def of_invitation(invitation: Invitation) -> AfterCase | None:
    """The case after which somebody was invited; None for any other invitation."""
    if not invitation.occasion:
        return None
    return AfterCase.objects.select_related("case").filter(invitation=invitation).first()


def about(invitation: Invitation) -> About:
    """What the answer to an invitation is about."""
    row = of_invitation(invitation)
    return About(row.department_id, row.service_type_id, row.district_id) if row else NOTHING


def of_cases(cases: list[int]) -> QuerySet[Invitation]:
    """Whom these cases led to invite."""
    rows = AfterCase.objects.filter(case__in=cases, invitation__isnull=False)
    return Invitation.objects.filter(pk__in=rows.values("invitation"))


def open_invitation(case: int, lock: int | None) -> tuple[Survey, str] | None:
    """The survey that whoever asked may still answer about a case, and the token of their link."""
    with entering(lock):
        if not surveys.any_after_cases(lock):
            return None
        rows = AfterCase.objects.filter(case=case, invitation__is_used=False)
        row = rows.select_related("survey", "invitation").order_by("-pk").first()
    if row is None or row.invitation is None or state(row.survey, now()) != State.OPEN:
        return None
    token = token_of(row.invitation)
    return (row.survey, token) if token else None


def asked(survey: Survey, since: date, until: date) -> dict[int, tuple[int, int]]:
    """By department, how many were asked on these days (both included), and how many of these have
    answered by now."""
    rows = AfterCase.objects.filter(survey=survey, day__range=(since, until), outcome=ASKED)
    counted = rows.values("department").annotate(
        many=Count("pk"), used=Count("pk", filter=Q(invitation__is_used=True))
    )
    found = counted.values_list("department", "many", "used")
    return {department: (many, used) for department, many, used in found}
