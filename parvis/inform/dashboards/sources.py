"""The statement behind a page of figures: from the daily counts, or from the cases' own rows.

Each line of its answer: kind (count, delay, open), dimension, key, segment, and seven numbers: the
measures for a count; bucket and cases for a delay; open and late cases for an open one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.inform.dashboards.rules import MEASURES, SATISFIED_FROM
from parvis.inform.dashboards.segments import Cut, Segment, holds

Asked = Mapping[str, Sequence[int] | Sequence[str]]
Part = tuple[str, list[Any]]
Held = Callable[[Segment], bool]
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
    each dimension (`broken_down`) and delays of everything (`delayed`). `midnight` is when the
    day of `moment` began."""

    asked: Asked
    dimensions: Sequence[str]
    days: Cut
    broken_down: set[str]
    delayed: set[str]
    moment: datetime
    midnight: datetime


def statement(wanted: Wanted) -> Part:
    """The one statement, and its values."""
    source = _source(wanted.asked, wanted.dimensions, wanted.days)
    down = [name for name in wanted.dimensions if name != "all"]
    wide = holds(wanted.broken_down) if down else holds(())
    parts = [
        *source.open(wanted),
        *source.counts(wide, wanted.dimensions),
        *source.counts(lambda one: bool(one.slots) and not wide(one), ["all"]),
        *source.delays(holds(wanted.delayed), ["all"]),
    ]
    return _joined(parts)


def delays(asked: Asked, dimension: str, days: Cut) -> Part:
    """The delays of each value of a dimension over all the days of a cut."""
    source = _source(asked, [dimension], days)
    return _joined(source.delays(lambda one: bool(one.slots), [dimension]))


def _source(asked: Asked, dimensions: Sequence[str], days: Cut) -> "_Counted | _Cases":
    from_counts = not asked or (len(asked) == 1 and set(dimensions) <= {"all", *asked})
    return _Counted(asked, days) if from_counts else _Cases(asked, days)


def _joined(parts: Sequence[Part]) -> Part:
    sql = " UNION ALL ".join(one for one, _ in parts)
    return sql, [value for _, values in parts for value in values]


_SUMS = ", ".join(f"sum(c.{name})" for name in MEASURES)
_COUNTS = """
SELECT 'count' AS kind, {label} AS dimension, {key} AS key, width_bucket(c.day, %s::date[]) AS at,
    {sums}
FROM dashboards_{table}_count c
WHERE c.dimension = ANY(%s) AND c.day = ANY(%s) {where} GROUP BY 2, 3, 4
"""
_DELAY_COUNTS = """
SELECT 'delay' AS kind, {label} AS dimension, {key} AS key, width_bucket(c.day, %s::date[]) AS at,
    c.bucket, sum(c.closed), 0, 0, 0, 0, 0
FROM dashboards_{table}_delay c
WHERE c.dimension = ANY(%s) AND c.day = ANY(%s) {where} GROUP BY 2, 3, 4, 5
HAVING sum(c.closed) > 0
"""
# Whether today's deadlines have passed, the cases themselves say.
_WAITING = """
SELECT 'open' AS kind, {label} AS dimension, {key} AS key, 0 AS at, sum(c.waiting),
    coalesce(sum(c.waiting) FILTER (WHERE c.day < %s), 0), 0, 0, 0, 0, 0
FROM dashboards_daily_count c
WHERE c.dimension = ANY(%s) AND c.waiting > 0 {where} GROUP BY 2, 3
"""


