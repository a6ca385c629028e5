"""The decoding process: decoders loaded, it forks one confined child for each photo.

Run as `python -I -m parvis.adapters.images_worker FD`. It holds nothing of the application: no
settings, no database, no secret. It never reads a photo itself. For each conversation received on
its control socket it answers a handle of that child, and it leaves when that socket closes.
"""

import os
import signal
import socket
import sys

from parvis.adapters import images_decode
from parvis.adapters.images_child import send_child
from parvis.adapters.images_limits import confine
from parvis.adapters.images_wire import BadAnswer, receive_order, send_answer


def main(control: socket.socket) -> None:
    """Serve until the control socket closes."""
    images_decode.load()
    # Children are reaped by the kernel.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.sendall(b"+")
    while True:
        _, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not handed:
            return
        child = os.fork()
        if child == 0:
            _child(control, handed[0])
        os.close(handed[0])
        send_child(control, child)


def _child(control: socket.socket, handed: int) -> None:
    """Confined: read one photo, mask what it is told to, answer, die. Never returns."""
    status = 1
    try:
        control.close()
        confine()
        with socket.socket(fileno=handed) as link:
            try:
                send_answer(link, images_decode.clean(*receive_order(link)))
            except MemoryError:
                send_answer(link, "too_heavy")
        status = 0
    except (BadAnswer, OSError):
        status = 2
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
