"""Full text over cases, in French, accents aside: see migration 0004 for how it stays safe."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from parvis.act.cases.models import Case
from parvis.act.cases.queue import (
    COLUMNS,
    PAGE,
    PLACE_COLUMNS,
    WAITING,
    Filters,
    Key,
    Page,
    Place,
    Viewer,
    rows_and_key,
)
from parvis.capture.reports.queries import report_by_code
from parvis.foundation.text import words as folded_words
from parvis.offer.workflows.rules import CLOSED

# A shorter word is taken whole: as a beginning it would match half the town.
SHORTEST_BEGINNING = 4
MOST_WORDS = 12

_PLACES = """
SELECT {columns} FROM cases_search(%s, %s, NULL, NULL, %s) found
JOIN cases_case c USING (id) WHERE c.lon IS NOT NULL AND c.lat IS NOT NULL
ORDER BY c.received_at DESC, c.id DESC
"""

_SEARCH = """
SELECT top.total, {columns}, c.received_at FROM cases_search(%s, %s, %s, %s, %s) top
JOIN cases_case c USING (id)
ORDER BY c.received_at DESC, c.id DESC
"""


def tsquery(typed: str) -> str:
    """What was typed as a query of PostgreSQL: every word, the last one as a beginning (it may
    still be growing; endings are the dictionary's work).

    Only letters and digits go in: no operator can be typed. Empty when nothing is left.
    """
    found = folded_words(typed)[:MOST_WORDS]
    if found and len(found[-1]) >= SHORTEST_BEGINNING:
        found[-1] += ":*"
    return " & ".join(found)


def search(filters: Filters, viewer: Viewer, *, after: Key | None = None, size: int = PAGE) -> Page:
    """One page of the cases whose words match, newest first, with how many there are."""
    query = tsquery(filters.words)
    if not query:
        return Page([], None, 0)
    columns = ", ".join(f"c.{name}" for name in COLUMNS)
    with connection.cursor() as cursor:
        begin = (after.moment, after.id) if after else (None, None)
        given: list[Any] = [query, Jsonb(as_data(filters, viewer)), *begin, size + 1]
        cursor.execute(_SEARCH.format(columns=columns), given)
        found: Sequence[Any] = cursor.fetchall()
    rows, key = rows_and_key([values[1:] for values in found], size)
    return Page(rows, key, found[0][0] if found else 0)


def places(filters: Filters, viewer: Viewer, *, most: int) -> list[Place]:
    """Where the newest cases whose words match are."""
    query = tsquery(filters.words)
    if not query:
        return []
    columns = ", ".join(f"c.{name}" for name in PLACE_COLUMNS)
    with connection.cursor() as cursor:
        given: list[Any] = [query, Jsonb(as_data(filters, viewer)), most]
        cursor.execute(_PLACES.format(columns=columns), given)
        return [Place(*values) for values in cursor.fetchall()]


def as_data(filters: Filters, viewer: Viewer) -> dict[str, Any]:
    """The filters as `cases_search` takes them: a key that is there is a condition. A list that
    the tab and the filters leave empty lets nothing through."""
    narrowed: dict[str, Sequence[Any] | None] = {
        "team": _both(filters.teams, viewer.teams if filters.tab == "team" else None),
        "assignee": _both(filters.assignees, (viewer.agent,) if filters.tab == "mine" else None),
        "state": _both(filters.states, _states(filters)),
    }
    given: dict[str, Any] = {
        "department": filters.departments,
        "district": filters.districts,
        "service": filters.services,
        "channel": filters.channels,
        "priority": filters.priorities,
        "since": _moment(filters.since),
        "until": _moment(filters.until),
        "news": filters.news,
        "open": filters.is_open_only,
        "unassigned": filters.tab == "unassigned",
        "late_at": _moment(viewer.moment) if filters.tab == "late" else None,
    }
    conditions = {name: list(value) for name, value in narrowed.items() if value is not None}
    for name, value in given.items():
        if value:
            conditions[name] = list(value) if isinstance(value, tuple) else value
    return conditions


def _states(filters: Filters) -> Sequence[str] | None:
    if filters.tab == "waiting":
        return WAITING
    return CLOSED if filters.is_closed_only else None


def _both(chosen: Sequence[Any], own: Sequence[Any] | None) -> Sequence[Any] | None:
    """What was chosen and what the tab allows; None for anything."""
    if own is None:
        return chosen or None
    return [one for one in own if not chosen or one in chosen]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def by_reference(reference: str) -> Case | None:
    """The case of a reference in its normal form; None when there is none to be seen."""
    return Case.objects.filter(reference=reference).defer("search_words").first()


def of_code(typed: str) -> int | None:
    """The case of a follow-up code, as typed or dictated."""
    report = report_by_code(typed)
    found = Case.objects.filter(report_id=report.pk) if report else Case.objects.none()
    return found.values_list("pk", flat=True).first()
