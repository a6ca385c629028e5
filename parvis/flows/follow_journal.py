"""Runs the readers: each entry under its own authority, with its own compartment, at least once."""

import logging

from parvis.flows.handlers import READERS, Handler
from parvis.foundation.db.scope import acting_for
from parvis.journal.models import Entry
from parvis.journal.readers import read_on

logger = logging.getLogger(__name__)


def follow_once(reader: str, *, limit: int = 200) -> int:
    """Let one reader take its next batch; returns how many entries it took."""
    handler = READERS[reader]
    return read_on(reader, lambda entries: _handle_all(handler, entries), limit=limit)


def follow_to_end() -> int:
    """Let every reader go on until none has anything left; returns how many entries in all."""
    total = 0
    while taken := sum(follow_once(reader) for reader in READERS):
        total += taken
    return total


def _handle_all(handler: Handler, entries: list[Entry]) -> None:
    for entry in entries:
        lock = entry.data.get("lock")
        with acting_for(entry.authority_id, compartments=[lock] if lock else []):
            handler(entry)
