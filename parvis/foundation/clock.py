"""The one source of "now", replaceable for the length of a block.

Everything that needs the time calls `now()`; a test, a rehearsal or the loader of a past history
sets it with `at(...)`. The replacement follows the current context only (thread or task), so two
tests or two requests never see each other's clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_replaced: ContextVar[datetime | None] = ContextVar("parvis_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    replaced = _replaced.get()
    return datetime.now(UTC) if replaced is None else replaced


def today(zone: ZoneInfo) -> date:
    """The present date as people in `zone` read it."""
    return now().astimezone(zone).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Make `now()` answer `instant` inside the block.

    Raises ValueError when `instant` has no time zone: a naive time means a different moment on
    each machine.
    """
    if instant.tzinfo is None:
        raise ValueError("the clock needs a time zone")
    token = _replaced.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _replaced.reset(token)
