"""The days that are known ahead, for what is expected of them."""

from dataclasses import dataclass
from datetime import date

from parvis.authorities import queries as authorities
from parvis.foundation.calendars import WorkingCalendar, public_holidays
from parvis.foundation.school_holidays import days_off, known_until
from parvis.understand.seasons.days import Almanac


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What is known of days ahead: working hours, and the zone of school holidays ("": unknown)."""

    calendar: WorkingCalendar
    zone: str

    def almanac(self, since: date, until: date) -> Almanac:
        """The public holidays of the town's region, its own days off, its school holidays."""
        years, region = range(since.year, until.year + 1), self.calendar.subdivision
        public = frozenset().union(*(public_holidays(year, region) for year in years))
        return Almanac(public=public | self.calendar.closed, school=days_off(self.zone))

    @property
    def school(self) -> dict[str, str]:
        """Which school holidays are known, and up to which day, as it is kept with a result."""
        return {"zone": self.zone, "until": known_until().isoformat() if self.zone else ""}


def known_days() -> KnownDays:
    """Of the authority of this transaction."""
    return KnownDays(authorities.calendar(), authorities.school_zone())
