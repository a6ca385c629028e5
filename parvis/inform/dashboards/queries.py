"""All reads of the figures: one statement for a whole page, one for the delays of a breakdown.

Without filter, or by the filter's own dimension, the weekly and daily counts answer; with filters
across dimensions the narrow row of each case does, from indexes that carry all that is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from operator import add
from typing import Any

from django.db import connection

from parvis.authorities import queries as authorities
from parvis.foundation.db.remember import remembered
from parvis.foundation.db.scope import current_authority
from parvis.inform.dashboards import sources
from parvis.inform.dashboards.indicators import (
    YEAR_DAYS,
    Share,
    Span,
    baselines,
    share,
    steps,
    whole_days,
)
from parvis.inform.dashboards.rules import DIMENSIONS, quantile
from parvis.inform.dashboards.segments import Cut, cut

ALL = ""
NOW, BEFORE, LAST_YEAR, FULL, FULL_LAST_YEAR = "now", "before", "year", "full", "fullyear"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases count; empty means any."""

    services: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()

    def by_dimension(self) -> dict[str, tuple[int, ...] | tuple[str, ...]]:
        """The values asked for, by dimension, empty ones left out."""
        given: dict[str, tuple[int, ...] | tuple[str, ...]] = {
            "service": self.services,
            "district": self.districts,
            "department": self.departments,
            "team": self.teams,
            "channel": self.channels,
        }
        return {name: values for name, values in given.items() if values}


@dataclass(slots=True)
class Counts:
    """Sums over the days of a span. Late, unfounded and satisfied are of the closed ones."""

    received: int = 0
    closed: int = 0
    late: int = 0
    unfounded: int = 0
    reopened: int = 0
    answered: int = 0
    satisfied: int = 0

    @property
    def on_time(self) -> Share | None:
        return share(self.closed - self.late, self.closed)

    @property
    def satisfaction(self) -> Share | None:
        return share(self.satisfied, self.answered)

    @property
    def declined(self) -> Share | None:
        return share(self.unfounded, self.closed)


@dataclass(slots=True)
class Group:
    """The figures of one value of a dimension (of everything: the key ""). `open` and `late` are
    as of now; the other figures by slot, put together from `parts` (a segment's number and its
    seven sums) when they are first asked for: of most groups few are."""

    counts: dict[str, Counts] = field(default_factory=dict)
    delays: dict[str, dict[int, int]] = field(default_factory=dict)
    open: int = 0
    late: int = 0
    parts: dict[int, Sequence[int]] = field(default_factory=dict)
    segments: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def of(self, slot: str) -> Counts:
        """The sums of a slot, zeros where nothing happened."""
        found = self.counts.get(slot)
        if found is None:
            parts = self.parts
            held = [parts[at] for at in self.segments.get(slot, ()) if at in parts]
            found = self.counts[slot] = Counts(*map(sum, zip(*held, strict=True)))
        return found

    def received(self, slot: str) -> int:
        """How many came over a slot, without the other sums."""
        if slot in self.counts:
            return self.counts[slot].received
        parts = self.parts
        return sum(parts[at][0] for at in self.segments.get(slot, ()) if at in parts)

    def delay(self, part: float, slot: str = NOW) -> float | None:
        """The delay in hours that `part` (0 to 1) of the closed cases kept; None of none."""
        return quantile(self.delays.get(slot, {}), part)


@dataclass(slots=True)
class Figures:
    """A page of figures. `base` are the slots of the periods before, `steps` those of a line."""

    span: Span
    full: Span | None
    first: date | None
    base: list[str]
    steps: list[tuple[str, Span]]
    slots: Mapping[str, Span]
    groups: dict[str, dict[str, Group]] = field(default_factory=dict)

    @property
    def total(self) -> Group:
        return self.groups["all"].setdefault(ALL, Group())

    def reaches(self, slot: str) -> bool:
        """Whether figures go back to the beginning of a slot."""
        span = self.slots.get(slot)
        return span is not None and self.first is not None and span.since >= self.first

    def baseline(self, group: Group) -> list[int]:
        """How many came in each of the periods before."""
        return [group.received(slot) for slot in self.base]


def first_day(compartments: Sequence[int] = ()) -> date | None:
    """The first day that anything was received on, as who may enter these closed departments
    sees it; kept for a minute once there is one."""
    try:
        return _first_day(tuple(compartments))
    except LookupError:
        return None


@remembered(60)
def _first_day(_compartments: tuple[int, ...]) -> date:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(day) FROM dashboards_daily_count WHERE dimension = 'all' AND received > 0"
        )
        found: date | None = cursor.fetchone()[0]
    if found is None:
        raise LookupError("nothing was received yet")
    return found


