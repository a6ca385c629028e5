"""Waiting for a file to arrive in a folder, told by the kernel: nobody looks again and again."""

import ctypes
import os
import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

PATIENCE_SECONDS = 30.0
Found = TypeVar("Found")
_MOVED_TO = 0x80
_libc = ctypes.CDLL(None, use_errno=True)


def first_in(folder: Path, look: Callable[[], Found | None]) -> Found:
    """What `look` finds, now or once something was moved into the folder. Raises AssertionError
    when nothing fitting came in time."""
    folder.mkdir(parents=True, exist_ok=True)
    with _watched(folder) as events:
        until = time.monotonic() + PATIENCE_SECONDS
        while (found := look()) is None:
            left = until - time.monotonic()
            if left <= 0 or not select.select([events], [], [], left)[0]:
                raise AssertionError(f"nothing fitting arrived in {folder}")
            os.read(events, 65_536)
    return found


@contextmanager
def _watched(folder: Path) -> Iterator[int]:
    events = _libc.inotify_init1(os.O_CLOEXEC)
    if events < 0:
        raise OSError(ctypes.get_errno(), "inotify_init1")
    try:
        if _libc.inotify_add_watch(events, os.fsencode(folder), _MOVED_TO) < 0:
            raise OSError(ctypes.get_errno(), "inotify_add_watch")
        yield events
    finally:
        os.close(events)
