"""What of the journal goes by its age: whole months, and what readers gave up on long ago."""

import logging
from datetime import datetime, timedelta

from django.db import OperationalError, connection, connections, transaction

from parvis.journal.readers import READER

logger = logging.getLogger(__name__)
# A parked entry that nobody had tried again for this long is history.
TROUBLES_KEPT = timedelta(days=365)


def drop_past() -> list[str]:
    """Drop the months past `rules.KEPT_MONTHS` that are sealed and read; returns the names of
    what went. Outside any transaction. When the journal is busy: nothing, the next night does it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT journal_drop_past()")
            return [name for (name,) in cursor.fetchall()]
    except OperationalError as error:
        logger.warning("the journal was busy: no month was dropped (%s)", type(error).__name__)
        return []


def forget_troubles(now: datetime) -> int:
    """Drop what readers gave up on and nobody had tried again; returns how many."""
    with connections[READER].cursor() as cursor:
        cursor.execute(
            "DELETE FROM journal_trouble WHERE try_again_at IS NULL AND first_at < %s",
            [now - TROUBLES_KEPT],
        )
        return int(cursor.rowcount)
