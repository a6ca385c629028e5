"""How a person or the machine asks a command to stop, and what must not be cut in two."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(BaseException):
    """Somebody asked us to stop: Ctrl-C, a closed terminal, or a signal."""


class _State:
    shields = 0
    waiting = False


def listen() -> None:
    """From now on, the first request to stop raises Asked; later ones change nothing."""
    _State.waiting = False
    for number in SIGNALS:
        signal.signal(number, _on_signal)


def ignore() -> None:
    """From now on nothing interrupts: what is being put away is put away."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def shielded() -> Iterator[None]:
    """Hold a request to stop back until the end of the block: a process is then both started and
    known, or neither."""
    _State.shields += 1
    try:
        yield
    finally:
        _State.shields -= 1
    if _State.waiting and not _State.shields:
        _State.waiting = False
        ignore()
        raise Asked


def _on_signal(_number: int, _frame: object) -> None:
    if _State.shields:
        _State.waiting = True
        return
    ignore()
    raise Asked
