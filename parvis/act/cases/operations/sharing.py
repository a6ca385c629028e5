"""Who works on a case: assigned within a department, handed over to another, how urgent."""

from datetime import datetime

from parvis.act.cases.models import Step
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.act.cases.rules import PRIORITIES, Refused
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor


@operation
def assign(
    *,
    case: int,
    by: Actor,
    team: int | None = None,
    agent: int | None = None,
    revision: int | None = None,
    at: datetime | None = None,
    batch: str = "",
) -> Step:
    """Give a case to a team, or to an agent; `agent` empty takes it from whoever had it.

    A team of another department is a hand-over when either is closed: `Refused`. So is a team that
    was withdrawn, unless the case is there already.
    """
    row = locked(case, revision)
    moment = at or now()
    before = {
        "team_id": row.team_id,
        "assignee_id": row.assignee_id,
        "department_id": row.department_id,
    }
    if team is not None:
        _check_open(team, row.team_id)
        department = authorities.teams()[team].department_id
        if lock_of(department) != row.department_lock:
            raise Refused("hand_over")
        row.team_id, row.department_id = team, department
    row.assignee_id = agent
    step = add_step(
        row,
        "assignment",
        by=by,
        at=moment,
        data={"team": row.team_id, "agent": agent, "before": before},
        batch=batch,
    )
    save(row, moment, by=by, read=False)
    tell(row, "assigned_to", by=by, at=moment, step=step.pk, team=row.team_id, agent=agent)
    return step


def _check_open(team: int, present: int | None) -> None:
    if team != present and team not in authorities.open_teams():
        raise Refused("team_withdrawn")


def lock_of(department: int) -> int | None:
    """The lock that a department puts on its cases: itself when it is closed."""
    return department if department in authorities.compartmented() else None


@operation
def hand_over(
    *,
    case: int,
    team: int,
    by: Actor,
    words: str = "",
    revision: int | None = None,
    at: datetime | None = None,
) -> Step:
    """Give a case to another department's team. Its rows must already carry that department's
    lock (`flows.work_on_case.hand_over` moves them): words on it are for colleagues alone."""
    row = locked(case, revision)
    moment = at or now()
    _check_open(team, row.team_id)
    department = authorities.teams()[team].department_id
    before = {"team": row.team_id, "department": row.department_id, "agent": row.assignee_id}
    row.team_id, row.department_id, row.assignee_id = team, department, None
    step = add_step(
        row,
        "transfer",
        by=by,
        at=moment,
        words=words.strip(),
        data={"team": team, "department": department, "from": before},
    )
    save(row, moment, by=by, read=False)
    tell(
        row,
        "handed_over",
        by=by,
        at=moment,
        step=step.pk,
        team=team,
        department=department,
        from_department=before["department"],
    )
    return step


@operation
def set_priority(
    *,
    case: int,
    priority: int,
    by: Actor,
    revision: int | None = None,
    batch: str = "",
) -> Step:
    """1 (low) to 4 (urgent)."""
    if priority not in PRIORITIES:
        raise Refused("not_allowed")
    row = locked(case, revision)
    moment = now()
    step = add_step(
        row,
        "priority",
        by=by,
        at=moment,
        data={"to": priority, "before": {"priority": row.priority}},
        batch=batch,
    )
    row.priority = priority
    save(row, moment, by=by, read=False)
    tell(row, "prioritised", by=by, at=moment, step=step.pk, to=priority)
    return step
