"""Reads of what the public may see: near, on a map, in a list, one by one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max, Q, QuerySet, Sum

from parvis.foundation.geo import BBox, cells_in, haversine
from parvis.inform.public_map.models import PublicCount, PublicPoint
from parvis.inform.public_map.rules import (
    CELL,
    CELL_EVER,
    DISTRICT,
    MIDDLE_RESOLUTION,
    month_of,
)

PAGE = 20
# What a mark on the map says of a case.
_MARKED = (
    "reference", "title", "state", "lon", "lat", "follower_count", "planned_on", "closed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases: open ones or closed ones (None for both), one group, one district, those
    received from the first day of a month on."""

    is_open: bool | None = True
    group: int | None = None
    district: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A case close to a place, and how far it is in metres."""

    point: PublicPoint
    metres: int


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many cases an area holds: `key` is a district's id or a cell."""

    key: int
    count: int
    lon: float
    lat: float


def nearby(
    lon: float, lat: float, services: Collection[int], *, metres: float = 80, limit: int = 3
) -> list[Nearby]:
    """Open cases of these service types within `metres`, nearest first."""
    box = BBox.around(lon, lat, metres)
    rows = PublicPoint.objects.filter(
        is_open=True,
        cell9__in=cells_in(box, MIDDLE_RESOLUTION),
        service_type_id__in=list(services),
        lon__range=(box.west, box.east),
        lat__range=(box.south, box.north),
    )[:200]
    found = [Nearby(row, round(haversine(lon, lat, row.lon or 0, row.lat or 0))) for row in rows]
    near = [one for one in found if one.metres <= metres]
    return sorted(near, key=lambda one: (one.metres, -one.point.follower_count))[:limit]


def points_in(box: BBox, filters: Filters, *, most: int) -> list[PublicPoint] | None:
    """The cases in a box; None when they are more than `most`, or the box is too wide to look.
    Ask for the counts first (`cell_counts`): a wide view of a million cases reads none of them."""
    try:
        inside = cells_in(box, MIDDLE_RESOLUTION)
    except ValueError:
        return None
    rows = _filtered(filters).filter(
        cell9__in=inside, lon__range=(box.west, box.east), lat__range=(box.south, box.north)
    )
    found = list(rows.only(*_MARKED)[: most + 1])
    return found if len(found) <= most else None


def cell_counts(box: BBox, filters: Filters) -> list[AreaCount]:
    """How many cases each cell holds whose centre is in a box (cells of some 350 m). A view
    smaller than a cell may have none, and is looked at closely."""
    rows = (
        _counted(filters, _cell_area(filters))
        .filter(lon__range=(box.west, box.east), lat__range=(box.south, box.north))
        .values("key")
        .annotate(total=Sum("count"), at_lon=Max("lon"), at_lat=Max("lat"))
    )
    return [
        AreaCount(row["key"], row["total"], row["at_lon"], row["at_lat"])
        for row in rows
        if row["total"] > 0
    ]


def district_counts(filters: Filters) -> dict[int, int]:
    """How many cases each district holds, by its id; 0 stands for those without a place."""
    rows = _counted(filters, DISTRICT).values("key").annotate(total=Sum("count"))
    return {row["key"]: row["total"] for row in rows if row["total"] > 0}


def total(filters: Filters) -> int:
    """How many cases there are."""
    rows = _counted(filters, DISTRICT)
    if filters.district is not None:
        rows = rows.filter(key=filters.district)
    return int(rows.aggregate(total=Sum("count"))["total"] or 0)


def page(
    filters: Filters, after: tuple[datetime, int] | None = None, *, size: int = PAGE
) -> tuple[list[PublicPoint], bool]:
    """Cases, newest first, from the one `after` (time of reception, id) on; and whether there are
    more."""
    # Open and closed ones are two walks down an index: asked for together they would be sorted.
    kinds = [True, False] if filters.is_open is None else [filters.is_open]
    found = [
        row for kind in kinds for row in _walk(replace(filters, is_open=kind), after, size + 1)
    ]
    found.sort(key=lambda row: (row.received_at, row.pk), reverse=True)
    return found[:size], len(found) > size


def _walk(filters: Filters, after: tuple[datetime, int] | None, most: int) -> list[PublicPoint]:
    rows = _filtered(filters).order_by("-received_at", "-id")
    if after is not None:
        moment, number = after
        rows = rows.filter(received_at__lte=moment).filter(
            Q(received_at__lt=moment) | Q(id__lt=number)
        )
    return list(rows[:most])


def by_reference(reference: str) -> PublicPoint | None:
    """The public case of a reference."""
    return PublicPoint.objects.filter(reference=reference).first()


def recently_resolved(limit: int = 3) -> list[PublicPoint]:
    """What was done last."""
    rows = PublicPoint.objects.filter(state="resolved", closed_at__isnull=False)
    return list(rows.order_by("-closed_at")[:limit])


def newest_placed(limit: int = 80) -> list[PublicPoint]:
    """The newest open cases that have a public place: a glance at what goes on."""
    rows = PublicPoint.objects.filter(is_open=True).order_by("-received_at", "-id")[: limit * 2]
    return [row for row in rows if row.lon is not None][:limit]


def most_followed(filters: Filters) -> PublicPoint | None:
    """Of the newest open cases, the one that most people follow; None below three."""
    newest = _filtered(filters).order_by("-received_at", "-id")[:300]
    best = max(newest, key=lambda row: row.follower_count, default=None)
    return best if best is not None and best.follower_count >= 3 else None


def _filtered(filters: Filters) -> QuerySet[PublicPoint]:
    rows = PublicPoint.objects.all()
    # Both values rather than none: the indexes begin with it.
    rows = rows.filter(is_open__in=[True, False] if filters.is_open is None else [filters.is_open])
    if filters.group is not None:
        rows = rows.filter(group_id=filters.group)
    if filters.district is not None:
        rows = rows.filter(district_id=filters.district)
    if filters.since is not None:
        rows = rows.filter(received_at__gte=filters.since)
    return rows


def _cell_area(filters: Filters) -> str:
    return CELL_EVER if filters.since is None else CELL


def _counted(filters: Filters, area: str) -> QuerySet[PublicCount]:
    rows = PublicCount.objects.filter(area=area)
    rows = rows.filter(is_open__in=[True, False] if filters.is_open is None else [filters.is_open])
    if filters.group is not None:
        rows = rows.filter(group_id=filters.group)
    if filters.since is not None:
        rows = rows.filter(month__gte=month_of(filters.since))
    return rows
