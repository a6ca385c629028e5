"""Working hours between many moments at once."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from parvis.foundation.calendars import WorkingCalendar
from parvis.understand.paths.rows import Numbers, Whole

HOUR, DAY = 3600.0, 86400.0


class WorkingClock:
    """The hours of a calendar's openings that have run at any moment from `since` on.

    Between an opening and a closing they run evenly, else they stand still: a line through the
    openings' edges, read by interpolation. Agrees with `calendars.working_time_between`. Moments
    outside the days `since` to `until` count as those days' edges.
    """

    def __init__(self, calendar: WorkingCalendar, since: date, until: date) -> None:
        edges, run, passed, days = [_instant(calendar, since)], [0.0], 0.0, 0
        for step in range((until - since).days + 1):
            day = since + timedelta(step)
            openings = calendar.openings(day)
            days += bool(openings)
            for opens, closes in openings:
                first, last = (
                    datetime.combine(day, wall, tzinfo=calendar.zone).astimezone(UTC).timestamp()
                    for wall in (opens, closes)
                )
                edges += [first, last]
                run += [passed, passed := passed + (last - first) / HOUR]
        self._edges, self._run = np.array(edges), np.array(run)
        self.day_hours = passed / max(days, 1)
        """The mean opening hours of a working day."""

    def hours(self, start: Whole, end: Whole) -> Numbers:
        """Working hours from `start` to `end`, never below 0."""
        passed = np.interp(end, self._edges, self._run) - np.interp(start, self._edges, self._run)
        found: Numbers = np.maximum(passed, 0.0)
        return found


def _instant(calendar: WorkingCalendar, day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=calendar.zone).timestamp()
