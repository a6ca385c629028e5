"""Writing to the journal: always inside the transaction of the change that it tells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from parvis.foundation.clock import now
from parvis.journal.rules import Actor, payload


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
    """Write several entries by one actor in one statement."""
    moment = now()
    rows: list[tuple[Any, ...]] = [
        (
            fact.action,
            by.kind,
            by.id,
            fact.object_kind,
            fact.object_id,
            Jsonb(payload(fact.data)),
            fact.occurred_at or moment,
        )
        for fact in facts
    ]
    if not rows:
        return
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (action, actor_kind, actor_id, object_kind, object_id,"  # noqa: S608
            f" data, occurred_at) VALUES {values}",
            [value for row in rows for value in row],
        )
