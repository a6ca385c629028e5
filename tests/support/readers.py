"""Waiting for the journal's readers.

A reader takes no entry while an older transaction is open anywhere on the server: those of other
test processes hold it back for a moment, as they would in production.
"""

import time
from collections.abc import Collection

from django.db import connections

from parvis.flows.follow_journal import follow_round
from parvis.flows.handlers import READERS

SECONDS = 60.0
_BEHIND = """
SELECT exists (
    SELECT FROM journal_entry e LEFT JOIN journal_checkpoint c ON c.reader = %s
    WHERE (e.epoch, e.transaction::text::bigint, e.id)
        > (coalesce(c.epoch, 0), coalesce(c.transaction, 0), coalesce(c.entry_id, 0))
)
"""


def catch_up(readers: Collection[str] = ()) -> None:
    """Let these readers (none named: every one of the worker's) go on until they have read all that
    is written; fails after a minute."""
    until = time.monotonic() + SECONDS
    while True:
        while follow_round(readers):
            pass
        behind = [reader for reader in readers or READERS if _is_behind(reader)]
        if not behind:
            return
        if time.monotonic() > until:
            raise AssertionError(f"held back for a minute: {', '.join(behind)}")
        time.sleep(0.02)


def _is_behind(reader: str) -> bool:
    with connections["reader"].cursor() as cursor:
        cursor.execute(_BEHIND, [reader])
        return bool(cursor.fetchone()[0])
