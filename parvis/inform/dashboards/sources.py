"""The statement behind a page of figures: from the daily counts, or from the cases' own rows.

Each line of its answer: kind (count, delay, open), dimension, key, slot, and seven numbers: the
measures for a count; bucket and cases for a delay; open and late cases for an open one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parvis.inform.dashboards.rules import MEASURES, SATISFIED_FROM

Asked = Mapping[str, Sequence[int] | Sequence[str]]
COLUMNS = {
    "service": "service_type_id",
    "district": "district_id",
    "department": "department_id",
    "team": "team_id",
    "channel": "channel",
}
_KEYS = {
    "service": "service_type_id::text",
    "district": "coalesce(district_id::text, '')",
    "department": "department_id::text",
    "team": "coalesce(team_id::text, '')",
    "channel": "channel::text",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Days that are summed up under one name; `broken_down` by dimension too, `delayed` with the
    histogram of delays."""

    name: str
    since: date
    until: date
    broken_down: bool
    delayed: bool


def statement(
    asked: Asked, dimensions: Sequence[str], slots: Sequence[Slot], moment: datetime
) -> tuple[str, list[Any]]:
    """The one statement, and its values. `dimensions` begins with "all"."""
    from_counts = not asked or (len(asked) == 1 and set(dimensions) <= {"all", *asked})
    counted, values = (_counted if from_counts else _of_cases)(asked, dimensions)
    opened, open_values = _open(asked, dimensions, moment)
    sql = f"{_SLOTS} {counted} UNION ALL {opened}"
    return sql, [
        [slot.name for slot in slots],
        [slot.since for slot in slots],
        [slot.until for slot in slots],
        [slot.broken_down for slot in slots],
        [slot.delayed for slot in slots],
        *values,
        *open_values,
    ]


_SLOTS = """
WITH slots AS MATERIALIZED (
    SELECT * FROM unnest(%s::text[], %s::date[], %s::date[], %s::bool[], %s::bool[])
        AS s(slot, since, until, broken_down, delayed)
)
"""
_SUMS = ", ".join(f"sum(c.{name})" for name in MEASURES)

# The daily counts of one dimension over each slot.
_COUNTS = """
SELECT 'count', {label} AS dimension, {key} AS key, s.slot, {sums}
FROM slots s JOIN dashboards_daily_count c ON c.day BETWEEN s.since AND s.until
WHERE c.dimension = %s {where} GROUP BY 2, 3, 4
UNION ALL
SELECT 'delay', {label}, {key}, s.slot, c.bucket, sum(c.closed), 0, 0, 0, 0, 0
FROM slots s JOIN dashboards_daily_delay c ON c.day BETWEEN s.since AND s.until
WHERE c.dimension = %s {where} AND s.delayed {now} GROUP BY 2, 3, 4, 5
HAVING sum(c.closed) > 0
"""


def _counted(asked: Asked, dimensions: Sequence[str]) -> tuple[str, list[Any]]:
    """From the daily counts; a filter is of one dimension, whose cells it picks."""
    [(filtered, keys)] = asked.items() or [("all", ())]
    where = " AND c.key = ANY(%s)" if keys else ""
    given = [[str(key) for key in keys]] if keys else []
    parts, values = [], []
    for dimension in dimensions:
        whole = dimension == "all"
        parts.append(
            _COUNTS.format(
                label=f"'{dimension}'",
                key="''::text" if whole else "c.key::text",
                sums=_SUMS,
                where=where if whole else f"{where} AND s.broken_down",
                now="" if whole else "AND s.slot = 'now'",
            )
        )
        source = filtered if whole else dimension
        values += [source, *given, source, *given]
    return " UNION ALL ".join(parts), values


# The cases' own rows, gone through once for each slot: by the day they came, then by the day they
# ended.
_CAME = """
SELECT 'count', {label}, {key}, s.slot, count(*), 0, 0, 0,
    count(*) FILTER (WHERE c.reopened > 0), 0, 0
FROM slots s JOIN dashboards_counted_case c ON c.received_on BETWEEN s.since AND s.until
WHERE {where} GROUP BY GROUPING SETS ({sets})
"""
_ENDED = """
SELECT 'count', {label}, {key}, s.slot, 0, count(*), count(*) FILTER (WHERE c.late),
    count(*) FILTER (WHERE c.unfounded), 0, count(c.score),
    count(*) FILTER (WHERE c.score >= %s)
FROM slots s JOIN dashboards_counted_case c ON c.closed_on BETWEEN s.since AND s.until
WHERE {where} GROUP BY GROUPING SETS ({sets})
"""
_DELAYS = """
SELECT 'delay', {label}, {key}, s.slot, c.delay_bucket, count(*), 0, 0, 0, 0, 0
FROM slots s JOIN dashboards_counted_case c ON c.closed_on BETWEEN s.since AND s.until
WHERE {where} AND s.delayed GROUP BY GROUPING SETS ({sets})
"""
_OPEN = """
SELECT 'open', {label}, {key}, '', count(*), count(*) FILTER (WHERE c.due_at < %s), 0, 0, 0, 0, 0
FROM dashboards_counted_case c
WHERE c.closed_on IS NULL AND {where} GROUP BY GROUPING SETS ({sets})
"""


def _of_cases(asked: Asked, dimensions: Sequence[str]) -> tuple[str, list[Any]]:
    where, given = _where(asked)
    names = _labels(dimensions) | {"where": where}
    parts = [
        _CAME.format(**names, sets=_sets(dimensions, "s.slot")),
        _ENDED.format(**names, sets=_sets(dimensions, "s.slot")),
        _DELAYS.format(**names, sets=_sets(dimensions, "s.slot, c.delay_bucket")),
    ]
    return " UNION ALL ".join(parts), [*given, SATISFIED_FROM, *given, *given]


def _open(asked: Asked, dimensions: Sequence[str], moment: datetime) -> tuple[str, list[Any]]:
    where, given = _where(asked)
    sql = _OPEN.format(**_labels(dimensions), where=where, sets=_sets(dimensions, ""))
    return sql, [moment, *given]


def _where(asked: Asked) -> tuple[str, list[Any]]:
    parts = [f"c.{COLUMNS[name]} = ANY(%s)" for name in asked]
    return " AND ".join(parts) or "true", [list(values) for values in asked.values()]


def _sets(dimensions: Sequence[str], common: str) -> str:
    """One grouping for the whole, one for each dimension."""
    columns = [f"c.{COLUMNS[name]}" for name in dimensions if name != "all"]
    sets = [common, *(f"{common}, {column}" if common else column for column in columns)]
    return ", ".join(f"({one})" for one in sets)


def _labels(dimensions: Sequence[str]) -> dict[str, str]:
    """Which grouping a line is of, and its key, as expressions."""
    broken = [name for name in dimensions if name != "all"]
    if not broken:
        return {"label": "'all'", "key": "''::text"}
    label, key = [], []
    for name in broken:
        condition = f"WHEN grouping(c.{COLUMNS[name]}) = 0 THEN"
        label.append(f"{condition} '{name}'")
        key.append(f"{condition} {_KEYS[name].replace(COLUMNS[name], 'c.' + COLUMNS[name])}")
    return {
        "label": f"CASE {' '.join(label)} ELSE 'all' END",
        "key": f"CASE {' '.join(key)} ELSE '' END",
    }
