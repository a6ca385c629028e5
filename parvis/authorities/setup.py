"""Writes of the studio: what an administrator changes of their own authority."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from parvis.authorities.models import (
    Authority,
    Department,
    Holiday,
    OpeningHours,
    Team,
    ThirdParty,
)
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import current_authority
from parvis.foundation.school_holidays import ZONES
from parvis.journal.operations import record
from parvis.journal.rules import Actor

# What one may say of each kind of row; `code` and the compartment are never changed.
IDENTITY = (
    "name", "postal_address", "phone", "email", "website", "protection_officer_email",
    "publication_director", "hosting", "brand_color", "reference_prefix",
)  # fmt: skip
PLACE = (
    "kind", "insee_code", "siren", "members", "population", "parent_name", "parent_code",
    "time_zone", "holiday_region",
)  # fmt: skip
DEPARTMENT = ("name", "postal_address", "phone", "email")
TEAM = ("name", "email")
MINUTES = range(1, 241)
THIRD_PARTY = ("name", "phone", "email", "is_authority")


@operation
def set_identity(*, by: Actor, **fields: Any) -> Authority:
    """Change how the authority presents itself (`IDENTITY`)."""
    row = Authority.objects.get(pk=current_authority())
    return _change(row, "authority", IDENTITY, fields, by)


@operation
def set_place(*, by: Actor, **fields: Any) -> Authority:
    """Change what the authority is to the State (`PLACE`): its code, what it is part of, how many
    live there, its hour and its public holidays."""
    row = Authority.objects.get(pk=current_authority())
    return _change(row, "authority", PLACE, fields, by)


def unlisted(*, parent_name: str) -> dict[str, Any]:
    """What is kept of an authority that bears no code."""
    return {
        "kind": "other", "insee_code": "", "siren": "", "members": [], "parent_code": "",
        "parent_name": parent_name,
    }  # fmt: skip


@operation
def set_forecasts(*, contact_minutes: int | None, school_zone: str, by: Actor) -> Authority:
    """What forecasts need to be told: how long one contact keeps an agent (None: not known), and
    the zone of school holidays ("": that of the authority's code). Raises
    Refusal("contact_minutes") or Refusal("school_zone") for what can't be."""
    if contact_minutes is not None and contact_minutes not in MINUTES:
        raise Refusal("contact_minutes")
    if school_zone not in {"", *ZONES}:
        raise Refusal("school_zone")
    row = Authority.objects.select_for_update(no_key=True).get(pk=current_authority())
    told = {"contact_minutes": contact_minutes, "school_zone": school_zone}
    return _change(row, "authority", tuple(told), told, by)


@operation
def set_logo(*, address: str, by: Actor) -> Authority:
    """Show the picture at `address` (a path of this site) as the logo; empty for none."""
    row = Authority.objects.get(pk=current_authority())
    return _change(row, "authority", ("logo",), {"logo": address}, by)


@operation
def change_department(*, department: Department, by: Actor, **fields: Any) -> Department:
    """Change what receipts say of a department (`DEPARTMENT`)."""
    return _change(department, "department", DEPARTMENT, fields, by)


@operation
def change_team(*, team: Team, by: Actor, **fields: Any) -> Team:
    """Change a team's name or address."""
    return _change(team, "team", TEAM, fields, by)


@operation
def change_third_party(*, party: ThirdParty, by: Actor, **fields: Any) -> ThirdParty:
    """Change an outside operator's name or address."""
    return _change(party, "third_party", THIRD_PARTY, fields, by)


def _change(
    row: Any, kind: str, allowed: tuple[str, ...], fields: dict[str, Any], by: Actor
) -> Any:
    changed = [name for name in allowed if name in fields and getattr(row, name) != fields[name]]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
        record(f"{kind}.changed", kind, row.pk, by=by, data={"fields": changed})
        forget()
    return row


@operation
def set_opening_hours(*, spans: Iterable[tuple[int, int, int]], by: Actor) -> None:
    """The week's opening hours, as (weekday, opens, closes) in minutes after midnight. Raises
    Refusal("hours_overlap") when spans of a day meet or end before they begin."""
    listed = sorted(spans)
    for (day, opens, closes), following in zip(listed, [*listed[1:], None], strict=True):
        late = following is not None and following[0] == day and following[1] < closes
        if opens >= closes or late:
            raise Refusal("hours_overlap")
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, opens=opens, closes=closes) for day, opens, closes in listed
    )
    record("opening_hours.set", "authority", current_authority(), by=by)
    forget()


@operation
def add_holiday(*, day: date, name: str, is_open: bool, by: Actor) -> Holiday:
    """A day off (or, `is_open`, a public holiday that is worked). Raises Refusal("same_day")."""
    if Holiday.objects.filter(day=day).exists():
        raise Refusal("same_day")
    row = Holiday.objects.create(day=day, name=name, is_open=is_open)
    record("holiday.added", "holiday", row.pk, by=by, data={"day": day, "open": is_open})
    forget()
    return row


@operation
def remove_holiday(*, holiday: Holiday, by: Actor) -> None:
    """Take a day back."""
    record("holiday.removed", "holiday", holiday.pk, by=by, data={"day": holiday.day})
    holiday.delete()
    forget()
