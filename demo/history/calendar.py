"""Working time, in whole seconds of Paris wall-clock time since 1970, for arrays."""

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]
DAY = 86_400
OPEN, CLOSE = 8 * 3600, 17 * 3600 + 1800


def easter(year: int) -> date:
    """Easter Sunday (Gregorian, Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=4)
def french_holidays(first: int, last: int) -> tuple[date, ...]:
    """Public holidays of mainland France for the years given."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    days = []
    for year in range(first, last + 1):
        days += [date(year, month, day) for month, day in fixed]
        days += [easter(year) + timedelta(days=shift) for shift in (1, 39, 50)]
    return tuple(sorted(days))


class WorkCalendar:
    """Working days of an authority, Monday to Friday without public holidays."""

    def __init__(self, first_year: int, last_year: int) -> None:
        days = french_holidays(first_year, last_year)
        self._calendar = np.busdaycalendar(holidays=np.asarray(days, dtype="datetime64[D]"))

    def due(self, start: Seconds, working_days: Seconds) -> Seconds:
        """The end of the day promised, that many working days after `start`."""
        day = (start // DAY).astype("datetime64[D]")
        end = np.busday_offset(day, working_days, roll="backward", busdaycal=self._calendar)
        return end.astype(np.int64) * DAY + CLOSE

    def working(self, moment: Seconds) -> Seconds:
        """The same moment when people work then, else the next working morning, spread out."""
        day, clock = np.divmod(moment, DAY)
        late = clock >= CLOSE
        dates = (day + late).astype("datetime64[D]")
        rolled = np.busday_offset(dates, 0, roll="forward", busdaycal=self._calendar)
        target = rolled.astype(np.int64)
        outside = (target != day) | (clock < OPEN)
        morning = OPEN + (clock * 97 + moment // 61) % (3 * 3600 + 1800)
        return np.where(outside, target * DAY + morning, moment)
