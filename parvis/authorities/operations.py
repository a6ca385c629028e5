"""Writes of the tenant. Each leaves its journal entry in the same transaction."""

from typing import Any

from django.db import connection

from parvis.authorities.models import (
    Authority,
    Department,
    District,
    Host,
    Team,
    ThirdParty,
)
from parvis.authorities.queries import forget_hosts
from parvis.foundation.areas import Area
from parvis.foundation.db.operation import operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import acting_for
from parvis.journal.operations import record
from parvis.journal.rules import Actor


def create_authority(
    *, name: str, slug: str, hosts: list[str], by: Actor, **fields: Any
) -> Authority:
    """Open a new tenant under its host names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('authorities_authority_id_seq')")
        number = int(cursor.fetchone()[0])
    with acting_for(number):
        authority = Authority.objects.create(id=number, name=name, slug=slug, **fields)
        Host.objects.bulk_create([Host(name=host, authority=authority) for host in hosts])
        record("authority.created", "authority", number, by=by)
    forget_hosts()
    return authority


@operation
def add_department(*, code: str, name: str, by: Actor, **fields: Any) -> Department:
    """A new *direction*."""
    department = Department.objects.create(code=code, name=name, **fields)
    record("department.added", "department", department.pk, by=by)
    forget()
    return department


@operation
def add_team(*, department: Department, code: str, name: str, by: Actor, email: str = "") -> Team:
    """A new team of a department."""
    team = Team.objects.create(department=department, code=code, name=name, email=email)
    record("team.added", "team", team.pk, by=by, data={"department": department.pk})
    forget()
    return team


@operation
def add_third_party(*, code: str, name: str, by: Actor, **fields: Any) -> ThirdParty:
    """A new outside operator."""
    party = ThirdParty.objects.create(code=code, name=name, **fields)
    record("third_party.added", "third_party", party.pk, by=by)
    forget()
    return party


@operation
def add_district(
    *, code: str, name: str, population: int, geometry: dict[str, Any], by: Actor
) -> District:
    """A new district; `geometry` is a GeoJSON Polygon or MultiPolygon, WGS 84."""
    west, south, east, north = Area.of(geometry).bounds
    district = District.objects.create(
        code=code,
        name=name,
        population=population,
        geometry=geometry,
        west=west,
        south=south,
        east=east,
        north=north,
    )
    record("district.added", "district", district.pk, by=by)
    forget()
    return district
