"""The client of the decoding process: starts it when needed, hands it photos, kills what lingers.

One decoding process belongs to one process of ours, and ends with it: it leaves when its control
socket closes. A process forked from ours makes its own.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from parvis.adapters.images_child import Child, receive_child
from parvis.adapters.images_limits import WALL_SECONDS
from parvis.adapters.images_wire import BadAnswer, Boxes, receive_answer, send_order

_START_SECONDS = 20.0
# The child's own deadline comes first; this one is for a child that could put its own off.
_PATIENCE_SECONDS = WALL_SECONDS + 2.0
TOO_HEAVY = "too_heavy"
# Isolated: neither the current folder nor the environment decides what it imports.
WORKER = (sys.executable, "-I", "-m", "parvis.adapters.images_worker")


class DecodersUnavailable(Exception):
    """No decoding process can be started or reached."""


class Decoders:
    """A decoding process and its control socket, started at first use.

    `command` is what the process runs, its control socket's number coming last; `patience` is
    how many seconds a photo may take altogether.
    """

    def __init__(
        self, command: Sequence[str] = WORKER, patience: float = _PATIENCE_SECONDS
    ) -> None:
        self._command = tuple(command)
        self._patience = patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def decode(self, data: bytes, boxes: Boxes = ()) -> str | dict[str, Any]:
        """The child's answer for a photo: a problem's code or the parts of a clean photo, in
        which `boxes` are masked.

        A child that dies or lingers gives "too_heavy". Raises DecodersUnavailable.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                child = self._hand_over(theirs)
            ours.settimeout(self._patience)
            deadline = time.monotonic() + self._patience
            try:
                send_order(ours, data, boxes)
                return receive_answer(ours, deadline)
            except (BadAnswer, OSError):
                return TOO_HEAVY
            finally:
                child.end()

    def start(self) -> None:
        """Start the process unless it runs. Raises DecodersUnavailable."""
        with self._lock:
            self._running()

    @property
    def pid(self) -> int | None:
        """The decoding process's number, or None when none runs."""
        return None if self._process is None else self._process.pid

    def stop(self) -> None:
        """End the process, if it runs."""
        with self._lock:
            self._drop()

    def _hand_over(self, theirs: socket.socket) -> Child:
        """Give a fresh child its end of the conversation."""
        with self._lock:
            for attempt in (1, 2):
                control = self._running()
                try:
                    socket.send_fds(control, [b"."], [theirs.fileno()])
                    return receive_child(control)
                except (BadAnswer, OSError) as error:
                    # It died since the last photo: one fresh process, then give up.
                    self._drop()
                    if attempt == 2:
                        raise DecodersUnavailable("the decoding process ended") from error
        raise DecodersUnavailable("unreachable")  # pragma: no cover

    def _running(self) -> socket.socket:
        if self._owner != os.getpid():
            # We were forked: the parent's process and socket are not ours to use or to end.
            self._process = self._control = None
        if self._control is None:
            self._launch()
        assert self._control is not None
        return self._control

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - never anything from outside
                    [*self._command, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                    start_new_session=True,
                )
            ours.settimeout(_START_SECONDS)
            if ours.recv(1) != b"+":
                raise OSError("the decoding process didn't start")
        except OSError as error:
            ours.close()
            self._drop()
            raise DecodersUnavailable(str(error)) from error
        self._control, self._owner = ours, os.getpid()

    def _drop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None
