"""An answer that is made faster than it is fetched: it waits on disk, not in a thread."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterable
from tempfile import TemporaryFile
from types import TracebackType

CHUNK = 256 * 1024


class Outbox:
    """Filled by the thread that makes the answer, emptied by the loop that sends it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.news = asyncio.Event()
        self.written = 0
        self.complete = False
        self.abandoned = False
        # Closed by the reader: it outlives the thread's work.
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115

    def fill(self, chunks: Iterable[bytes]) -> None:
        """Take in the whole answer, unless its reader goes away."""
        try:
            for chunk in chunks:
                if self.abandoned:
                    return
                if chunk:
                    self.file.write(chunk)
                    self._tell(len(chunk))
        finally:
            self._tell(0, complete=True)

    def _tell(self, more: int, *, complete: bool = False) -> None:
        def note() -> None:
            self.written += more
            self.complete = self.complete or complete
            self.news.set()

        self.loop.call_soon_threadsafe(note)


class Reader:
    """Reads an outbox from its beginning to its end, waiting for what is not there yet."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.outbox.abandoned = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        outbox, place = self.outbox, 0
        while True:
            await outbox.news.wait()
            outbox.news.clear()
            while place < outbox.written:
                size = min(CHUNK, outbox.written - place)
                yield os.pread(outbox.file.fileno(), size, place)
                place += size
            if outbox.complete and place >= outbox.written:
                return
