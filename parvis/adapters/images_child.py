"""A decoding child seen from outside, and how its handle travels from its parent to the client.

On Linux the handle is a pidfd: it means that child for ever, even after its number was given to
another process. Elsewhere the number itself is used.
"""

import contextlib
import os
import signal
import socket
import struct
import sys
from dataclasses import dataclass

from parvis.adapters.images_wire import BadAnswer

_PID = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Child:
    """A child's number and, on Linux, a descriptor that stands for it."""

    pid: int
    pidfd: int | None

    def end(self) -> None:
        """Make sure that the child is gone, and forget it."""
        with contextlib.suppress(ProcessLookupError):
            if sys.platform != "linux":
                os.kill(self.pid, signal.SIGKILL)
            elif self.pidfd is not None:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        if self.pidfd is not None:
            os.close(self.pidfd)


def send_child(control: socket.socket, pid: int) -> None:
    """Tell the client which child answers it: the parent calls this just after the fork."""
    handles: list[int] = []
    if sys.platform == "linux":
        # A child that is gone already needs no handle.
        with contextlib.suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    socket.send_fds(control, [_PID.pack(pid)], handles)
    for handle in handles:
        os.close(handle)


def receive_child(control: socket.socket) -> Child:
    """What `send_child` told. Raises BadAnswer when the parent ended instead."""
    told, handles, _, _ = socket.recv_fds(control, _PID.size, 1)
    if len(told) != _PID.size:
        raise BadAnswer("the decoding process ended")
    return Child(int(_PID.unpack(told)[0]), handles[0] if handles else None)
