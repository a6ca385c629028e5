"""Between the web server and Django: nobody's slow line holds the one thread that answers.

Each web process answers one request at a time, in one thread with one database connection. A
request takes that thread only once it has been received whole (in memory, or on disk when it is
large), and leaves it as soon as its answer is made: a long answer waits on disk for a slow reader.
So twenty slow uploads, or twenty slow downloads, cost nothing to the person after them.

The server speaks RSGI (granian); Django sees an ordinary WSGI request.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import Any, BinaryIO, cast

from parvis.web.outbox import Outbox, Reader

logger = logging.getLogger(__name__)

KEPT_IN_MEMORY = 256 * 1024
# Six photos of 20 MB and the words around them.
LARGEST_BODY = 125_000_000
# How long a sender may stay silent within a request.
PATIENCE_SECONDS = 30.0
# Where the application reads that a request was refused before it was received: its status.
REFUSED = "parvis.refused"

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Refusal(Exception):
    """A request that never reaches the application; carries the HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered: a whole body, or an outbox that is being filled."""

    status: int
    headers: Headers
    body: bytes | Outbox


class Bridge:
    """The RSGI application around a WSGI one."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        Thread(target=self._work, name="answers", daemon=True).start()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        try:
            body, length = await receive(scope, protocol)
        except Refusal as refusal:
            await self._refuse(scope, protocol, refusal.status)
            return
        answer = await self._answered(environment(scope, body, length))
        if isinstance(answer.body, bytes):
            protocol.response_bytes(answer.status, answer.headers, answer.body)
            return
        with Reader(answer.body) as reader:
            transport = protocol.response_stream(answer.status, answer.headers)
            async for chunk in reader:
                await transport.send_bytes(chunk)

    async def _refuse(self, scope: Any, protocol: Any, status: int) -> None:
        """Say why a request is refused, in the application's words, and hang up."""
        environ = environment(scope, BytesIO(), 0)
        environ[REFUSED] = status
        answer = await self._answered(environ)
        body = answer.body if isinstance(answer.body, bytes) else b""
        protocol.response_bytes(status, [*answer.headers, ("connection", "close")], body)

    async def _answered(self, environ: dict[str, Any]) -> Answer:
        """What the application answers, in its own thread."""
        loop = asyncio.get_running_loop()
        head: asyncio.Future[Answer] = loop.create_future()
        self.waiting.put(partial(self._answer, environ, loop, head))
        return await head

    def _work(self) -> None:
        while True:
            self.waiting.get()()

    def _answer(
        self,
        environ: dict[str, Any],
        loop: asyncio.AbstractEventLoop,
        head: "asyncio.Future[Answer]",
    ) -> None:
        """Run the application, in its thread. The answer's head is handed over before a long body
        is made."""
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, _error: Any = None) -> None:
            started[:] = [(int(status.split(" ", 1)[0]), headers)]

        result: Any = ()
        try:
            result = self.application(environ, start_response)
            status, headers = started[0]
            if getattr(result, "streaming", False):
                outbox = Outbox(loop)
                _hand(loop, head, Answer(status, headers, outbox))
                outbox.fill(result)
            else:
                _hand(loop, head, Answer(status, headers, b"".join(result)))
        except Exception:
            # Django answers its own errors: what comes here is a fault of ours or of the server.
            # The thread must outlive it.
            logger.exception("a request was not answered")
            _hand(loop, head, Answer(500, [], b""))
        finally:
            environ["wsgi.input"].close()
            getattr(result, "close", _nothing)()


def _nothing() -> None:
    """For an answer that needs no closing."""


def _hand(loop: asyncio.AbstractEventLoop, head: "asyncio.Future[Answer]", answer: Answer) -> None:
    def settle() -> None:
        if not head.done():
            head.set_result(answer)

    loop.call_soon_threadsafe(settle)


async def receive(scope: Any, protocol: Any) -> tuple[BinaryIO, int]:
    """Receive a request's body whole: the body, at its beginning, and its length in bytes.

    Raises Refusal when it is too large or its sender falls silent.
    """
    headers = scope.headers
    declared = headers.get("content-length")
    if declared in (None, "0") and "transfer-encoding" not in headers:
        return BytesIO(), 0
    if declared is not None and int(declared) > LARGEST_BODY:
        raise Refusal(413)
    body = cast(BinaryIO, SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))  # noqa: SIM115
    try:
        length = await _receive_into(body, protocol)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, length


async def _receive_into(body: BinaryIO, protocol: Any) -> int:
    length, loop = 0, asyncio.get_running_loop()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS) as patience:
            async for chunk in protocol:
                length += len(chunk)
                if length > LARGEST_BODY:
                    raise Refusal(413)
                body.write(chunk)
                patience.reschedule(loop.time() + PATIENCE_SECONDS)
    except TimeoutError as error:
        raise Refusal(408) from error
    return length


def environment(scope: Any, body: BinaryIO, length: int) -> dict[str, Any]:
    """The WSGI environment of a request."""
    server, _, port = scope.server.rpartition(":")
    client = scope.client.rpartition(":")[0].strip("[]")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client,
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        # A name with an underscore could pass for one with a hyphen: a forged forwarded address.
        if name in _OWN_NAMES or "_" in name:
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        if key in environ:
            environ[key] += ("; " if name == "cookie" else ",") + value
        else:
            environ[key] = value
    if "content-type" in scope.headers:
        environ["CONTENT_TYPE"] = scope.headers.get("content-type")
    return environ


_OWN_NAMES = {"content-length", "content-type", "transfer-encoding"}
