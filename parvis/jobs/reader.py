"""The reader process: what people say is read here, and nowhere else.

The models that it loads weigh some hundred megabytes: neither the web nor the worker carries them.
It may be killed at any moment, and started late: whatever was said meanwhile is read then.
"""

import logging
import signal
from collections.abc import Iterator
from threading import Event

from django.db import Error as DatabaseError
from django.db import connections

from parvis.authorities import queries as authorities
from parvis.flows.follow_journal import follow_round
from parvis.flows.handlers import UNDERSTANDING
from parvis.flows.read_contributions import read_unread, text_reader
from parvis.flows.read_pictures import read_unread_pictures, read_waiting
from parvis.jobs.standing_back import stand_back

logger = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# What is read before the checkpoint moves on: what comes meanwhile waits for no more than these.
AT_ONCE = 8


def read() -> None:
    """Run until SIGINT or SIGTERM; what is in hand is finished first."""
    stop = Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: stop.set())
    stand_back()
    _load(stop)
    pause, backlog = LOOK_EVERY_SECONDS, _backlog()
    while not stop.is_set():
        try:
            taken = (
                follow_round([UNDERSTANDING], limit=AT_ONCE) or read_waiting() or next(backlog, 0)
            )
            pause = LOOK_EVERY_SECONDS
        except DatabaseError as error:
            logger.warning("the database is away (%s)", type(error).__name__)
            connections.close_all()
            taken, pause, backlog = 0, min(pause * 2, LONGEST_PAUSE_SECONDS), _backlog()
        if not taken:
            stop.wait(pause)


def _load(stop: Event) -> None:
    """Load the models; one that is missing is looked for again, and the log says which."""
    while not stop.is_set():
        try:
            text_reader()
        except Exception:
            logger.exception("the models can't be loaded: nothing is read")
            stop.wait(LONGEST_PAUSE_SECONDS)
        else:
            return


def _backlog() -> Iterator[int]:
    """Read, some at a time, what was said before this reader was there, in every authority."""
    for authority in authorities.all_authority_ids():
        yield from read_unread(authority, at_once=AT_ONCE)
        yield from read_unread_pictures(authority)
