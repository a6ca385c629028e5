"""Who else looks at a case. Kept a minute, told to colleagues alone, never journaled."""

from datetime import timedelta

from django.db import connection

from parvis.act.cases.models import Case
from parvis.foundation.clock import now

LASTS = timedelta(seconds=50)

_OTHERS = """
SELECT agent_id FROM cases_presence
WHERE case_id = %s AND seen_at > %s AND agent_id <> %s ORDER BY agent_id
"""
_MARK = """
INSERT INTO cases_presence (authority_id, case_id, agent_id, seen_at, department_lock)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (authority_id, case_id, agent_id) DO UPDATE SET seen_at = excluded.seen_at
"""


def others(case: Case, agent: int) -> list[int]:
    """Agents who have the case open, besides `agent`."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [case.pk, now() - LASTS, agent])
        return [found for (found,) in cursor.fetchall()]


def mark(case: Case, agent: int) -> None:
    """Say that an agent has the case open now."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [case.authority_id, case.pk, agent, now(), case.department_lock])
