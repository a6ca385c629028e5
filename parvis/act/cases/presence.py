"""Who else looks at a case. Kept a minute, told to colleagues alone, never journaled."""

from datetime import timedelta

from django.db import connection

from parvis.act.cases.models import Case, Presence
from parvis.foundation.clock import now

LASTS = timedelta(seconds=50)

_MARK = """
INSERT INTO cases_presence (authority_id, case_id, agent_id, seen_at, department_lock)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (authority_id, case_id, agent_id) DO UPDATE SET seen_at = excluded.seen_at
"""


def others(case: Case, agent: int) -> list[int]:
    """Agents who have the case open, besides `agent`."""
    rows = Presence.objects.filter(case_id=case.pk, seen_at__gt=now() - LASTS)
    return list(
        rows.exclude(agent_id=agent).order_by("agent_id").values_list("agent_id", flat=True)
    )


def mark(case: Case, agent: int) -> None:
    """Say that an agent has the case open now."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [case.authority_id, case.pk, agent, now(), case.department_lock])