class _Counted:
    """From the weekly and daily counts; a filter is of one dimension, whose cells it picks."""

    def __init__(self, asked: Asked, days: Cut) -> None:
        self.asked, self.days = asked, days
        picked: Any = asked.items() or [("", ())]
        [(self.filtered, self.keys)] = picked

    def counts(self, held: Held, dimensions: Sequence[str]) -> list[Part]:
        return self._over(_COUNTS, held, dimensions)

    def delays(self, held: Held, dimensions: Sequence[str]) -> list[Part]:
        return self._over(_DELAY_COUNTS, held, dimensions)

    def open(self, wanted: Wanted) -> list[Part]:
        today = wanted.moment.astimezone(wanted.midnight.tzinfo).date()
        return [
            _late_today(wanted),
            *self._parts(_WAITING, "daily", wanted.dimensions, [today], []),
        ]

    def _over(self, sql: str, held: Held, dimensions: Sequence[str]) -> list[Part]:
        weeks, days = self.days.weeks_and_days(held)
        return [
            part
            for table, of in (("weekly", weeks), ("daily", days))
            if of
            for part in self._parts(sql, table, dimensions, [self.days.bounds], [of])
        ]

    def _parts(
        self, sql: str, table: str, dimensions: Sequence[str], first: list[Any], then: list[Any]
    ) -> list[Part]:
        """One part, or with a filter one for each dimension: what is picked is one dimension's."""
        names = {"table": table, "sums": _SUMS}
        if not self.filtered:
            plain = sql.format(label="c.dimension::text", key="c.key::text", where="", **names)
            return [(plain, [*first, list(dimensions), *then])]
        keys = [str(key) for key in self.keys]
        return [
            (
                sql.format(
                    label=f"'{name}'",
                    key="''::text" if name == "all" else "c.key::text",
                    where="AND c.key = ANY(%s)",
                    **names,
                ),
                [*first, [self.filtered], *then, keys],
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
SELECT 'open' AS kind, {label} AS dimension, {key} AS key, 0 AS at, {open}, {late}, 0, 0, 0, 0, 0
FROM dashboards_counted_case c
WHERE c.closed_on IS NULL AND {due} AND {where} GROUP BY GROUPING SETS ({sets})
"""


class _Cases:
    """From the cases' own rows, with any filters; all dimensions in one pass."""

    def __init__(self, asked: Asked, days: Cut) -> None:
        self.days = days
        self.where, self.given = _where(asked)

    def counts(self, held: Held, dimensions: Sequence[str]) -> list[Part]:
        names = _labels(dimensions) | {"where": self.where, "sets": _sets(dimensions, "at")}
        came, ended = _CAME.format(**names), _ENDED.format(**names)
        bounds = self.days.bounds
        return [
            part
            for run in self.days.runs(held)
            for part in (
                (came, [bounds, *run, *self.given]),
                (ended, [bounds, SATISFIED_FROM, *run, *self.given]),
            )
        ]

    def delays(self, held: Held, dimensions: Sequence[str]) -> list[Part]:
        sets = _sets(dimensions, "at, c.delay_bucket")
        names = _labels(dimensions) | {"where": self.where, "sets": sets}
        sql = _DELAYS.format(**names)
        return [(sql, [self.days.bounds, *run, *self.given]) for run in self.days.runs(held)]

    def open(self, wanted: Wanted) -> list[Part]:
        return [_open(wanted)]


def _open(wanted: Wanted) -> Part:
    """Open cases from their own rows."""
    return _open_rows(
        wanted, "count(*)", "count(*) FILTER (WHERE c.due_at < %s)", "true", [wanted.moment]
    )


def _late_today(wanted: Wanted) -> Part:
    """Open cases whose deadline passed today: of late ones alone."""
    due = "c.due_at >= %s AND c.due_at < %s"
    return _open_rows(wanted, "0", "count(*)", due, [wanted.midnight, wanted.moment])


def _open_rows(wanted: Wanted, open_: str, late: str, due: str, values: list[Any]) -> Part:
    where, given = _where(wanted.asked)
    names = _labels(wanted.dimensions) | {"sets": _sets(wanted.dimensions, "")}
    sql = _OPEN.format(**names, where=where, open=open_, late=late, due=due)
    return sql, [*values, *given]


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
