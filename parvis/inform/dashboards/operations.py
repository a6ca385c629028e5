"""Writes of the projection. Counting a case again changes nothing, so entries may come twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from parvis.act.cases.models import Case
from parvis.foundation.db.insert import insert_rows
from parvis.foundation.db.scope import current_authority
from parvis.foundation.db.update import update_rows
from parvis.inform.dashboards.models import CountedCase
from parvis.inform.dashboards.rules import (
    MEASURES,
    UNFOUNDED,
    WAITING,
    Cell,
    Facts,
    bucket,
    counts,
    delays,
    week_of,
)

_COUNTED = (
    "received_on", "closed_on", "service_type_id", "district_id", "department_id", "team_id",
    "channel", "late", "unfounded", "delay_bucket", "reopened", "score", "due_at",
    "department_lock",
)  # fmt: skip


def count_cases(cases: Iterable[int], zone: ZoneInfo) -> None:
    """Bring the figures up to date with some cases, as they stand now."""
    numbers = sorted(set(cases))
    now = Case.objects.in_bulk(numbers)
    before = _known(numbers)
    counted: Counter[tuple[Cell, str]] = Counter()
    delayed: Counter[tuple[Cell, int]] = Counter()
    changed: list[CountedCase] = []
    for number in numbers:
        earlier, case = before.get(number), now.get(number)
        old = _facts(earlier, zone) if earlier else None
        after = _counted(case, zone, earlier) if case else None
        new = _facts(after, zone) if after else None
        # Within a day a deadline moves without changing a count, but not whether it has passed.
        if old == new and (not earlier or not after or earlier.due_at == after.due_at):
            continue
        _move(counted, counts, old, new)
        _move(delayed, delays, old, new)
        if after is not None:
            changed.append(after)
        elif earlier is not None:
            earlier.delete()
    _add(_cells(counted))
    _add_delays({place: value for place, value in delayed.items() if value})
    _write(changed)


def _known(numbers: Sequence[int]) -> dict[int, CountedCase]:
    """How these cases were counted last; locked in one order, so that nobody waits crosswise."""
    rows = (
        CountedCase.objects.select_for_update(no_key=True)
        .filter(case_id__in=numbers)
        .order_by("case_id")
    )
    return {row.case_id: row for row in rows}


def _move(total: Counter[Any], told: Callable[[Facts], Any], old: Any, new: Any) -> None:
    total.update(told(new) if new else {})
    total.subtract(told(old) if old else {})


def _write(rows: Sequence[CountedCase]) -> None:
    insert_rows([row for row in rows if row.pk is None])
    update_rows([row for row in rows if row.pk is not None], _COUNTED)


def _counted(case: Case, zone: ZoneInfo, before: CountedCase | None) -> CountedCase:
    closed = case.closed_at
    row = CountedCase(pk=before.pk if before else None, case_id=case.pk)
    row.received_on = _day(case.received_at, zone)
    row.closed_on = _day(closed, zone) if closed else None
    row.service_type_id, row.district_id = case.service_type_id, case.district_id
    row.department_id, row.team_id, row.channel = case.department_id, case.team_id, case.channel
    row.late = bool(closed and closed > case.due_at)
    row.unfounded = case.state in UNFOUNDED
    row.delay_bucket = bucket(case.received_at, closed) if closed else None
    row.reopened, row.score = case.reopened_count, case.satisfaction
    row.due_at, row.department_lock = case.due_at, case.department_lock
    return row


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _facts(row: CountedCase, zone: ZoneInfo) -> Facts:
    keys = {
        "all": "",
        "service": str(row.service_type_id),
        "district": str(row.district_id or ""),
        "department": str(row.department_id),
        "team": str(row.team_id or ""),
        "channel": row.channel,
    }
    return Facts(
        row.received_on, row.closed_on, keys, row.late, row.unfounded, row.delay_bucket,
        row.reopened, row.score, row.department_lock,
        None if row.closed_on else _day(row.due_at, zone),
    )  # fmt: skip


def _cells(total: Mapping[tuple[Cell, str], int]) -> dict[Cell, dict[str, int]]:
    cells: dict[Cell, dict[str, int]] = {}
    for (cell, measure), value in total.items():
        if value:
            cells.setdefault(cell, {})[measure] = value
    return cells


def _add(cells: dict[Cell, dict[str, int]]) -> None:
    _add_to("dashboards_daily_count", (*MEASURES, WAITING), cells)
    weeks: dict[Cell, Counter[str]] = {}
    for cell, sums in cells.items():
        for measure in sums.keys() - {WAITING}:
            weeks.setdefault(week_of(cell), Counter())[measure] += sums[measure]
    _add_to("dashboards_weekly_count", MEASURES, {
        cell: sums for cell, sums in weeks.items() if any(sums.values())
    })  # fmt: skip


def _add_to(table: str, measures: Sequence[str], cells: Mapping[Cell, Mapping[str, int]]) -> None:
    if not cells:
        return
    # One order for everybody: two workers never wait for each other crosswise.
    ordered = sorted(cells, key=_order)
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in measures)
    row = "(" + ", ".join(["%s"] * (5 + len(measures))) + ")"
    values = [
        value
        for cell in ordered
        for value in (
            current_authority(), cell.day, cell.dimension, cell.key, cell.lock,
            *(cells[cell].get(name, 0) for name in measures),
        )
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table}"  # noqa: S608 - names of our own
            f" (authority_id, day, dimension, key, department_lock, {', '.join(measures)})"
            f" VALUES {', '.join([row] * len(ordered))}"
            " ON CONFLICT (authority_id, dimension, key, day, department_lock)"
            f" DO UPDATE SET {sums}",
            values,
        )


def _add_delays(places: dict[tuple[Cell, int], int]) -> None:
    _add_delays_to("dashboards_daily_delay", places)
    weeks: Counter[tuple[Cell, int]] = Counter()
    for (cell, index), value in places.items():
        weeks[week_of(cell), index] += value
    changed = {place: value for place, value in weeks.items() if value}
    _add_delays_to("dashboards_weekly_delay", changed)


def _add_delays_to(table: str, places: Mapping[tuple[Cell, int], int]) -> None:
    if not places:
        return
    ordered = sorted(places, key=lambda place: (*_order(place[0]), place[1]))
    values = [
        value
        for cell, index in ordered
        for value in (
            current_authority(), cell.day, cell.dimension, cell.key, index, cell.lock,
            places[cell, index],
        )
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table}"  # noqa: S608 - names of our own
            " (authority_id, day, dimension, key, bucket, department_lock, closed)"
            f" VALUES {', '.join(['(%s, %s, %s, %s, %s, %s, %s)'] * len(ordered))}"
            " ON CONFLICT (authority_id, dimension, key, day, bucket, department_lock)"
            f" DO UPDATE SET closed = {table}.closed + excluded.closed",
            values,
        )


def _order(cell: Cell) -> tuple[str, str, str, int]:
    return (cell.dimension, cell.key, cell.day.isoformat(), cell.lock or 0)
