"""The words of the requests of some surprising days, beside those of the weeks before."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from parvis.flows.said_again import texts, without_the_personal
from parvis.flows.theme_selection import open_readings
from parvis.inform.dashboards import daily
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import REPORT
from parvis.understand.trends.anomalies import Anomaly, Direction
from parvis.understand.trends.words import over_said

WORDS = "words"
MOST_NOW, MOST_BEFORE = 2_000, 5_000
"""Texts looked at, the newest: more would slow the night and tell no more."""


def words_of(head: Anomaly, since: date) -> dict[str, Any] | None:
    """What the requests of an anomaly say more than those from `since` up to it; None where chance
    explains all of it, or nothing was said. A silence has no words."""
    if head.direction is not Direction.PEAK:
        return None
    days_before = (since, head.since - timedelta(1))
    found = over_said(
        list(_said((head.since, head.until), head, MOST_NOW)),
        list(_said(days_before, head, MOST_BEFORE)),
    )
    if not found:
        return None
    first = found[0]
    return {
        "kind": WORDS,
        "value": [one.text for one in found],
        "observed": first.many,
        "expected": first.expected,
        "share": None,
    }


def _said(days: tuple[date, date], head: Anomaly, most: int) -> Iterator[str]:
    reports = daily.newest_reports(*days, head.key, most)
    rows = open_readings().filter(kind=REPORT, report__in=reports)
    # Without a look for what is personal nothing is told.
    yield from _without_the_personal(row for row in rows if "personal" in row.found)


def _without_the_personal(rows: Iterable[Reading]) -> Iterator[str]:
    """The texts of these readings that are still there."""
    known = list(rows)
    said = texts(known)
    for row in known:
        yield without_the_personal(row, said.get(row.pk, ""))
