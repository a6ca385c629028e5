"""How districts fare for comparable requests, worked out apart (`flows/studies.py`): the rows read,
and handed to who compares them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from parvis.authorities import queries as authorities
from parvis.flows.studied_span import studied_span
from parvis.flows.studies import Result, Tell
from parvis.foundation.calendars import WorkingCalendar, working_days_between
from parvis.foundation.clock import today
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards import comparable
from parvis.inform.dashboards.indicators import Span
from parvis.understand.disparities.comparison import compare
from parvis.understand.disparities.stored import COMPARISON
from parvis.understand.disparities.strata import SEASON_WEEKS

LONGEST_DAYS = 60
# Of the requests of the last season, so many have been followed over the whole horizon of delays.
FOLLOWED = 0.2


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """Compare the districts that are drawn, over the requests received, or closed, in the period
    asked for (`studied_span`)."""
    with acting_for(authority, read_only=True):
        calendar = authorities.calendar()
        day = today(calendar.zone)
        span = studied_span(asked, day)
        drawn = {pk: row.population for pk, row in authorities.districts().items() if row.is_open}
        came = comparable.came(span, day, calendar)
    tell(0.5, "counting")
    with acting_for(authority, read_only=True):
        ended = comparable.ended(span)
    tell(0.7, "judging")
    found = compare(came, ended, drawn, days=horizon(span, day, calendar))
    days = {"since": span.since.isoformat(), "until": span.until.isoformat()}
    return Result({**days, "found": COMPARISON.to_json(found)}, COMPARISON.versions)


def horizon(span: Span, today: date, calendar: WorkingCalendar) -> int:
    """Up to how many working days delays are compared: so many that requests of the last season of
    the span could be followed for as long."""
    season = max(span.since, span.until - timedelta(7 * SEASON_WEEKS - 1))
    followed = season + timedelta(int(FOLLOWED * (span.until - season).days))
    return min(LONGEST_DAYS, working_days_between(followed, today, calendar))
