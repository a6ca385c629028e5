"""The queue: which cases, in which order, how many. One denormalised row per case.

A list costs two statements: its rows (or its search), and the counts of all tabs together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet

from parvis.act.cases.models import Case
from parvis.offer.workflows.rules import CLOSED

PAGE = 50
# Nobody reads further; `cases_search` counts as far (migration 0012).
COUNTED = 500
TABS = ("mine", "team", "unassigned", "late", "waiting", "all")
# Of what is still to be worked by their very nature: there, "open or closed" is not asked.
OPEN_TABS = frozenset({"unassigned", "late", "waiting"})
WAITING = ("waiting_resident", "waiting_third_party")
# How a case went, as the figures count it; faces from 4 say "satisfied".
OUTCOMES = {
    "on_time": Q(closed_at__lte=F("due_at")),
    "late": Q(closed_at__gt=F("due_at")),
    "reopened": Q(reopened_count__gt=0),
    "answered": Q(satisfaction__isnull=False),
    "satisfied": Q(satisfaction__gte=4),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. Empty means any. `which` is open, closed or every; `states` overrides it.
    `outcome` is one of `OUTCOMES`, `third_parties` are those that a case waits for; with words, the
    endings, the outcome and third parties are not looked at."""

    tab: str = "all"
    words: str = ""
    services: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    assignees: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    third_parties: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    news: bool = False
    which: str = "open"
    ended_since: datetime | None = None
    ended_until: datetime | None = None
    outcome: str = ""

    @property
    def is_closed_only(self) -> bool:
        """Whether only ended cases are asked for, whatever their end."""
        return self.tab not in OPEN_TABS and not self.states and self.which == "closed"

    @property
    def is_open_only(self) -> bool:
        """Whether only cases still to be worked are asked for."""
        if self.tab in OPEN_TABS:
            return True
        return not set(self.states) & set(CLOSED) if self.states else self.which == "open"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the agent, the agent's teams, and when."""

    agent: int
    teams: tuple[int, ...]
    moment: datetime


class Row(NamedTuple):
    """One line of a queue. Without the moment that a list is ordered by: no line shows it."""

    id: int
    reference: str
    state: str
    priority: int
    title: str
    address: str
    icon: str
    district_id: int | None
    department_id: int
    team_id: int | None
    assignee_id: int | None
    follower_count: int
    is_danger: bool
    reopened_count: int
    has_news: bool
    waiting_for_id: int | None
    waiting_since: datetime | None
    planned_on: date | None
    due_at: datetime
    closed_at: datetime | None
    department_lock: int | None
    revision: int


