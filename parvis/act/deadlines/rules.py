"""By when: the promise of a service, counted in working days of the authority's calendar."""

from datetime import datetime

from parvis.foundation.calendars import WorkingCalendar, deadline


def due_at(received: datetime, promised_days: int, calendar: WorkingCalendar) -> datetime:
    """The promised instant: closing time of the last working day; the day of reception does not
    count."""
    return deadline(received, promised_days, calendar)
