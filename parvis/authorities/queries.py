"""Reads of the tenant: its host, itself, its territory, its calendar."""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from time import monotonic
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from parvis.authorities.models import (
    Authority,
    Department,
    District,
    Holiday,
    Host,
    OpeningHours,
    Team,
    ThirdParty,
)
from parvis.foundation.areas import Area
from parvis.foundation.calendars import WorkingCalendar
from parvis.foundation.db.remember import remembered
from parvis.foundation.db.scope import current_authority
from parvis.foundation.school_holidays import zone_of

_HOSTS_KEPT_SECONDS = 20.0
_hosts: dict[str, tuple[float, int]] = {}


def authority_of_host(name: str) -> int | None:
    """Id of the authority that answers under a host name (no port), or None.

    The one read made before a scope is set; kept for twenty seconds. That nobody answers is never
    kept: a town opened in another process answers in this one at once.
    """
    kept = _hosts.get(name)
    if kept is not None and kept[0] > monotonic():
        return kept[1]
    found = Host.objects.filter(name=name).values_list("authority_id", flat=True).first()
    if found is not None:
        _hosts[name] = (monotonic() + _HOSTS_KEPT_SECONDS, found)
    return found


def forget_hosts() -> None:
    """Look every host name up again."""
    _hosts.clear()


@remembered(60)
def site_host() -> str:
    """The host name that messages lead to: the one of the authority's own website address when it
    answers here, else the shortest; empty when none does."""
    names = list(
        Host.objects.filter(authority_id=current_authority()).values_list("name", flat=True)
    )
    own = urlsplit(authority().website).hostname or ""
    named = [name for name in names if not name.replace(".", "").isdigit()] or names
    return own if own in names else min(named, key=lambda name: (len(name), name), default="")


def all_authority_ids() -> list[int]:
    """Every authority that answers under some host, for jobs that go round them."""
    return list(
        Host.objects.order_by("authority_id").values_list("authority_id", flat=True).distinct()
    )


@remembered()
def authority() -> Authority:
    """The authority of this transaction."""
    return Authority.objects.get(pk=current_authority())


@remembered()
def departments() -> dict[int, Department]:
    """Every department by id, in its order; those withdrawn too, whose past bears their name."""
    return {row.pk: row for row in Department.objects.order_by("position", "name")}


def in_charge(department: int) -> Department:
    """A department as people are told of it: where it has no address, number or mail of its own,
    those of the authority lead to it (CRPA R112-11-1 wants them on every receipt)."""
    town, told = authority(), copy(departments()[department])
    for name in ("postal_address", "phone", "email"):
        setattr(told, name, getattr(told, name) or getattr(town, name))
    return told


def without_contact() -> list[Department]:
    """The departments whose receipts lack an address or a phone, their own or the authority's."""
    told = [in_charge(pk) for pk in open_departments()]
    return [row for row in told if not (row.postal_address and row.phone)]


@remembered()
def teams() -> dict[int, Team]:
    """Every team by id, in their order; those withdrawn too."""
    rows = Team.objects.select_related("department").order_by("position", "name")
    return {row.pk: row for row in rows}


def open_departments() -> dict[int, Department]:
    """The departments that are proposed."""
    return {pk: row for pk, row in departments().items() if row.is_open}


def open_teams() -> dict[int, Team]:
    """The teams that are proposed: what may be sent somewhere goes to one of these."""
    return {pk: row for pk, row in teams().items() if row.is_open}


@remembered()
def third_parties() -> dict[int, ThirdParty]:
    """Every outside operator by id."""
    return {row.pk: row for row in ThirdParty.objects.order_by("name")}


def other_authorities() -> dict[int, ThirdParty]:
    """Those that a request may be passed on to, by id."""
    return {pk: row for pk, row in third_parties().items() if row.is_authority}


@remembered()
def compartmented() -> frozenset[int]:
    """Ids of the closed departments."""
    return frozenset(pk for pk, row in departments().items() if row.is_compartmented)


@remembered(60)
def calendar() -> WorkingCalendar:
    """Working hours and days off of the authority."""
    town = authority()
    days = list(Holiday.objects.all())
    options: dict[str, object] = {}
    hours: dict[int, list[tuple[time, time]]] = {}
    for row in OpeningHours.objects.order_by("weekday", "opens"):
        hours.setdefault(row.weekday, []).append((_clock(row.opens), _clock(row.closes)))
    if hours:
        options["hours"] = {day: tuple(spans) for day, spans in hours.items()}
    return WorkingCalendar(
        zone=ZoneInfo(town.time_zone),
        subdivision=town.holiday_region or None,
        closed=frozenset(row.day for row in days if not row.is_open),
        opened=frozenset(row.day for row in days if row.is_open),
        **options,  # type: ignore[arg-type]
    )


def school_zone() -> str:
    """The zone of school holidays: what the town says, else that of its code; "" where none is
    known."""
    return authority().school_zone or derived_school_zone()


def derived_school_zone() -> str:
    """That of its own code, or of its first commune's."""
    town = authority()
    codes = [code for code in (town.insee_code, *town.members) if code]
    return zone_of(codes[0]) if codes else ""


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@dataclass(frozen=True)
class Territory:
    """The districts, ready for "in which one is this place?"."""

    districts: tuple[tuple[District, Area], ...]

    def district_at(self, lon: float, lat: float) -> District | None:
        """The district that holds a place; None outside all."""
        for district, area in self.districts:
            inside = (
                district.west <= lon <= district.east and district.south <= lat <= district.north
            )
            if inside and area.holds(lon, lat):
                return district
        return None


@remembered(60)
def territory() -> Territory:
    """The districts that are drawn, with their areas."""
    rows = District.objects.filter(is_open=True).order_by("code")
    return Territory(tuple((row, Area.of(row.geometry)) for row in rows))


@remembered()
def districts() -> dict[int, District]:
    """Every district by id, without its polygon; those no longer drawn too, which name their
    past."""
    return {row.pk: row for row in District.objects.defer("geometry").order_by("name")}


def calendar_day(moment: datetime) -> date:
    """The date of a moment where the authority is."""
    return moment.astimezone(calendar().zone).date()
