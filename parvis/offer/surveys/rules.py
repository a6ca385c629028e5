"""What may be decided about a survey without asking the database."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings

from parvis.offer.surveys.models import Survey

KINDS = ("survey", "poll", "quiz", "barometer", "satisfaction")
DOORS = ("open", "invited")
RESULTS = ("at_once", "answered", "after", "no")
# What a survey may be asked after, and the door through which it is answered then: whoever is
# written to after a case has a link of their own, a card handed over after a visit is everybody's.
AFTER_DOORS = {"case": "invited", "visit": "open"}
# The fewest sealed answers that are opened together (see `capture/answers/README.md`).
BATCH = 10
# One letter and its reminders are enough: whoever says nothing has said so.
MOST_REMINDERS = 3
# A paper handed in on the last day, or posted then, is typed in when the counter gets to it: a
# letter takes some days, a pile of papers some more. An agent takes it in so long after the end.
PAPERS_ARRIVE = timedelta(days=14)
# How long after its end an answer that was on its way may still arrive.
ON_ITS_WAY = timedelta(minutes=1)


class State(StrEnum):
    """Where a survey stands."""

    WRITTEN = "written"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


def state(survey: Survey, now: datetime) -> State:
    """Where a survey stands at `now`: being written until it has a version, planned until its
    opening, open until its end or until somebody closed it."""
    if survey.version_id is None:
        return State.WRITTEN
    if survey.closed_at is not None and survey.closed_at <= now:
        return State.CLOSED
    if survey.opens_at is not None and survey.opens_at > now:
        return State.PLANNED
    if survey.closes_at is not None and survey.closes_at <= now:
        return State.CLOSED
    return State.OPEN


def ended_at(survey: Survey) -> datetime | None:
    """When a survey ends or ended: when somebody closed it, or at its date; None for one that goes
    on until it is closed."""
    ends = [moment for moment in (survey.closed_at, survey.closes_at) if moment is not None]
    return min(ends, default=None)


def last_day(end: datetime | None, zone: ZoneInfo) -> date | None:
    """The last day before an end, as people say it: midnight ends the day before; None for none."""
    return (end - timedelta(seconds=1)).astimezone(zone).date() if end else None


def last_hour(end: datetime | None, zone: ZoneInfo) -> time | None:
    """At what time of its last day it ends; None where that is the end of the day."""
    hour = end.astimezone(zone).time() if end else time.min
    return None if hour == time.min else hour


def takes_late_papers(survey: Survey, now: datetime) -> bool:
    """Whether a survey that is over still takes what was written on its paper in time. One by
    invitation has no paper."""
    end = ended_at(survey)
    return (
        survey.door == "open"
        and state(survey, now) == State.CLOSED
        and end is not None
        and now < end + PAPERS_ARRIVE
    )


def is_complete(survey: Survey, now: datetime) -> bool:
    """Whether a survey is over, and every answer in it that was on its way at the end. Counted from
    when it was closed (at its date the worker does): a date may be set when it is past."""
    return survey.closed_at is not None and survey.closed_at + ON_ITS_WAY <= now


def rest_days() -> int:
    """For how many days whoever was invited to one survey is invited to no other."""
    return int(settings.PARVIS_ASK_REST_DAYS)


def shows_results(survey: Survey, now: datetime, *, has_answered: bool = False) -> bool:
    """Whether everybody may see what came of it, or whoever `has_answered`."""
    stands = state(survey, now)
    if survey.results == "at_once" or (survey.results == "answered" and has_answered):
        return stands in {State.OPEN, State.CLOSED}
    return survey.results in {"answered", "after"} and stands == State.CLOSED
