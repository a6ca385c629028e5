"""Writing the projection: one case after the other, or all again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from parvis.act.cases.models import Case, PhotoApproval
from parvis.foundation.db.remember import forget, remembered
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.foundation.geo import cells, centre
from parvis.inform.public_map.models import PublicCount, PublicPoint
from parvis.inform.public_map.rules import (
    CELL,
    CELL_EVER,
    DISTRICT,
    FAR_RESOLUTION,
    HIDDEN,
    MIDDLE_RESOLUTION,
    Slot,
    changes,
    public_place,
    slot_place,
)
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType

BATCH = 5_000
_COLUMNS = {
    "case_id": "bigint", "reference": "text", "service_type_id": "bigint", "group_id": "bigint",
    "district_id": "bigint", "state": "text", "is_open": "boolean", "lon": "float8",
    "lat": "float8", "cell7": "bigint", "cell9": "bigint", "title": "jsonb", "icon": "text",
    "words": "text", "photo_id": "bigint", "photo_ids": "jsonb", "follower_count": "int",
    "planned_on": "date", "received_at": "timestamptz", "changed_at": "timestamptz",
    "closed_at": "timestamptz",
}  # fmt: skip
_CASE = (
    "id", "reference", "service_type_id", "district_id", "state", "lon", "lat", "words_public",
    "follower_count", "planned_on", "received_at", "changed_at", "closed_at", "department_lock",
    "photo_count", "report__words",
)  # fmt: skip
_COUNT = """
INSERT INTO public_map_count
  (authority_id, area, key, group_id, is_open, month, lon, lat, count)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (authority_id, area, is_open, key, group_id, month)
DO UPDATE SET count = public_map_count.count + EXCLUDED.count
"""
_COUNT_ALL = """
INSERT INTO public_map_count (authority_id, area, key, group_id, is_open, month, lon, lat, count)
SELECT authority_id, %s, coalesce({column}, 0), group_id, is_open, {month}, 0, 0, count(*)
FROM public_map_point WHERE {condition}
GROUP BY 1, 2, 3, 4, 5, 6
"""
_PLACE_ALL = """
UPDATE public_map_count SET lon = place.lon, lat = place.lat
FROM unnest(%s::bigint[], %s::float8[], %s::float8[]) AS place (key, lon, lat)
WHERE public_map_count.key = place.key AND area = ANY (%s)
"""
_MONTH = """(extract(year FROM received_at AT TIME ZONE 'UTC') * 12
 + extract(month FROM received_at AT TIME ZONE 'UTC') - 1)::int"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a service type says of its cases."""

    group: int
    name: dict[str, str]
    icon: str
    precision: int


def project(case: int) -> None:
    """Bring one case's point, and the counts that it belongs to, up to date."""
    before = PublicPoint.objects.filter(case_id=case).first()
    row = Case.objects.filter(pk=case).values_list(*_CASE).first()
    after = _point(dict(zip(_CASE, row, strict=True))) if row else None
    if after is None and before is None:
        return
    if after is None:
        PublicPoint.objects.filter(case_id=case).delete()
    elif before is None:
        after.save(force_insert=True)
    else:
        after.pk = before.pk
        after.save(force_update=True)
    _count(changes(before, after))


def project_report(report: int) -> None:
    """Bring the point of a report's case up to date."""
    found = Case.objects.filter(report_id=report).values_list("pk", flat=True).first()
    if found is not None:
        project(found)


def rebuild(authority: int, *, told: Callable[[int], None] | None = None) -> int:
    """Make the whole projection of an authority again, in batches of its own transactions; returns
    how many points it has. `told` hears how many cases were read. No reader may run meanwhile."""
    with acting_for(authority):
        PublicPoint.objects.all().delete()
        PublicCount.objects.all().delete()
    after, total = 0, 0
    while True:
        with acting_for(authority):
            rows = list(_cases(Case.objects.filter(pk__gt=after).order_by("pk")[:BATCH]))
            if not rows:
                break
            points = [point for row in rows if (point := _point(row)) is not None]
            _insert(points)
            after, total = int(rows[-1]["id"]), total + len(points)
        if told is not None:
            told(len(rows))
    with acting_for(authority):
        _count_all()
    return total


