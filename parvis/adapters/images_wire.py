"""How the decoding process and its client speak: lengths first, nothing executable, all bounded."""

import json
import math
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct(">I")
MOST_HEADER, MOST_ORDER, MOST_PICTURE = 32_768, 32 * 1024 * 1024, 16 * 1024 * 1024
# Left, top, right, bottom, in shares of the upright picture's width and height.
Boxes = Sequence[tuple[float, float, float, float]]


class BadAnswer(Exception):
    """The other side ended early or said something outside the rules."""


def send_block(link: socket.socket, data: bytes) -> None:
    """Send one block with its length."""
    link.sendall(_LENGTH.pack(len(data)))
    link.sendall(data)


def receive_block(link: socket.socket, most: int, deadline: float | None = None) -> bytes:
    """Receive one block of at most `most` bytes, before `deadline` (monotonic time).

    Raises BadAnswer and, past the deadline, TimeoutError.
    """
    size = int(_LENGTH.unpack(_exactly(link, _LENGTH.size, deadline))[0])
    if size > most:
        raise BadAnswer("a block is too long")
    return _exactly(link, size, deadline)


def _exactly(link: socket.socket, size: int, deadline: float | None) -> bytes:
    received = bytearray(size)
    view, got = memoryview(received), 0
    while got < size:
        if deadline is not None:
            # One deadline for the whole: a drop now and then must not keep us waiting for ever.
            link.settimeout(max(deadline - time.monotonic(), 0.001))
        count = link.recv_into(view[got:])
        if count == 0:
            raise BadAnswer("the other side ended")
        got += count
    return bytes(received)


def send_order(link: socket.socket, data: bytes, boxes: Boxes = ()) -> None:
    """Send a photo, with what is to be masked in it."""
    send_block(link, json.dumps(boxes).encode())
    send_block(link, data)


def receive_order(link: socket.socket) -> tuple[bytes, Boxes]:
    """Receive what `send_order` sent. Raises BadAnswer."""
    boxes = json.loads(receive_block(link, MOST_HEADER))
    return receive_block(link, MOST_ORDER), [tuple(box) for box in boxes]


def send_answer(link: socket.socket, answer: str | dict[str, Any]) -> None:
    """Send a refusal (its code) or a clean photo."""
    if isinstance(answer, str):
        send_block(link, json.dumps({"problem": answer}).encode())
        return
    header = {key: answer[key] for key in ("size", "thumbnail_size", "place")}
    send_block(link, json.dumps(header).encode())
    send_block(link, answer["full"])
    send_block(link, answer["thumbnail"])


def receive_answer(link: socket.socket, deadline: float) -> str | dict[str, Any]:
    """Receive what `send_answer` sent, every value checked. Raises BadAnswer, TimeoutError."""
    try:
        header = json.loads(receive_block(link, MOST_HEADER, deadline))
        if "problem" in header:
            return str(header["problem"])
        answer: dict[str, Any] = {
            "size": _pair(header["size"], int),
            "thumbnail_size": _pair(header["thumbnail_size"], int),
            "place": None if header["place"] is None else _pair(header["place"], float),
        }
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadAnswer("not an answer") from error
    answer["full"] = receive_block(link, MOST_PICTURE, deadline)
    answer["thumbnail"] = receive_block(link, MOST_PICTURE, deadline)
    return answer


def _pair(value: Any, kind: type[int] | type[float]) -> tuple[Any, Any]:
    first, second = value
    if not all(type(one) is kind and math.isfinite(one) for one in (first, second)):
        raise ValueError("not a pair of numbers")
    return first, second
