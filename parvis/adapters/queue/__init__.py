"""Work for later, deferred by name, in the transaction of the change behind it.

Arguments hold ids only. The tasks themselves are in `parvis.jobs`, which this room never imports.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

_DEFER = (
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW("
    "%s, %s, 0, %s, NULL, %s, %s)::procrastinate_job_to_defer_v1])"
)
_WAKE_AT = (
    "INSERT INTO procrastinate_jobs"
    " (queue_name, task_name, args, queueing_lock, lock, scheduled_at)"
    " VALUES ('default', %s, %s, %s, %s, %s)"
    " ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING"
)


def defer(task: str, *, at: datetime | None = None, lock: str | None = None, **ids: int) -> None:
    """Have `task` run once this transaction commits, not before `at`; jobs of one `lock` run
    one at a time."""
    with connection.cursor() as cursor:
        values: list[Any] = ["default", task, lock, Jsonb(ids), at]
        cursor.execute(_DEFER, values)


def wake_at(
    task: str, *, key: str, at: datetime | None = None, lock: str | None = None, **ids: int
) -> None:
    """Have `task` run, not before `at`, unless a job of this `key` is already waiting; jobs of one
    `lock` run one at a time."""
    with connection.cursor() as cursor:
        values: list[Any] = [task, Jsonb(ids), key, lock, at]
        cursor.execute(_WAKE_AT, values)
