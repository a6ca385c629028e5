"""Runs the readers: each entry under its own authority, with its own compartment, at least once.

Neighbouring entries of one authority share a transaction. When one of them fails they are taken
again one by one, and the bad one is set aside (`journal.troubles`): it holds nobody back.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from time import monotonic

from django.db import InterfaceError, OperationalError

from parvis.flows.handlers import APART, READERS, Handler
from parvis.foundation.db.scope import acting_for
from parvis.journal import troubles
from parvis.journal.models import Entry
from parvis.journal.readers import alone_with, read_on

logger = logging.getLogger(__name__)

BATCH = 200
TOGETHER = 50
# A batch is left where it stands after this long, so that its checkpoint is written.
LONGEST_SECONDS = 2.0
# The database is away, or two transactions collided: nothing is wrong with the entry.
NOT_THE_ENTRYS_FAULT = (OperationalError, InterfaceError)


def follow_once(reader: str, *, limit: int = BATCH) -> int:
    """Let one reader take its next batch; returns how many entries it took."""
    return read_on(reader, lambda entries: _handle(reader, entries), limit=limit)


def follow_round(readers: Collection[str] = (), *, limit: int = BATCH) -> int:
    """Let these readers (none named: every one of the worker's) take a batch; when none had any,
    what was set aside and is due. Returns how many entries in all."""
    named = readers or READERS
    return sum(follow_once(reader, limit=limit) for reader in named) or _take_up(named)


def follow_to_end() -> int:
    """Let every reader go on until none has anything left; returns how many entries in all."""
    total = 0
    while taken := sum(follow_once(reader) for reader in READERS):
        total += taken
    return total + _take_up(READERS)


def _take_up(readers: Iterable[str]) -> int:
    return sum(
        alone_with(reader, lambda reader=reader: _try_again(reader))  # type: ignore[misc]
        for reader in readers
    )


def _handler(reader: str) -> Handler:
    return READERS.get(reader) or APART[reader]()


def _handle(reader: str, entries: list[Entry]) -> int:
    """Deal with the entries in order until time is up; returns with how many."""
    handler, until, done = _handler(reader), monotonic() + LONGEST_SECONDS, 0
    for run in _runs(entries):
        _handle_run(reader, [entry for entry in run if wants(handler, entry)])
        done += len(run)
        if monotonic() > until:
            break
    return done


def wants(handler: Handler, entry: Entry) -> bool:
    """Whether a handler has anything to do with an entry (it says so in `wants`, or takes all)."""
    asked = getattr(handler, "wants", None)
    return asked is None or bool(asked(entry))


def _runs(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Neighbours that one transaction may see: of one authority and one compartment."""
    for _, group in groupby(entries, key=lambda e: (e.authority_id, e.data.get("lock"))):
        run = list(group)
        for start in range(0, len(run), TOGETHER):
            yield run[start : start + TOGETHER]


def _handle_run(reader: str, run: list[Entry]) -> None:
    if not run:
        return
    try:
        _in_one_transaction(_handler(reader), run)
    except NOT_THE_ENTRYS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a handler does wrong stays its own
        if len(run) == 1:
            _set_aside(reader, run[0], error)
            return
        for entry in run:
            _handle_run(reader, [entry])


def _in_one_transaction(handler: Handler, run: list[Entry]) -> None:
    lock = run[0].data.get("lock")
    with acting_for(run[0].authority_id, compartments=[lock] if lock else []):
        handler(run)


def _set_aside(reader: str, entry: Entry, error: Exception) -> None:
    # The trace, not the message: a message may quote what somebody wrote.
    logger.error(
        "reader %s could not handle entry %s (%s): %s",
        reader,
        entry.pk,
        entry.action,
        type(error).__name__,
        exc_info=error if logger.isEnabledFor(logging.DEBUG) else None,
    )
    troubles.set_aside(reader, entry, error)


def _try_again(reader: str) -> int:
    """Take up what was set aside and is due."""
    entries = troubles.due(reader, BATCH)
    for entry in entries:
        try:
            _in_one_transaction(_handler(reader), [entry])
        except NOT_THE_ENTRYS_FAULT:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            _set_aside(reader, entry, error)
        else:
            troubles.settled(reader, entry)
    return len(entries)
