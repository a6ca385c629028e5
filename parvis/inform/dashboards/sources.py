"""The statement behind a page of figures: from the daily counts, or from the cases' own rows.

Each line of its answer: kind (count, delay, open), dimension, key, segment, and seven numbers: the
measures for a count; bucket and cases for a delay; open and late cases for an open one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parvis.inform.dashboards.rules import MEASURES, SATISFIED_FROM
from parvis.inform.dashboards.segments import Cut, holds

Asked = Mapping[str, Sequence[int] | Sequence[str]]
Part = tuple[str, list[Any]]
Run = tuple[date, date]
COLUMNS = {
    "service": "c.service_type_id",
    "district": "c.district_id",
    "department": "c.department_id",
    "team": "c.team_id",
    "channel": "c.channel",
}
_KEYS = {
    "service": "c.service_type_id::text",
    "district": "coalesce(c.district_id::text, '')",
    "department": "c.department_id::text",
    "team": "coalesce(c.team_id::text, '')",
    "channel": "c.channel::text",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: filters, dimensions (the first is "all"), days, and for which of their slots
    each dimension (`broken_down`), delays of everything (`delayed`) and of each dimension
    (`delayed_down`)."""

    asked: Asked
    dimensions: Sequence[str]
    days: Cut
    broken_down: set[str]
    delayed: set[str]
    delayed_down: set[str]
    moment: datetime


def statement(wanted: Wanted) -> Part:
    """The one statement, and its values."""
    asked, dimensions = wanted.asked, set(wanted.dimensions)
    from_counts = not asked or (len(asked) == 1 and dimensions <= {"all", *asked})
    source = _Counted(wanted) if from_counts else _Cases(wanted)
    days, broken, delayed = wanted.days, wanted.broken_down, wanted.delayed
    down = [name for name in wanted.dimensions if name != "all"]
    parts = [_open(wanted)]
    wide = holds(broken) if down else holds(())
    for run in days.runs(wide):
        parts += source.counts(run, wanted.dimensions)
    for run in days.runs(lambda segment: bool(segment.slots) and not wide(segment)):
        parts += source.counts(run, ["all"])
    for run in days.runs(holds(delayed)):
        parts += source.delays(run, ["all"])
    for run in days.runs(holds(wanted.delayed_down)) if down else []:
        parts += source.delays(run, down)
    sql = " UNION ALL ".join(one for one, _ in parts)
    return sql, [value for _, values in parts for value in values]


_SUMS = ", ".join(f"sum(c.{name})" for name in MEASURES)
_DAILY_COUNTS = """
SELECT 'count' AS kind, {label} AS dimension, {key} AS key, width_bucket(c.day, %s::date[]) AS at,
    {sums}
FROM dashboards_daily_count c
WHERE c.dimension = ANY(%s) AND c.day >= %s AND c.day < %s {where} GROUP BY 2, 3, 4
"""
_DAILY_DELAYS = """
SELECT 'delay' AS kind, {label} AS dimension, {key} AS key, width_bucket(c.day, %s::date[]) AS at,
    c.bucket, sum(c.closed), 0, 0, 0, 0, 0
FROM dashboards_daily_delay c
WHERE c.dimension = ANY(%s) AND c.day >= %s AND c.day < %s {where} GROUP BY 2, 3, 4, 5
HAVING sum(c.closed) > 0
"""


class _Counted:
    """From the daily counts; a filter is of one dimension, whose cells it picks."""

    def __init__(self, wanted: Wanted) -> None:
        self.bounds = wanted.days.bounds
        picked: Any = wanted.asked.items() or [("", ())]
        [(self.filtered, self.keys)] = picked

    def counts(self, run: Run, dimensions: Sequence[str]) -> list[Part]:
        return self._parts(_DAILY_COUNTS, run, dimensions)

    def delays(self, run: Run, dimensions: Sequence[str]) -> list[Part]:
        return self._parts(_DAILY_DELAYS, run, dimensions)

    def _parts(self, sql: str, run: Run, dimensions: Sequence[str]) -> list[Part]:
        if not self.filtered:
            plain = sql.format(label="c.dimension::text", key="c.key::text", sums=_SUMS, where="")
            return [(plain, [self.bounds, list(dimensions), *run])]
        keys = [str(key) for key in self.keys]
        return [
            (
                sql.format(
                    label=f"'{name}'",
                    key="''::text" if name == "all" else "c.key::text",
                    sums=_SUMS,
                    where="AND c.key = ANY(%s)",
                ),
                [self.bounds, [self.filtered], *run, keys],
            )
            for name in dimensions
        ]