COLUMNS = Row._fields


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: the moment that it is ordered by, and the case's id."""

    moment: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the key of the next page when there is one. `count` of all pages, where it is
    known without counting."""

    rows: list[Row]
    after: Key | None
    count: int | None = None


def matching(filters: Filters, viewer: Viewer) -> QuerySet[Case]:
    """Every case that passes the filters, in no order. Words are not looked at."""
    given = {
        "service_type_id__in": filters.services,
        "district_id__in": filters.districts,
        "department_id__in": filters.departments,
        "team_id__in": filters.teams,
        "assignee_id__in": filters.assignees,
        "state__in": filters.states,
        "priority__in": filters.priorities,
        "channel__in": filters.channels,
        "waiting_for_id__in": filters.third_parties,
        "received_at__gte": filters.since,
        "received_at__lt": filters.until,
        "has_news": filters.news or None,
        "closed_at__gte": filters.ended_since,
        "closed_at__lt": filters.ended_until,
    }
    conditions: dict[str, Any] = {name: value for name, value in given.items() if value}
    if filters.is_open_only or filters.is_closed_only:
        conditions["closed_at__isnull"] = filters.is_open_only
    # All at once: each further call of `filter` begins a new query.
    return Case.objects.filter(
        _tab(filters.tab, viewer), OUTCOMES.get(filters.outcome, Q()), **conditions
    )


def _tab(tab: str, viewer: Viewer) -> Q:
    return {
        "mine": Q(assignee_id=viewer.agent),
        "team": Q(team_id__in=viewer.teams),
        "unassigned": Q(assignee_id__isnull=True),
        "late": Q(due_at__lt=viewer.moment),
        "waiting": Q(state__in=WAITING),
    }.get(tab, Q())


# First which rows, from an index alone where it carries what is asked for; then what they say.
_PAGE = """
WITH chosen AS MATERIALIZED ({chosen})
SELECT (SELECT count(*) FROM chosen), {columns}, one.{ordered_by}
FROM cases_case one JOIN (SELECT id FROM chosen ORDER BY {order} LIMIT {size}) first USING (id)
ORDER BY {order}
"""


def page(
    filters: Filters,
    viewer: Viewer,
    *,
    after: Key | None = None,
    size: int = PAGE,
    counts: bool = False,
) -> Page:
    """One page: what to do next first, for open cases; newest first for the others. `counts` the
    whole list in the same look, up to `COUNTED` + 1: a rare value is sought once, not twice."""
    cases = matching(filters, viewer)
    column = "act_by" if filters.is_open_only else "received_at"
    if filters.is_open_only:
        cases = _later(cases, column, after).order_by(column, "id")
        order = "act_by, id"
    else:
        cases = _earlier(cases, column, after).order_by(f"-{column}", "-id")
        order = "received_at DESC, id DESC"
    counts = counts and after is None
    most = max(COUNTED, size) if counts else size
    chosen, given = cases.values("id", column)[: most + 1].query.sql_with_params()
    columns = ", ".join(f"one.{name}" for name in COLUMNS)
    asked = _PAGE.format(
        columns=columns, ordered_by=column, chosen=chosen, order=order, size=size + 1
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        found = cursor.fetchall()
    rows, key = rows_and_key([values[1:] for values in found], size)
    is_counted = counts or (after is None and key is None)
    return Page(rows, key, (found[0][0] if found else 0) if is_counted else None)


def rows_and_key(found: Sequence[Sequence[Any]], size: int) -> tuple[list[Row], Key | None]:
    """The rows of a page, and the key of the next one: what was found is one more row than the
    page holds where there is a next one, each with the moment that orders it at its end."""
    rows = [Row._make(values[:-1]) for values in found[:size]]
    return rows, Key(found[size - 1][-1], rows[-1].id) if len(found) > size else None


def _later(cases: QuerySet[Case], column: str, after: Key | None) -> QuerySet[Case]:
    if after is None:
        return cases
    # The first condition is what the index is entered by; the second breaks ties.
    return cases.filter(
        Q(**{f"{column}__gt": after.moment}) | Q(**{column: after.moment, "id__gt": after.id}),
        **{f"{column}__gte": after.moment},
    )


def _earlier(cases: QuerySet[Case], column: str, after: Key | None) -> QuerySet[Case]:
    if after is None:
        return cases
    return cases.filter(
        Q(**{f"{column}__lt": after.moment}) | Q(**{column: after.moment, "id__lt": after.id}),
        **{f"{column}__lte": after.moment},
    )


@dataclass(frozen=True, slots=True)
class View:
    """Filters that somebody kept. `team` is empty for one's own."""

    id: int
    name: str
    query: str
    team: int | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by tab, up to `COUNTED` + 1 ("more than that"), none where they were not asked for;
    `shown` of the filters in force; the views at hand; and how many ended cases of one's teams (of
    all, for who is in none) have words of their residents that nobody has read."""

    counts: dict[str, int]
    unread: int
    shown: int
    views: list[View]


# Each tab counts no further than it shows, however many wait.
_COUNTED = {
    "mine": "assignee_id = %(agent)s",
    "team": "team_id = ANY(%(teams)s)",
    "unassigned": "assignee_id IS NULL",
    "late": "due_at < %(moment)s",
    "waiting": f"state IN {WAITING}",
    "all": "true",
}
_VIEWS = """
SELECT json_agg(one) FROM (
    SELECT id, name, query, team_id, agent_id FROM cases_saved_view
    WHERE agent_id = %(agent)s OR team_id = ANY(%(teams)s) ORDER BY name, id LIMIT 40
) one
"""


def _counted(rows: str) -> str:
    return f"(SELECT count(*) FROM ({rows} LIMIT {COUNTED + 1}) one)"  # noqa: S608 - no input


_TAB_COUNTS = {
    tab: _counted(f"SELECT FROM cases_case WHERE closed_at IS NULL AND {_COUNTED[tab]}")
    for tab in TABS
}
_UNREAD = _counted(
    "SELECT FROM cases_case WHERE closed_at IS NOT NULL AND has_news"
    " AND (team_id = ANY(%(teams)s) OR cardinality(%(teams)s::bigint[]) = 0)"
)


def overview(
    filters: Filters, viewer: Viewer, *, shown: int | None = None, with_tabs: bool = True
) -> Overview:
    """Everything that stands above a queue, in one statement. Words are not looked at. `shown` is
    given where the page has told it already: some filters are long to count by."""
    given: dict[str, Any] = {
        "agent": viewer.agent,
        "teams": list(viewer.teams),
        "moment": viewer.moment,
    }
    counted = dict(_TAB_COUNTS) if with_tabs else {}
    is_whole_tab = with_tabs and filters == Filters(tab=filters.tab)
    if shown is None and not is_whole_tab:
        counted["shown"], values = _shown(filters, viewer)
        given |= values
    with connection.cursor() as cursor:
        asked = ", ".join([*counted.values(), _UNREAD, f"({_VIEWS})"])
        cursor.execute(f"SELECT {asked}", given)
        *found, unread, views = cursor.fetchone()
    counts = dict(zip(counted, found, strict=True))
    if shown is None:
        shown = counts[filters.tab] if is_whole_tab else counts.pop("shown")
    return Overview(
        counts,
        unread,
        shown,
        [
            View(row["id"], row["name"], row["query"], row["team_id"],
                 row["agent_id"] == viewer.agent)
            for row in views or []
        ],
    )  # fmt: skip


def _shown(filters: Filters, viewer: Viewer) -> tuple[str, dict[str, Any]]:
    """The count of the filters in force, and its values by name."""
    cases = matching(filters, viewer).order_by().values("id")
    sql, values = cases.query.sql_with_params()
    names = {f"shown{at}": value for at, value in enumerate(values)}
    return _counted(sql % tuple(f"%({name})s" for name in names)), names


@dataclass(frozen=True, slots=True)
class Place:
    """A case on the agents' map."""

    id: int
    title: str
    address: str
    lon: float
    lat: float
    state: str
    due_at: datetime
    closed_at: datetime | None


PLACE_COLUMNS = tuple(field.name for field in fields(Place))


def places(filters: Filters, viewer: Viewer, *, most: int) -> list[Place]:
    """Where the first cases of a list are, in its order."""
    cases = matching(filters, viewer).filter(lon__isnull=False, lat__isnull=False)
    order = ("act_by", "id") if filters.is_open_only else ("-received_at", "-id")
    return [Place(*values) for values in cases.order_by(*order).values_list(*PLACE_COLUMNS)[:most]]
