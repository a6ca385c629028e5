"""After a case has ended, whoever had asked is asked how it went: once for each case, only where
they let us write to them, and never sooner after another survey than the town's time of rest."""

from datetime import datetime, timedelta

from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.answers import operations as answers
from parvis.capture.answers import queries as answer_queries
from parvis.capture.answers.operations import Invited
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower
from parvis.foundation.clock import now, today
from parvis.foundation.db.operation import operation
from parvis.inform.invitations import after_case, outbox
from parvis.inform.invitations.after_case import ASKED, NO_CONTACT, RESTING, STOPPED
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import rest_days


@operation
def ask_after_cases(*, survey: Survey, by: Actor) -> int:
    """Come to the cases that are due, and have letters leave to those who may be asked; returns how
    many these are."""
    moment = now()
    outcomes = [_come_to(survey, case, moment, by) for case in after_case.due(survey, moment)]
    if not outcomes:
        return 0
    counts = {one: outcomes.count(one) for one in (ASKED, NO_CONTACT, STOPPED, RESTING)}
    record("survey.asked_after", "survey", survey.pk, by=by, data=counts)
    return counts[ASKED]


def _come_to(survey: Survey, case: Case, moment: datetime, by: Actor) -> str:
    """What becomes of one case; "" when another worker was there first."""
    author = _author(case)
    person = _invited(author, case)
    outcome = _outcome(person, moment)
    row = after_case.note(survey, case, outcome, today(authorities.calendar().zone))
    if row is None:
        return ""
    if person is not None and outcome == ASKED:
        [invitation] = answers.invite(survey=survey, people=[person], by=by)
        after_case.invited_with(row, invitation)
        outbox.note([invitation])
    return outcome


def _author(case: Case) -> Follower | None:
    """Who had asked, where they want news of it and never said that it was not them."""
    found = reports.followers_to_tell(case.report_id)
    return next((one for one in found if one.is_author and one.disowned_at is None), None)


def _invited(author: Follower | None, case: Case) -> Invited | None:
    if author is None or not (author.email or author.phone):
        return None
    return Invited(
        email=author.email if author.channel == "email" else "",
        phone=author.phone if author.channel == "sms" else "",
        language=author.language,
        occasion=case.pk,
    )


def _outcome(person: Invited | None, moment: datetime) -> str:
    if person is None:
        return NO_CONTACT
    if answer_queries.wants_no_more(person):
        return STOPPED
    since = moment - timedelta(days=rest_days())
    return RESTING if answer_queries.was_asked_since(person, None, since) else ASKED
