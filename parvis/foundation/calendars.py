"""Working calendars: when an office is open, and what a delay counted in working time means.

The rules, as French administrations count them:

- A delay in working days (*jours ouvrés*: the days on which the office opens) doesn't count the
  day of reception. The first day counted is the next working day, whatever the hour of reception,
  and the delay ends with the last day counted, at closing time.
- Something received on a closed day is therefore counted exactly like something received on the
  last working day before.
- A delay in months goes from date to the same date (*de quantième à quantième*): received on
  31 January, one month ends on the last day of February. It isn't prolonged by closed days.
- Working *time* runs only inside opening hours, in the office's own time zone: a night, a holiday
  and a change of clocks cost nothing.

Nothing here reads the present time: instants are passed in, aware.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays as national

Opening = tuple[time, time]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
_OFFICE_DAY: tuple[Opening, ...] = ((time(8, 30), time(12, 0)), (time(13, 30), time(17, 30)))
OFFICE_WEEK: Mapping[int, tuple[Opening, ...]] = dict.fromkeys(range(MONDAY, SATURDAY), _OFFICE_DAY)
PARIS = ZoneInfo("Europe/Paris")
# A calendar closed for two years on end is a mistake of entry, not a town's choice.
_SEARCH_DAYS = 731


class NeverOpen(ValueError):
    """The calendar has no working day within two years: a delay counted on it has no end."""


@lru_cache(maxsize=512)
def public_holidays(year: int, subdivision: str | None = None) -> frozenset[date]:
    """France's public holidays of `year`, with those of a subdivision when given.

    Subdivisions are those of the `holidays` package, as `Territory.holidays` gives them: `57`
    and `6AE` (Moselle, Alsace), `971` to `976`, `BL`, `MF`, `PM`, `NC`, `PF`, `WF`.
    """
    return frozenset(national.country_holidays("FR", subdiv=subdivision, years=year))


@lru_cache(maxsize=128)
def named_public_holidays(year: int, subdivision: str | None = None) -> Mapping[date, str]:
    """The same with their French names, for the page where a town checks its closing days."""
    found = national.country_holidays("FR", subdiv=subdivision, years=year, language="fr")
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekly opening hours, public holidays and own closing days, in one time zone.

    `hours` maps a weekday (Monday is 0) to its openings in order. `closed` are days closed beside
    the public holidays (bridge days, a local feast). `opened` are holidays worked all the same,
    for instance Good Friday where a commune of Alsace has no Protestant church.
    """

    hours: Mapping[int, tuple[Opening, ...]] = field(default_factory=lambda: dict(OFFICE_WEEK))
    zone: ZoneInfo = PARIS
    subdivision: str | None = None
    public_holidays: bool = True
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    _years: dict[int, "_Year"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for weekday, openings in self.hours.items():
            if weekday not in range(7):
                raise ValueError(f"no such weekday: {weekday}")
            _check_openings(openings)

    def openings(self, day: date) -> tuple[Opening, ...]:
        """The openings of `day` in local wall-clock time, empty when closed."""
        if not self.is_working_day(day):
            return ()
        return self.hours[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on `day`."""
        if not self.hours.get(day.weekday()) or day in self.closed:
            return False
        if not self.public_holidays or day in self.opened:
            return True
        return day not in public_holidays(day.year, self.subdivision)

    def year(self, year: int) -> "_Year":
        """The running sums of a year, worked out once for this calendar."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = _sums(year, self)
        return found


@dataclass(frozen=True, slots=True)
class _Year:
    """For each day of a year, by its number from 0: working days and seconds before it.

    The lists are one longer than the year, so that the last entry is the year's total.
    """

    days: tuple[int, ...]
    seconds: tuple[float, ...]


def _sums(year: int, calendar: WorkingCalendar) -> _Year:
    days, seconds = [0], [0.0]
    day = date(year, 1, 1)
    while day.year == year:
        spans = _spans(day, calendar)
        days.append(days[-1] + bool(spans))
        seconds.append(seconds[-1] + sum((end - start).total_seconds() for start, end in spans))
        if day == date.max:
            break
        day += timedelta(days=1)
    return _Year(tuple(days), tuple(seconds))


def _whole_days(first: date, last: date, calendar: WorkingCalendar) -> tuple[int, float]:
    """Working days and opening seconds of the days from `first` up to but without `last`."""
    start, end = first.timetuple().tm_yday - 1, last.timetuple().tm_yday - 1
    one, other = calendar.year(first.year), calendar.year(last.year)
    days, seconds = other.days[end] - one.days[start], other.seconds[end] - one.seconds[start]
    for year in range(first.year, last.year):
        days += calendar.year(year).days[-1]
        seconds += calendar.year(year).seconds[-1]
    return days, seconds


def _check_openings(openings: tuple[Opening, ...]) -> None:
    previous = None
    for start, end in openings:
        if start >= end or (previous is not None and start < previous):
            raise ValueError("opening hours must follow each other and end after they start")
        previous = end


def local_date(moment: date | datetime, calendar: WorkingCalendar) -> date:
    """The calendar's date of a moment; a plain date stays what it is.

    Raises ValueError for a datetime without time zone.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("working calendars need instants with a time zone")
    return moment.astimezone(calendar.zone).date()


def next_working_day(day: date, calendar: WorkingCalendar) -> date:
    """The first working day after `day`. Raises NeverOpen."""
    for step in range(1, _SEARCH_DAYS):
        candidate = day + timedelta(days=step)
        if calendar.is_working_day(candidate):
            return candidate
    raise NeverOpen("no working day within two years")


def add_working_days(start: date | datetime, n: int, calendar: WorkingCalendar) -> date:
    """The `n`-th working day after `start`, whose own day doesn't count.

    With `n` = 0, the day of `start` itself, or the next working day when it is closed. Raises
    ValueError for a negative `n` and NeverOpen for a calendar without openings.
    """
    if n < 0:
        raise ValueError("a delay can't be negative")
    day = local_date(start, calendar)
    if n == 0:
        return day if calendar.is_working_day(day) else next_working_day(day, calendar)
    for _ in range(n):
        day = next_working_day(day, calendar)
    return day


def working_days_between(start: date | datetime, end: date | datetime, cal: WorkingCalendar) -> int:
    """Working days counted from the day after `start` up to and with the day of `end`.

    Negative when `end` comes first, so that "3 days late" and "in 3 days" are one figure.
    """
    first, last = local_date(start, cal), local_date(end, cal)
    if last < first:
        return -working_days_between(last, first, cal)
    return _whole_days(first, last, cal)[0] - cal.is_working_day(first) + cal.is_working_day(last)


def end_of_working_day(day: date, calendar: WorkingCalendar) -> datetime:
    """Closing time of `day`, aware; of the next working day when `day` is closed."""
    if not calendar.is_working_day(day):
        day = next_working_day(day, calendar)
    return _instant(day, calendar.openings(day)[-1][1], calendar.zone)


def deadline(received: datetime, working_days: int, calendar: WorkingCalendar) -> datetime:
    """The instant by which something received must be done: closing time of the last day."""
    return end_of_working_day(add_working_days(received, working_days, calendar), calendar)


def add_months(day: date, months: int) -> date:
    """The same date `months` later, or the last day of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_open(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether the office is open at that instant (opening time included, closing time not)."""
    day = local_date(at, calendar)
    return any(start <= at < end for start, end in _spans(day, calendar))


def next_opening(at: datetime, calendar: WorkingCalendar) -> datetime:
    """`at` itself when open, else the next instant at which the office opens. Raises NeverOpen."""
    return next(_spans_from(at, calendar))[0]


def working_time_between(a: datetime, b: datetime, calendar: WorkingCalendar) -> int:
    """Seconds of opening time from `a` to `b`; negative when `b` comes first."""
    if b < a:
        return -working_time_between(b, a, calendar)
    first, last = local_date(a, calendar), local_date(b, calendar)
    # From the opening of the first day to `b`, less what of it had passed at `a`.
    total = _whole_days(first, last, calendar)[1]
    return round(total + _passed(last, b, calendar) - _passed(first, a, calendar))


def _passed(day: date, at: datetime, calendar: WorkingCalendar) -> float:
    """Seconds of a day's opening time that have run at `at`."""
    spans = _spans(day, calendar)
    return sum(max((min(end, at) - start).total_seconds(), 0.0) for start, end in spans)


def add_working_time(start: datetime, seconds: int, calendar: WorkingCalendar) -> datetime:
    """The instant at which `seconds` of opening time have run since `start`.

    With 0 seconds, the next instant at which the office is open. Raises ValueError for a negative
    time and NeverOpen for a calendar without openings.
    """
    if seconds < 0:
        raise ValueError("a delay can't be negative")
    left = timedelta(seconds=seconds)
    for opening, closing in _spans_from(start, calendar):
        if left <= closing - opening:
            return opening + left
        left -= closing - opening
    raise NeverOpen("no working day within two years")  # pragma: no cover - _spans_from raises


def _instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The instant of a local time, in UTC so that differences are true seconds."""
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=8192)
def _cached_spans(
    day: date, openings: tuple[Opening, ...], zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((_instant(day, start, zone), _instant(day, end, zone)) for start, end in openings)


def _spans(day: date, calendar: WorkingCalendar) -> tuple[tuple[datetime, datetime], ...]:
    """The openings of a day as instants."""
    return _cached_spans(day, calendar.openings(day), calendar.zone)


def _spans_from(at: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    """What is left of openings from `at` on, endlessly. Raises NeverOpen at a two-year gap."""
    day = local_date(at, calendar)
    spans = _spans(day, calendar)
    for start, end in spans[bisect_right([end for _, end in spans], at) :]:
        yield max(start, at), end
    while True:
        day = next_working_day(day, calendar)
        yield from _spans(day, calendar)
