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

# One value for all entries: the statement is as long for one as for a thousand.
_WRITE = """
INSERT INTO journal_entry
  (action, actor_kind, actor_id, object_kind, object_id, data, occurred_at)
SELECT action, actor_kind, actor_id, object_kind, object_id, data, occurred_at
FROM ROWS FROM (json_to_recordset(%s) AS (action text, actor_kind text, actor_id bigint,
  object_kind text, object_id bigint, data jsonb, occurred_at timestamptz)) WITH ORDINALITY
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
    rows: list[dict[str, Any]] = [
        {
            "action": fact.action,
            "actor_kind": by.kind,
            "actor_id": by.id,
            "object_kind": fact.object_kind,
            "object_id": fact.object_id,
            "data": payload(fact.data),
            "occurred_at": (fact.occurred_at or moment).isoformat(),
        }
        for fact in facts
    ]
    if rows:
        at_the_end(_write, rows)


def _write(rows: list[dict[str, Any]]) -> None:
    """Write entries in one statement, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(rows, ensure_ascii=False)])