# The cases' own rows: by the day they came, then by the day they ended.
_CAME = """
SELECT 'count' AS kind, {label} AS dimension, {key} AS key,
    width_bucket(c.received_on, %s::date[]) AS at, count(*), 0, 0, 0,
    count(*) FILTER (WHERE c.reopened > 0), 0, 0
FROM dashboards_counted_case c
WHERE c.received_on >= %s AND c.received_on < %s AND {where} GROUP BY GROUPING SETS ({sets})
"""
_ENDED = """
SELECT 'count', {label}, {key}, width_bucket(c.closed_on, %s::date[]) AS at, 0, count(*),
    count(*) FILTER (WHERE c.late), count(*) FILTER (WHERE c.unfounded), 0, count(c.score),
    count(*) FILTER (WHERE c.score >= %s)
FROM dashboards_counted_case c
WHERE c.closed_on >= %s AND c.closed_on < %s AND {where} GROUP BY GROUPING SETS ({sets})
"""
_DELAYS = """
SELECT 'delay', {label}, {key}, width_bucket(c.closed_on, %s::date[]) AS at, c.delay_bucket,
    count(*), 0, 0, 0, 0, 0
FROM dashboards_counted_case c
WHERE c.closed_on >= %s AND c.closed_on < %s AND {where} GROUP BY GROUPING SETS ({sets})
"""
_OPEN = """
SELECT 'open' AS kind, {label} AS dimension, {key} AS key, 0 AS at, count(*),
    count(*) FILTER (WHERE c.due_at < %s), 0, 0, 0, 0, 0
FROM dashboards_counted_case c
WHERE c.closed_on IS NULL AND {where} GROUP BY GROUPING SETS ({sets})
"""


class _Cases:
    """From the cases' own rows, with any filters; all dimensions in one pass."""

    def __init__(self, wanted: Wanted) -> None:
        self.bounds = wanted.days.bounds
        self.where, self.given = _where(wanted.asked)

    def counts(self, run: Run, dimensions: Sequence[str]) -> list[Part]:
        names = _labels(dimensions) | {"where": self.where, "sets": _sets(dimensions, "at")}
        return [
            (_CAME.format(**names), [self.bounds, *run, *self.given]),
            (_ENDED.format(**names), [self.bounds, SATISFIED_FROM, *run, *self.given]),
        ]

    def delays(self, run: Run, dimensions: Sequence[str]) -> list[Part]:
        sets = _sets(dimensions, "at, c.delay_bucket")
        names = _labels(dimensions) | {"where": self.where, "sets": sets}
        return [(_DELAYS.format(**names), [self.bounds, *run, *self.given])]


def _open(wanted: Wanted) -> Part:
    where, given = _where(wanted.asked)
    names = _labels(wanted.dimensions) | {"sets": _sets(wanted.dimensions, "")}
    return _OPEN.format(**names, where=where), [wanted.moment, *given]


def _where(asked: Asked) -> Part:
    parts = [f"{COLUMNS[name]} = ANY(%s)" for name in asked]
    return " AND ".join(parts) or "true", [list(values) for values in asked.values()]


def _sets(dimensions: Sequence[str], common: str) -> str:
    """One grouping for each dimension; "all" is the one without a column."""
    columns = [COLUMNS[name] if name != "all" else "" for name in dimensions]
    return ", ".join(f"({', '.join(filter(None, [common, column]))})" for column in columns)


def _labels(dimensions: Sequence[str]) -> dict[str, str]:
    """Which grouping a line is of, and its key, as expressions."""
    broken = [name for name in dimensions if name != "all"]
    if not broken:
        return {"label": "'all'", "key": "''::text"}
    label = [f"WHEN grouping({COLUMNS[name]}) = 0 THEN '{name}'" for name in broken]
    key = [f"WHEN grouping({COLUMNS[name]}) = 0 THEN {_KEYS[name]}" for name in broken]
    return {
        "label": f"CASE {' '.join(label)} ELSE 'all' END",
        "key": f"CASE {' '.join(key)} ELSE '' END",
    }
