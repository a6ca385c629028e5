"""Reads of the news: what could not be told, for the agents to see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from parvis.inform.notifications.rules import REFUSED, SHOWN_AFTER, WAITING


@dataclass(frozen=True, slots=True)
class Problem:
    """A message that did not leave. `reason` is a code of `adapters.outcomes.Reason`;
    `final` when nobody tries any more; `since` is when it was to leave at first or last."""

    notification: int
    follower: int
    channel: str
    about: str
    reason: str
    final: bool
    attempts: int
    since: datetime


@dataclass(frozen=True, slots=True)
class CaseNews:
    """What became of the news of a case, told to those who follow it or what joined it: messages
    that were refused or fail again and again, newest first, when each step was first told to
    somebody, by the step's id, and how many people the next news reaches; `author` is the follower
    whose report it is."""

    problems: list[Problem]
    steps: dict[int, datetime]
    reached: int
    author: int | None


# An array, worked out once: whatever its authority's news, each case's is found by the index.
_CASES = """ANY(ARRAY(
        SELECT id FROM cases_case WHERE id = %(case)s OR duplicate_of_id = %(case)s))"""
_OF_CASE = f"""
SELECT (SELECT json_object_agg(step_id, at) FROM (
        SELECT step_id, min(sent_at) AS at FROM notifications_notification
        WHERE case_id = {_CASES} AND step_id IS NOT NULL AND sent_at IS NOT NULL GROUP BY step_id
    ) first),
    (SELECT json_agg(one ORDER BY one.id DESC) FROM (
        SELECT told.id, told.follower_id, told.about, told.problem, told.attempts, told.leaves_at,
            told.status = %(refused)s AS final, follower.channel
        FROM notifications_notification told
        JOIN reports_follower follower ON follower.id = told.follower_id
        WHERE told.case_id = {_CASES} AND told.problem <> '' AND (told.status = %(refused)s
            OR told.status = %(waiting)s AND told.attempts >= %(shown)s)
    ) one),
    (SELECT count(*) FROM reports_follower follower JOIN cases_case ON
        cases_case.report_id = follower.report_id
        WHERE (cases_case.id = %(case)s OR cases_case.duplicate_of_id = %(case)s)
        AND follower.channel <> 'none' AND follower.stopped_at IS NULL),
    (SELECT follower.id FROM reports_follower follower JOIN cases_case ON
        cases_case.report_id = follower.report_id
        WHERE cases_case.id = %(case)s AND follower.is_author LIMIT 1)
"""  # noqa: S608 - no input


def of_case(case: int) -> CaseNews:
    """The news of a case, in one statement."""
    given: dict[str, Any] = {
        "case": case,
        "refused": REFUSED,
        "waiting": WAITING,
        "shown": SHOWN_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASE, given)
        steps, problems, reached, author = cursor.fetchone()
    return CaseNews(
        [
            Problem(
                notification=row["id"],
                follower=row["follower_id"],
                channel=row["channel"],
                about=row["about"],
                reason=row["problem"],
                final=row["final"],
                attempts=row["attempts"],
                since=datetime.fromisoformat(row["leaves_at"]),
            )
            for row in problems or []
        ],
        {int(step): datetime.fromisoformat(at) for step, at in (steps or {}).items()},
        reached,
        author,
    )


def told(case: int) -> dict[int, datetime]:
    """When each step of a case was first told to somebody, by step id: what an undo has to say."""
    return of_case(case).steps
