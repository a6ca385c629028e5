"""Where open requests wait, counted by PostgreSQL: a row a place, however many wait there.

Closed departments are left out entirely, whoever asks.
"""

from datetime import datetime

from django.db import connection

from parvis.offer.workflows.rules import STATES
from parvis.understand.paths.blocking import Place


def places(now: datetime, department: int | None = None) -> list[Place]:
    """Every place where requests wait at `now`, or those of one department."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [list(STATES), now, department, department])
        return [
            Place(
                stage, team, third, many, late, oldest, tuple(since),
                tuple(one for one in due if one), mean_since, late_since,
            )
            for stage, team, third, many, late, oldest, since, due, mean_since, late_since
            in cursor.fetchall()
        ]  # fmt: skip


_PLACES = """
WITH waiting AS MATERIALIZED (
    SELECT array_position(%s::text[], c.state::text) - 1 AS stage, coalesce(c.team_id, 0) AS team,
        CASE WHEN c.state = 'waiting_third_party' THEN coalesce(c.waiting_for_id, 0) ELSE 0 END
            AS third,
        c.due_at, c.due_at < %s AS is_late,
        greatest(c.received_at, coalesce(c.waiting_since, (
            SELECT max(s.occurred_at) FROM cases_step s
            WHERE s.case_id = c.id AND s.undone_at IS NULL
                AND s.kind IN ('state', 'assignment', 'sorting', 'transfer')
        ))) AS since
    FROM cases_case c
    WHERE c.closed_at IS NULL AND c.department_lock IS NULL
        AND (%s::bigint IS NULL OR c.department_id = %s)
)
SELECT stage, team, third, count(*), count(*) FILTER (WHERE is_late), min(since),
    ARRAY[percentile_disc(0.5) WITHIN GROUP (ORDER BY since),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY since DESC)],
    ARRAY[percentile_disc(0.5) WITHIN GROUP (ORDER BY due_at) FILTER (WHERE is_late),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY due_at DESC) FILTER (WHERE is_late)],
    avg(extract(epoch FROM since))::float,
    coalesce(avg(extract(epoch FROM since)) FILTER (WHERE is_late), 0)::float
FROM waiting GROUP BY stage, team, third
"""
