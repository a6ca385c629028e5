"""Entries that a reader could not handle: one bad entry never holds the others back.

It is set aside at once, tried again with growing delay, and after `MOST_TRIES` parked: nobody
tries it any more until a person says so (`try_parked_again`), and `parvis doctor` names it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from parvis.journal.models import Entry
from parvis.journal.readers import READER

# How long after each failure the entry is tried again; after the last one it is parked.
DELAYS = (
    timedelta(seconds=2),
    timedelta(seconds=15),
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=2),
)
MOST_TRIES = len(DELAYS) + 1

_SET_ASIDE = """
INSERT INTO journal_trouble AS t (reader, entry_id, authority_id, recorded_at, error, try_again_at)
VALUES (%s, %s, %s, %s, %s, clock_timestamp() + %s)
ON CONFLICT (authority_id, reader, entry_id) DO UPDATE
SET tries = t.tries + 1, error = excluded.error,
    try_again_at = clock_timestamp() + (%s::interval[])[t.tries + 1]
"""
_DUE = """
SELECT e.* FROM journal_trouble t
JOIN journal_entry e ON e.authority_id = t.authority_id AND e.recorded_at = t.recorded_at
    AND e.id = t.entry_id
WHERE t.reader = %s AND t.try_again_at <= clock_timestamp()
ORDER BY e.epoch, e.transaction, e.id LIMIT %s
"""
_SETTLED = "DELETE FROM journal_trouble WHERE authority_id = %s AND reader = %s AND entry_id = %s"
_PARKED = """
SELECT reader, authority_id, error, count(*), min(first_at) FROM journal_trouble
WHERE try_again_at IS NULL GROUP BY 1, 2, 3 ORDER BY 5
"""
_AGAIN = """
UPDATE journal_trouble SET try_again_at = clock_timestamp(), tries = 1
WHERE try_again_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Parked:
    """Entries of one authority that a reader gave up on, for one reason."""

    reader: str
    authority: int
    error: str
    count: int
    since: datetime


def set_aside(reader: str, entry: Entry, error: Exception) -> None:
    """Note one more failure of an entry."""
    values: list[Any] = [
        reader,
        entry.pk,
        entry.authority_id,
        entry.recorded_at,
        type(error).__name__[:80],
        DELAYS[0],
        list(DELAYS),
    ]
    with connections[READER].cursor() as cursor:
        cursor.execute(_SET_ASIDE, values)


def due(reader: str, limit: int) -> list[Entry]:
    """Entries that were set aside and are to be tried again now."""
    return list(Entry.objects.using(READER).raw(_DUE, [reader, limit]))


def settled(reader: str, entry: Entry) -> None:
    """An entry that had been set aside went well."""
    with connections[READER].cursor() as cursor:
        cursor.execute(_SETTLED, [entry.authority_id, reader, entry.pk])


def parked() -> list[Parked]:
    """What readers gave up on, the oldest first."""
    with connections[READER].cursor() as cursor:
        cursor.execute(_PARKED)
        return [Parked(*row) for row in cursor.fetchall()]


def try_parked_again() -> int:
    """Have every parked entry tried again; returns how many."""
    with connections[READER].cursor() as cursor:
        cursor.execute(_AGAIN)
        return int(cursor.rowcount)
