"""Writing to the journal: always inside the transaction of the change that it tells."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from parvis.foundation.clock import now
from parvis.foundation.db.operation import at_the_end
from parvis.journal.rules import Actor, payload

_WRITE = """
INSERT INTO journal_entry
  (action, actor_kind, actor_id, object_kind, object_id, data, occurred_at)
SELECT action, actor_kind, actor_id, object_kind, object_id, data::jsonb, occurred_at
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::bigint[], %s::text[],
  %s::timestamptz[]) WITH ORDINALITY
  AS new (action, actor_kind, actor_id, object_kind, object_id, data, occurred_at, place)
ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry to be: `action` ("report.submitted") done to an object."""

    action: str
    object_kind: str
    object_id: int
    data: dict[str, Any] = field(default_factory=dict)
    occurred_at: datetime | None = None


def record(
    action: str,
    object_kind: str,
    object_id: int,
    *,
    by: Actor,
    data: dict[str, Any] | None = None,
    occurred_at: datetime | None = None,
) -> None:
    """Write one entry."""
    record_all([Fact(action, object_kind, object_id, data or {}, occurred_at)], by=by)


def record_all(facts: Iterable[Fact], *, by: Actor) -> None:
    """Write several entries by one actor; all of one operation are written in one statement."""
    moment = now()
    rows: list[tuple[Any, ...]] = [
        (
            fact.action,
            by.kind,
            by.id,
            fact.object_kind,
            fact.object_id,
            json.dumps(payload(fact.data)),
            fact.occurred_at or moment,
        )
        for fact in facts
    ]
    if rows:
        at_the_end(_write, rows)


def _write(rows: list[tuple[Any, ...]]) -> None:
    """Write entries in one statement, in their order."""
    with connection.cursor() as cursor:
        # One array a column: as long a statement for one entry as for a thousand.
        cursor.execute(_WRITE, [list(column) for column in zip(*rows, strict=True)])
