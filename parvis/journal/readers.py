"""Readers follow the journal, each with a checkpoint of its own, at least once."""

from collections.abc import Callable

from django.db import connections, transaction

from parvis.journal import order
from parvis.journal.models import Entry
from parvis.journal.order import Position

READER = "reader"

_NEXT = order.behind()
_POSITION = "SELECT epoch, transaction, entry_id FROM journal_checkpoint WHERE reader = %s"


def next_entries(after: Position, limit: int) -> list[Entry]:
    """Entries that can no longer be overtaken, oldest first, across authorities."""
    return list(Entry.objects.using(READER).raw(_NEXT, order.given(after, limit)))


def checkpoint(reader: str) -> Position:
    """Where `reader` stands; it is made, at the beginning, when it does not exist."""
    with connections[READER].cursor() as cursor:
        cursor.execute(_POSITION, [reader])
        found = cursor.fetchone()
        if found is None:
            cursor.execute("INSERT INTO journal_checkpoint (reader) VALUES (%s)", [reader])
            return order.BEGINNING
    return Position(*found)


def _alone(reader: str) -> bool:
    """True when no other worker runs this reader. An advisory lock, not a row lock: taking
    a row lock would give this transaction an id, and hold every other reader back."""
    with connections[READER].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"reader {reader}"])
        return bool(cursor.fetchone()[0])


def read_on(reader: str, handle: Callable[[list[Entry]], int], *, limit: int = 200) -> int:
    """Hand the next batch to `handle`, which says how many of its first entries it dealt with,
    and move the checkpoint behind them; returns that number.

    Two workers never run one reader at once: the second reads nothing.
    When `handle` raises, the checkpoint stays: the batch comes again.
    """
    with transaction.atomic(using=READER):
        if not _alone(reader):
            return 0
        entries = next_entries(checkpoint(reader), limit)
        if not entries:
            return 0
        done = handle(entries)
        if not done:
            return 0
        last = entries[done - 1]
        with connections[READER].cursor() as cursor:
            cursor.execute(
                "UPDATE journal_checkpoint SET epoch = %s, transaction = %s, entry_id = %s,"
                " read_at = clock_timestamp() WHERE reader = %s",
                [last.epoch, last.transaction, last.id, reader],
            )
        return done


def alone_with(reader: str, work: Callable[[], int], *, wait: bool = False) -> int:
    """Do `work` while no other worker runs this reader. When one does: 0, or, with `wait`, after
    its batch."""
    with transaction.atomic(using=READER):
        if wait:
            with connections[READER].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reader {reader}"])
        elif not _alone(reader):
            return 0
        return work()
