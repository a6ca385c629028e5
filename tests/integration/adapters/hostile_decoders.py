"""A decoding process whose children misbehave as the photo tells them to.

Run as a script, it is the real one with another `clean`: what a decoder taken over by a hostile
file could do from inside a child.
"""

import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from parvis.adapters import images_decode, images_worker


def misbehave(data: bytes, _boxes: object = ()) -> str | dict[str, Any]:
    """Do what the photo says."""
    order = data[-8:].decode()
    if order == "crash   ":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "linger  ":
        # A child taken over would put its own alarm off.
        signal.setitimer(signal.ITIMER_REAL, 0)
        while True:
            time.sleep(60)
    if order == "memory  ":
        return {"full": bytearray(4_000_000_000), **SIZES}
    if order == "orphan  ":
        os.kill(os.getppid(), signal.SIGKILL)
    if order == "lie     ":
        return {"full": b"<script>alert(1)</script>", "thumbnail": b"RIFF", **SIZES}
    if order == "odd     ":
        return {"full": WEBP, "thumbnail": WEBP, **SIZES, "size": (10**9, 4)}
    if order == "invent  ":
        return "we_own_you"
    return {"full": WEBP, "thumbnail": WEBP, **SIZES}


WEBP = b"RIFF\x00\x00\x00\x00WEBP"
SIZES: dict[str, Any] = {"size": (4, 4), "thumbnail_size": (4, 4), "place": None}

if __name__ == "__main__":
    images_decode.load()
    images_decode.clean = misbehave
    images_decode.load = lambda: None
    images_worker.main(socket.socket(fileno=int(sys.argv[1])))
