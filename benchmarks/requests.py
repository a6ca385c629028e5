"""Requests as bytes, and answers read back: what a client costs least with.

The load shares the machine with what it measures, so it uses sockets kept open and nothing else.
"""

import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
TIMEOUT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `client` is the address that the trusted proxy says it comes from, `kind` the
    media type of its body."""

    path: str
    host: str
    client: str = "10.0.0.1"
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    kind: str = FORM

    def encoded(self) -> bytes:
        """As it goes over the wire."""
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {self.host}",
            f"X-Forwarded-For: {self.client}",
            "Accept-Language: fr",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        body = self.body.encode()
        if self.method == "POST":
            lines += [f"Content-Type: {self.kind}", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def as_data(self) -> dict[str, Any]:
        """As plain data, for another process."""
        return asdict(self)


def post(path: str, host: str, fields: Mapping[str, str], **more: Any) -> Request:
    """A form sent."""
    return Request(path, host, method="POST", body=urlencode(fields), **more)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the head's names are in lower case, the last of each."""

    status: int
    head: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes


class Line:
    """One connection kept open. Raises OSError when the other end is gone or silent."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request: bytes) -> Answer:
        """Send a request and read its answer whole."""
        self.socket.sendall(request)
        while (end := self.rest.find(b"\r\n\r\n")) < 0:
            self._more()
        raw, self.rest = self.rest[:end], self.rest[end + 4 :]
        first, *lines = raw.decode("latin-1").split("\r\n")
        pairs = [line.split(": ", 1) for line in lines]
        head = {name.lower(): value for name, value in pairs}
        cookies = tuple(value for name, value in pairs if name.lower() == "set-cookie")
        body = self._chunks() if "transfer-encoding" in head else self._take(
            int(head.get("content-length", "0"))
        )  # fmt: skip
        return Answer(int(first.split(" ")[1]), head, cookies, body)

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _more(self) -> None:
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionResetError("the site closed the connection")
        self.rest += received

    def _take(self, size: int) -> bytes:
        while len(self.rest) < size:
            self._more()
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def _chunks(self) -> bytes:
        pieces = []
        while True:
            while (end := self.rest.find(b"\r\n")) < 0:
                self._more()
            size, self.rest = int(self.rest[:end], 16), self.rest[end + 2 :]
            piece = self._take(size + 2)[:-2]
            if not size:
                return b"".join(pieces)
            pieces.append(piece)
