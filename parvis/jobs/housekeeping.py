"""What keeps the background itself in order."""

from datetime import timedelta

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django import app

from parvis.authorities.queries import all_authority_ids
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.inform.tracking import attempts

KEPT_HOURS = 48


async def rescue_stalled() -> int:
    """Give back the jobs of workers that gave no sign of life; returns how many."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


async def tidy() -> None:
    """Drop what has served its time."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
    await sync_to_async(_tidy_tables)()


def _tidy_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_prepare_partitions()")
    for authority in all_authority_ids():
        with acting_for(authority):
            attempts.forget_before(now() - timedelta(hours=KEPT_HOURS))
