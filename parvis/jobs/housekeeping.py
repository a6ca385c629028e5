"""What keeps the background itself in order."""

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django import app

KEPT_HOURS = 48


async def rescue_stalled() -> int:
    """Give back the jobs of workers that gave no sign of life; returns how many."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


async def tidy() -> None:
    """Drop the jobs that are over, and make the journal's next months ready."""
    await forget_done_jobs()
    await sync_to_async(_prepare_partitions)()


async def forget_done_jobs() -> int:
    """Drop the jobs that ended more than `KEPT_HOURS` ago, well or badly; returns how many."""
    before = await sync_to_async(_jobs)()
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
    return max(0, before - await sync_to_async(_jobs)())


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status NOT IN ('todo','doing')"
        )
        return int(cursor.fetchone()[0])


def _prepare_partitions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_prepare_partitions()")
