"""Reads of the seals and of what waits for one."""

from datetime import datetime

from django.db import connection

from parvis.journal.models import Seal
from parvis.journal.sealing import SealCopy, copy_of

_FIRST_UNSEALED = """
SELECT recorded_at FROM journal_entry
WHERE authority_id = nullif(current_setting('parvis.authority', true), '')::bigint
  AND (epoch, transaction, id) > (%s, %s::text::xid8, %s)
ORDER BY epoch, transaction, id LIMIT 1
"""


def newest_seals(most: int, *, before: int | None = None) -> list[SealCopy]:
    """This authority's seals, the newest first; with `before`, those of a lower number."""
    rows = Seal.objects.order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [copy_of(row) for row in rows[:most]]


def unsealed_since() -> datetime | None:
    """When the oldest entry that no seal covers was recorded; None when all are sealed."""
    newest = Seal.objects.order_by("-number").first()
    epoch, transaction, entry = newest.last_entry if newest else (0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_UNSEALED, [epoch, str(transaction), entry])
        found = cursor.fetchone()
    return found[0] if found else None
