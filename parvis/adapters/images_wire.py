"""How the decoding process and its client speak: lengths first, nothing executable, all bounded."""

import json
import math
import socket
import struct
from typing import Any

_LENGTH = struct.Struct(">I")
MOST_HEADER, MOST_PICTURE = 4_096, 16 * 1024 * 1024


class BadAnswer(Exception):
    """The other side ended early or said something outside the rules."""


def send_block(link: socket.socket, data: bytes) -> None:
    """Send one block with its length."""
    link.sendall(_LENGTH.pack(len(data)))
    link.sendall(data)


def receive_block(link: socket.socket, most: int) -> bytes:
    """Receive one block of at most `most` bytes. Raises BadAnswer."""
    size = int(_LENGTH.unpack(_exactly(link, _LENGTH.size))[0])
    if size > most:
        raise BadAnswer("a block is too long")
    return _exactly(link, size)


def _exactly(link: socket.socket, size: int) -> bytes:
    received = bytearray(size)
    view, got = memoryview(received), 0
    while got < size:
        count = link.recv_into(view[got:])
        if count == 0:
            raise BadAnswer("the other side ended")
        got += count
    return bytes(received)


def send_answer(link: socket.socket, answer: str | dict[str, Any]) -> None:
    """Send a refusal (its code) or a clean photo."""
    if isinstance(answer, str):
        send_block(link, json.dumps({"problem": answer}).encode())
        return
    header = {key: answer[key] for key in ("size", "thumbnail_size", "place")}
    send_block(link, json.dumps(header).encode())
    send_block(link, answer["full"])
    send_block(link, answer["thumbnail"])


def receive_answer(link: socket.socket) -> str | dict[str, Any]:
    """Receive what `send_answer` sent, every value checked. Raises BadAnswer."""
    try:
        header = json.loads(receive_block(link, MOST_HEADER))
        if "problem" in header:
            return str(header["problem"])
        answer: dict[str, Any] = {
            "size": _pair(header["size"], int),
            "thumbnail_size": _pair(header["thumbnail_size"], int),
            "place": None if header["place"] is None else _pair(header["place"], float),
        }
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadAnswer("not an answer") from error
    answer["full"] = receive_block(link, MOST_PICTURE)
    answer["thumbnail"] = receive_block(link, MOST_PICTURE)
    return answer


def _pair(value: Any, kind: type[int] | type[float]) -> tuple[Any, Any]:
    first, second = value
    if not all(type(one) is kind and math.isfinite(one) for one in (first, second)):
        raise ValueError("not a pair of numbers")
    return first, second
