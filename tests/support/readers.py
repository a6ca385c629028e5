"""Waiting for the journal's readers.

A reader takes no entry while an older transaction is open anywhere on the server: those of other
test processes hold it back for a moment, as they would in production.
"""

import time

from django.db import connections

from parvis.flows.follow_journal import follow_to_end
from parvis.flows.handlers import READERS

SECONDS = 60.0
_BEHIND = """
SELECT exists (
    SELECT FROM journal_entry e LEFT JOIN journal_checkpoint c ON c.reader = %s
    WHERE (e.epoch, e.transaction::text::bigint, e.id)
        > (coalesce(c.epoch, 0), coalesce(c.transaction, 0), coalesce(c.entry_id, 0))
)
"""


def catch_up() -> None:
    """Let every reader go on until it has read all that is written; fails after a minute."""
    until = time.monotonic() + SECONDS
    while True:
        follow_to_end()
        behind = [reader for reader in READERS if _is_behind(reader)]
        if not behind:
            return
        if time.monotonic() > until:
            raise AssertionError(f"held back for a minute: {', '.join(behind)}")
        time.sleep(0.02)


def _is_behind(reader: str) -> bool:
    with connections["reader"].cursor() as cursor:
        cursor.execute(_BEHIND, [reader])
        return bool(cursor.fetchone()[0])
