"""The worker process: procrastinate's jobs, and the journal's readers beside them.

It outlives the database: when that is away, it waits and starts again. It may be killed at any
moment: jobs in hand come back (`jobs.rescue`), readers start from their checkpoints.
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from psycopg import Error as DriverError

from parvis.flows.follow_journal import follow_round
from parvis.jobs.standing_back import stand_back

logger = logging.getLogger(__name__)
# Nobody wakes the journal's readers: what a second gathers is read together.
LOOK_EVERY_SECONDS = 1.0
JOBS_AT_ONCE = 2
# How long a job in hand may go on once the worker is asked to stop.
LAST_WORDS_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 30.0


def work() -> None:
    """Run until SIGINT or SIGTERM; jobs in hand are finished first. The web processes go before it
    when both want the processor."""
    stand_back()
    asyncio.run(_work())


async def _work() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stop.set)
    await asyncio.gather(_again_and_again(_jobs, stop), _again_and_again(_follow, stop))


async def _again_and_again(
    part: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event
) -> None:
    """Run one part of the worker; after a fault, pause (longer each time) and start it again."""
    pause = 1.0
    while not stop.is_set():
        started = asyncio.get_running_loop().time()
        try:
            await part(stop)
        except (ConnectorException, DatabaseError, DriverError, OSError) as error:
            logger.warning("%s: the database is away (%s)", part.__name__, type(error).__name__)
        except Exception:
            # What was in hand comes again; the fault is logged whole.
            logger.exception("%s stopped; it starts again", part.__name__)
        if asyncio.get_running_loop().time() - started > LONGEST_PAUSE_SECONDS:
            pause = 1.0
        await _pause(stop, pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _jobs(stop: asyncio.Event) -> None:
    connector: Any = app.connector
    worker_app = app.with_connector(connector.get_worker_connector())
    async with worker_app.open_async():
        running = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                install_signal_handlers=False,
                shutdown_graceful_timeout=LAST_WORDS_SECONDS,
                delete_jobs="successful",
            )
        )
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if not running.done():
            running.cancel()
        try:
            await running
        except asyncio.CancelledError:
            if not stop.is_set():
                raise


async def _follow(stop: asyncio.Event) -> None:
    clock = asyncio.get_running_loop().time
    while not stop.is_set():
        began = clock()
        taken = await sync_to_async(_follow_once)()
        # Whoever waits for an answer goes first: in a rush the readers rest as long as they worked.
        worked = clock() - began
        await _pause(stop, min(worked, LOOK_EVERY_SECONDS) if taken else LOOK_EVERY_SECONDS)


def _follow_once() -> int:
    close_old_connections()
    try:
        return follow_round()
    except DatabaseError:
        connections.close_all()
        raise


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
