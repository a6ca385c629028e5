"""Requests, their steps and what people said after, as columns for who traces their paths.

Closed departments are left out entirely, whoever asks; steps that were undone too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.capture.reports.rules import CHANNELS
from parvis.foundation.db.columns import columns
from parvis.offer.workflows.rules import STATES
from parvis.understand.paths.rows import NEVER, SAME, Cases, Said, Steps


@dataclass(frozen=True, slots=True)
class Choice:
    """The requests received from `since` up to before `until`, and those that were still in hand at
    `since`; of one department, where one is named."""

    since: datetime
    until: datetime
    department: int | None = None

    def where(self) -> tuple[str, list[Any]]:
        """The condition on cases `c`, and its values."""
        condition = (
            "c.department_lock IS NULL AND c.received_at < %s"
            " AND (c.closed_at IS NULL OR c.closed_at >= %s)"
        )
        values: list[Any] = [self.until, self.since]
        if self.department is not None:
            return f"{condition} AND c.department_id = %s", [*values, self.department]
        return condition, values


def cases(choice: Choice) -> Cases:
    """The requests chosen."""
    where, values = choice.where()
    sql = _CASES.format(where=where)
    return Cases(*columns(sql, [NEVER, list(CHANNELS), choice.since, *values], 11))


def steps(choice: Choice) -> Steps:
    """Their steps."""
    where, values = choice.where()
    sql = _STEPS.format(where=where)
    return Steps(*columns(sql, [list(STATES), SAME, SAME, *values], 6))


def said(choice: Choice) -> Said:
    """What people said again of them: neither an answer to a question of ours, nor a judgement that
    is content."""
    where, values = choice.where()
    return Said(*columns(_SAID.format(where=where), values, 2))


_CASES = """
SELECT c.id, extract(epoch FROM c.received_at)::bigint,
    coalesce(extract(epoch FROM c.closed_at)::bigint, %s), extract(epoch FROM c.due_at)::bigint,
    c.service_type_id, coalesce(c.team_id, 0), coalesce(c.district_id, 0),
    coalesce(array_position(%s::text[], c.channel::text), 0), (c.lon IS NOT NULL)::int,
    (c.photo_count > 0)::int, (c.received_at >= %s)::int
FROM cases_case c WHERE {where} ORDER BY c.id
"""
# What a step changes stands in `data`: an assignment and a sorting keep what was before, a
# hand-over to another department where it came from.
_STEPS = """
SELECT s.case_id, extract(epoch FROM s.occurred_at)::bigint,
    CASE WHEN s.kind = 'state' THEN array_position(%s::text[], s.to_state::text) - 1 ELSE %s END,
    CASE WHEN s.kind IN ('assignment', 'sorting')
            THEN coalesce((s.data #>> '{{before,team_id}}')::bigint, 0)
        WHEN s.kind = 'transfer' THEN coalesce((s.data #>> '{{from,team}}')::bigint, 0)
        ELSE %s END,
    CASE WHEN s.kind = 'state' THEN coalesce((s.data ->> 'third_party')::bigint, 0) ELSE 0 END,
    (s.is_public AND s.kind <> 'publication')::int
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
WHERE s.undone_at IS NULL AND s.kind <> 'grouping' AND {where}
ORDER BY s.case_id, s.occurred_at, s.id
"""
_SAID = """
SELECT c.id, extract(epoch FROM t.occurred_at)::bigint
FROM reports_statement t JOIN cases_case c ON c.report_id = t.report_id
WHERE {where} AND (t.kind IN ('reply', 'still_there', 'reopening') OR t.settled IS FALSE)
    AND coalesce((
        SELECT s.to_state FROM cases_step s
        WHERE s.case_id = c.id AND s.kind = 'state' AND s.undone_at IS NULL
            AND s.occurred_at < t.occurred_at
        ORDER BY s.occurred_at DESC, s.id DESC LIMIT 1
    ), '') <> 'waiting_resident'
ORDER BY c.id
"""
