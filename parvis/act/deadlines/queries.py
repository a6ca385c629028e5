"""Promised ends under the authority's calendar, kept for a minute: all reports of a day and of
one promise share theirs."""

from datetime import date, datetime, time

from parvis.act.deadlines.rules import due_at
from parvis.authorities import queries as authorities
from parvis.foundation.db.remember import remembered


def promised_end(received: datetime, promised_days: int) -> datetime:
    """By when something received at a moment is promised, in working days."""
    return _end_of(authorities.calendar_day(received), promised_days)


@remembered(60)
def _end_of(day: date, promised_days: int) -> datetime:
    calendar = authorities.calendar()
    # The hour does not count: the first day is the one after reception.
    noon = datetime.combine(day, time(12), tzinfo=calendar.zone)
    return due_at(noon, promised_days, calendar)