def last_day() -> date | None:
    """The last day that anything was received on, as who asks sees it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(day) FROM dashboards_daily_count WHERE dimension = 'all' AND received > 0"
        )
        found: date | None = cursor.fetchone()[0]
    return found


def figures(
    span: Span,
    *,
    today: date,
    moment: datetime,
    first: date | None,
    filters: Filters | None = None,
    dimensions: Iterable[str] = (),
) -> Figures:
    """Everything of a page but the delays of its breakdowns (`add_delays`): totals over the span,
    the one before, the same a year ago, and the steps of a line; and the breakdown by each of
    `dimensions`. Raises ValueError for an unknown
    dimension."""
    wanted = [name for name in DIMENSIONS if name in {"all", *dimensions}]
    if not set(dimensions) <= set(DIMENSIONS):
        raise ValueError(f"unknown dimension in {sorted(dimensions)}")
    made = _frame(span, today, first)
    made.groups = {name: {} for name in wanted}
    days = cut(made.slots)
    line = [name for name, _ in made.steps]
    sql, values = sources.statement(
        sources.Wanted(
            asked=(filters or Filters()).by_dimension(),
            dimensions=wanted,
            days=days,
            broken_down={NOW, BEFORE, *made.base},
            delayed={NOW, BEFORE, LAST_YEAR, *line},
            moment=moment,
            midnight=datetime.combine(today, time(), tzinfo=authorities.calendar().zone),
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        _put_together(made, days, cursor.fetchall())
    return made


def add_delays(
    made: Figures, dimension: str, filters: Filters, keys: Sequence[int] | None = None
) -> None:
    """Add the delays over the span to the groups of a dimension, or of some `keys` alone: there
    are as many of them as of cases."""
    asked = filters.by_dimension()
    if keys is not None:
        asked[dimension] = tuple(keys)
    days = cut({NOW: made.span})
    with connection.cursor() as cursor:
        cursor.execute(*sources.delays(asked, dimension, days))
        _put_together(made, days, cursor.fetchall())


def _put_together(made: Figures, days: Cut, rows: Iterable[Sequence[Any]]) -> None:
    """Give each group the numbers of its segments. Counts stay apart until a slot is asked for."""
    held = days.by_slot()
    for kind, dimension, key, at, *numbers in rows:
        groups = made.groups[dimension]
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(segments=held)
        if kind == "count":
            # From the cases' own rows, those who came and those who ended are two lines.
            before = group.parts.get(at)
            group.parts[at] = numbers if before is None else list(map(add, before, numbers))
        elif kind == "open":
            group.open += numbers[0]
            group.late += numbers[1]
        else:
            bucket, closed = numbers[:2]
            for slot in days.segments[at - 1].slots:
                histogram = group.delays.setdefault(slot, {})
                histogram[bucket] = histogram.get(bucket, 0) + closed


def _frame(span: Span, today: date, first: date | None) -> Figures:
    full = whole_days(span, today)
    base = {f"base{at}": one for at, one in enumerate(baselines(span, full, first))}
    line = [(f"step{at}", one) for at, one in enumerate(steps(span))]
    slots = {NOW: span, BEFORE: span.earlier(span.days), LAST_YEAR: _year_before(span)}
    if full:
        slots |= {FULL: full, FULL_LAST_YEAR: _year_before(full)}
    return Figures(span, full, first, list(base), line, {**slots, **base, **dict(line)})


def _year_before(span: Span) -> Span:
    """The same days a year ago; two years ago when the span itself is longer than one."""
    return span.earlier(YEAR_DAYS * -(-span.days // YEAR_DAYS))


def oldest_unread(reader: str) -> datetime | None:
    """When the first entry of a case was recorded that the reader of the figures has not counted
    yet; None when the figures are up to date."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_UNREAD, [current_authority(), reader, reader, reader])
        row = cursor.fetchone()
    found: datetime | None = row[0] if row else None
    return found


# In the readers' own order, so that the index leads to it past whatever has been read.
_OLDEST_UNREAD = """
SELECT recorded_at FROM journal_entry
WHERE authority_id = %s AND object_kind = 'case' AND (epoch, transaction, id) > (
    (SELECT coalesce(max(epoch), 0) FROM journal_checkpoint WHERE reader = %s),
    (SELECT coalesce(max(transaction), 0) FROM journal_checkpoint WHERE reader = %s)::text::xid8,
    (SELECT coalesce(max(entry_id), 0) FROM journal_checkpoint WHERE reader = %s))
ORDER BY epoch, transaction, id LIMIT 1
"""
