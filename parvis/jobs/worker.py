"""The worker process: procrastinate's tasks, and the readers beside them."""

import asyncio
import logging

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate.contrib.django import app

from parvis.flows.follow_journal import follow_to_end

logger = logging.getLogger(__name__)
# A wake-up may come before its entries may be read: the readers also look by themselves.
LOOK_EVERY_SECONDS = 1.0


def work() -> None:
    """Run until SIGINT or SIGTERM; jobs in hand are finished first."""
    asyncio.run(_work())


async def _work() -> None:
    following = asyncio.create_task(_follow())
    try:
        worker_app = app.with_connector(app.connector.get_worker_connector())
        async with worker_app.open_async():
            await worker_app.run_worker_async(concurrency=2, install_signal_handlers=True)
    finally:
        following.cancel()


async def _follow() -> None:
    while True:
        try:
            await sync_to_async(_follow_once)()
        except Exception:
            # The readers start again from their checkpoints; what failed is logged whole.
            logger.exception("journal readers stopped; they start again")
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def _follow_once() -> None:
    close_old_connections()
    follow_to_end()