def _insert(points: list[PublicPoint]) -> None:
    """Write many new points in one statement, column by column: ten times faster than rows."""
    if not points:
        return
    values = [
        [
            json.dumps(value) if cast == "jsonb" else value
            for value in (getattr(point, name) for point in points)
        ]
        for name, cast in _COLUMNS.items()
    ]
    arrays = ", ".join(f"%s::{'text' if cast == 'jsonb' else cast}[]" for cast in _COLUMNS.values())
    taken = ", ".join(
        f"{name}::jsonb" if cast == "jsonb" else name for name, cast in _COLUMNS.items()
    )
    names = ", ".join(_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO public_map_point (authority_id, {names})"  # noqa: S608 (own names)
            f" SELECT %s, {taken} FROM unnest({arrays}) AS new ({names})",
            [current_authority(), *values],
        )


def project_service(service_type: int) -> None:
    """Bring every point of a service type up to date: what it shows may have changed."""
    forget()
    for case in Case.objects.filter(service_type_id=service_type).values_list("pk", flat=True):
        project(case)


def _cases(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows.values_list(*_CASE):
        yield dict(zip(_CASE, row, strict=True))


def _point(case: dict[str, Any]) -> PublicPoint | None:
    """What the public may see of a case; None when it may not see it at all."""
    if case["department_lock"] is not None or case["state"] in HIDDEN:
        return None
    kind = _kinds()[case["service_type_id"]]
    place = public_place(case["lon"], case["lat"], kind.precision)
    found = cells(*place, (FAR_RESOLUTION, MIDDLE_RESOLUTION)) if place else {}
    photos = _approved(case["id"]) if case["photo_count"] else []
    return PublicPoint(
        case_id=case["id"],
        reference=case["reference"],
        service_type_id=case["service_type_id"],
        group_id=kind.group,
        # Where the place is nobody's business, the district is not either.
        district_id=case["district_id"] if kind.precision >= 0 else None,
        state=case["state"],
        is_open=case["closed_at"] is None,
        lon=place[0] if place else None,
        lat=place[1] if place else None,
        cell7=found.get(FAR_RESOLUTION),
        cell9=found.get(MIDDLE_RESOLUTION),
        title=kind.name,
        icon=kind.icon,
        words=case["report__words"] if case["words_public"] else "",
        photo_id=photos[0] if photos else None,
        photo_ids=photos,
        follower_count=case["follower_count"],
        planned_on=case["planned_on"],
        received_at=case["received_at"],
        changed_at=case["changed_at"],
        closed_at=case["closed_at"],
    )


def _approved(case: int) -> list[int]:
    rows = PhotoApproval.objects.filter(case_id=case).order_by("photo_id")
    return list(rows.values_list("photo_id", flat=True))


@remembered()
def _kinds() -> dict[int, _Kind]:
    """Every service type, closed ones too."""
    rows = ServiceType.objects.filter(current__isnull=False).select_related("current")
    return {
        row.pk: _Kind(row.group_id, _name(row), row.current.icon, row.current.public_precision)
        for row in rows
        if row.current is not None
    }


def _name(row: ServiceType) -> dict[str, str]:
    try:
        return offer.full_names(row.pk)
    except KeyError:
        # Closed since: its own name is what is left.
        return dict(row.current.name) if row.current is not None else {}


def _count(moved: dict[Slot, int]) -> None:
    if not moved:
        return
    authority = current_authority()
    # In one order always: two writers of the same counts never wait for each other in a ring.
    ordered = sorted(moved.items(), key=lambda one: (one[0].area, one[0].key, one[0].is_open))
    with connection.cursor() as cursor:
        cursor.executemany(
            _COUNT,
            [
                (
                    authority,
                    slot.area,
                    slot.key,
                    slot.group,
                    slot.is_open,
                    slot.month,
                    *slot_place(slot),
                    by,
                )
                for slot, by in ordered
            ],
        )


def _count_all() -> None:
    wanted = (
        (DISTRICT, "district_id", _MONTH, "true"),
        (CELL, "cell9", _MONTH, "cell9 IS NOT NULL"),
        (CELL_EVER, "cell9", "0", "cell9 IS NOT NULL"),
    )
    with connection.cursor() as cursor:
        for area, column, month, condition in wanted:
            query = _COUNT_ALL.format(column=column, month=month, condition=condition)
            cursor.execute(query, [area])
        cursor.execute("SELECT DISTINCT key FROM public_map_count WHERE area = %s", [CELL_EVER])
        keys = [row[0] for row in cursor.fetchall()]
        places = [centre(key) for key in keys]
        lons, lats = [place[0] for place in places], [place[1] for place in places]
        cursor.execute(_PLACE_ALL, [keys, lons, lats, [CELL, CELL_EVER]])
