"""Cases by day as columns of numbers, for what is worked out over thousands of series at once.

Counted by PostgreSQL, under its policies: what a closed department holds is counted for those alone
who may read it. numpy is loaded here: no page imports this.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import ExtractHour, TruncDate
from numpy.typing import NDArray

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Statement
from parvis.capture.reports.rules import CHANNELS
from parvis.capture.visits import queries as visits
from parvis.foundation.db.columns import columns
from parvis.inform.dashboards.models import CountedCase

Ids = NDArray[np.int64]
DIMENSIONS = ("service", "district", "channel")
_COLUMNS = ("service_type_id", "district_id", "channel")
_PIECE = 10_000
NONE = -1
"""Stands for no district; sorts before every id."""
SAID_AFTER = ("reply", "withdrawal", "still_there", "fixed", "reopening")
"""Statements that somebody has to read; neither a face chosen nor an address confirmed."""


@dataclass(frozen=True, slots=True)
class Came:
    """Cells of cases that came: `when` their day from `since` on, `codes` the places of their
    values in `values` (-1: none), `counts` how many cases."""

    since: date
    when: Ids
    codes: dict[str, Ids]
    values: dict[str, tuple[int | str, ...]]
    counts: Ids


def first_day() -> date | None:
    """The day of the first case; None where none came."""
    found: date | None = CountedCase.objects.aggregate(first=Min("received_on"))["first"]
    return found


def came(since: date, until: date) -> Came:
    """The cases that came from `since` to `until` (both included), by day, service, district and
    channel."""
    when, service, district, channel, counts = columns(
        _CAME, [since, NONE, list(CHANNELS), NONE, since, until], 2 + len(DIMENSIONS)
    )
    found = {
        "service": _coded(service, {}),
        "district": _coded(district, {}),
        "channel": _coded(channel, dict(enumerate(CHANNELS, 1))),
    }
    codes = {name: places for name, (_, places) in found.items()}
    return Came(since, when, codes, {name: values for name, (values, _) in found.items()}, counts)


def _coded(column: Ids, names: Mapping[int, str]) -> tuple[tuple[int | str, ...], Ids]:
    """The values of a column, by their names where they have some, and the place of each row's
    among them (-1: none)."""
    values, places = np.unique(column, return_inverse=True)
    has_none = int(len(values) and values[0] == NONE)
    told = (int(one) for one in values[has_none:])
    return tuple(names.get(one, one) for one in told), places.astype(np.int64) - has_none


def addresses(
    since: date, until: date, within: Sequence[tuple[str, int | str]]
) -> list[tuple[date, str]]:
    """Day and address of each case that came from `since` to `until` within these values of
    dimensions; an empty address where none was given."""
    counted = _counted(since, until, within)
    days = dict(counted.values_list("case_id", "received_on"))
    cases = Case.objects.filter(pk__in=counted.values("case_id")).values_list("id", "address")
    return [(days[case], address) for case, address in cases.iterator(chunk_size=_PIECE)]


def newest_reports(
    since: date, until: date, within: Sequence[tuple[str, int | str]], most: int
) -> list[int]:
    """The reports of the newest cases that came from `since` to `until` within these values, `most`
    of them at most."""
    counted = _counted(since, until, within).order_by("-received_on", "-case_id")
    cases = list(counted.values_list("case_id", flat=True)[:most])
    return list(Case.objects.filter(pk__in=cases).values_list("report", flat=True))


def _counted(
    since: date, until: date, within: Sequence[tuple[str, int | str]]
) -> QuerySet[CountedCase]:
    named = dict(zip(DIMENSIONS, _COLUMNS, strict=True))
    return CountedCase.objects.filter(
        received_on__range=(since, until), **{named[name]: value for name, value in within}
    )


def cases_by_hour(
    since: date, until: date, zone: ZoneInfo, *, channels: Sequence[str] = ()
) -> NDArray[np.float64]:
    """Cases that came (on these channels, or on any), days × 24 hours of the town's clock."""
    cases = Case.objects.filter(channel__in=channels) if channels else Case.objects.all()
    return _by_hour(cases, "received_at", since, until, zone)


def said_after_by_hour(since: date, until: date, zone: ZoneInfo) -> NDArray[np.float64]:
    """What people said of requests after them (`SAID_AFTER`), days × 24 hours of the town's."""
    said = Statement.objects.filter(kind__in=SAID_AFTER)
    return _by_hour(said, "occurred_at", since, until, zone)


def visits_by_hour(
    since: date, until: date, is_open: Callable[[date], bool]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Counted visits, all places together: days × 24 hours, and days × 1. nan where a place that
    counts at that time (between its first day and its last) counted nothing: an uncounted day is
    not an empty one, unless the town was closed. Hours are nan too of a day counted whole."""
    days = (until - since).days + 1
    hours, whole = np.zeros((days, 24)), np.zeros((days, 1))
    places: dict[str, set[int]] = {}
    rows = visits.between(since, until).values_list("place", "day", "hour", "many")
    for place, day, hour, many in rows.iterator(chunk_size=_PIECE):
        at = (day - since).days
        places.setdefault(place, set()).add(at)
        whole[at] += many
        hours[at, slice(None) if hour is None else hour] += np.nan if hour is None else many
    known_closed = {at for at in range(days) if not is_open(since + timedelta(at))}
    for counted in places.values():
        missing = set(range(min(counted), max(counted) + 1)) - counted - known_closed
        hours[list(missing)] = whole[list(missing)] = np.nan
    return hours, whole


def _by_hour(
    rows: QuerySet[Any], moment: str, since: date, until: date, zone: ZoneInfo
) -> NDArray[np.float64]:
    table = np.zeros(((until - since).days + 1, 24))
    counted = (
        rows.annotate(day=TruncDate(moment, tzinfo=zone), hour=ExtractHour(moment, tzinfo=zone))
        .filter(day__gte=since, day__lte=until)
        .values_list("day", "hour")
        .annotate(many=Count("id"))
        .order_by()
    )
    for day, hour, many in counted.iterator(chunk_size=_PIECE):
        table[(day - since).days, hour] = many
    return table


_CAME = """
SELECT received_on - %s, service_type_id, coalesce(district_id, %s),
    coalesce(array_position(%s::text[], channel::text), %s), count(*)
FROM dashboards_counted_case
WHERE received_on BETWEEN %s AND %s
GROUP BY 1, 2, 3, 4
"""
