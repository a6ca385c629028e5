"""Requests counted in lines fine enough to be compared: by district, type, week, delay and end.

Closed departments are left out entirely, whoever asks; where there is no district it is 0.
"""

from datetime import date, timedelta
from itertools import accumulate

from parvis.foundation.calendars import WorkingCalendar
from parvis.foundation.db.columns import columns
from parvis.inform.dashboards.indicators import Span
from parvis.inform.dashboards.rules import SATISFIED_FROM
from parvis.understand.disparities.lines import NO_OPINION, Came, Ended


def came(span: Span, today: date, calendar: WorkingCalendar) -> Came:
    """Requests received over a span, with the working days that they waited until today."""
    days = (span.since + timedelta(at) for at in range((today - span.since).days + 1))
    # Working days up to and with each day: a delay is the difference of two.
    passed = list(accumulate(int(calendar.is_working_day(day)) for day in days))
    values = [span.since, today, span.since, span.since, passed, span.since, span.until]
    return Came(*columns(_CAME, values, 6))


def ended(span: Span) -> Ended:
    """Requests closed over a span, with how they ended and what was thought of it."""
    values = [span.since, SATISFIED_FROM, NO_OPINION, span.since, span.until]
    return Ended(*columns(_ENDED, values, 6))


_CAME = """
SELECT coalesce(c.district_id, 0), c.service_type_id, (c.received_on - %s) / 7,
    w.passed[coalesce(c.closed_on, %s) - %s + 1] - w.passed[c.received_on - %s + 1],
    (c.closed_on IS NULL)::int, count(*)
FROM dashboards_counted_case c, (SELECT %s::int[] AS passed) w
WHERE c.received_on BETWEEN %s AND %s AND c.department_lock IS NULL
GROUP BY 1, 2, 3, 4, 5
"""
_ENDED = """
SELECT coalesce(c.district_id, 0), c.service_type_id, (c.closed_on - %s) / 7, c.unfounded::int,
    coalesce((c.score >= %s)::int, %s), count(*)
FROM dashboards_counted_case c
WHERE c.closed_on BETWEEN %s AND %s AND c.department_lock IS NULL
GROUP BY 1, 2, 3, 4, 5
"""
