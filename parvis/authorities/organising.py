"""The order of departments and teams, and whether they are still proposed."""

from typing import Any

from parvis.authorities.models import Department, Team
from parvis.authorities.proposing import set_proposed
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def move_department(*, department: Department, up: bool, by: Actor) -> None:
    """Put a department before the one above it, or after the one below."""
    _move(list(Department.objects.order_by("position", "name")), department, up, "department", by)


@operation
def move_team(*, team: Team, up: bool, by: Actor) -> None:
    """Put a team before the one above it in its department, or after the one below."""
    beside = Team.objects.filter(department_id=team.department_id).order_by("position", "name")
    _move(list(beside), team, up, "team", by)


def _move(listed: list[Any], row: Any, up: bool, kind: str, by: Actor) -> None:
    """Those withdrawn keep their place in the order, and are stepped over."""
    seen = [one for one in listed if one.is_open]
    at = seen.index(row)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(seen):
        return
    a, b = listed.index(row), listed.index(seen[other])
    listed[a], listed[b] = listed[b], listed[a]
    for position, one in enumerate(listed, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(f"{kind}.moved", kind, row.pk, by=by, data={"up": up})
    forget()


@operation
def withdraw_team(*, team: Team, by: Actor) -> None:
    """Propose a team no longer; what it did keeps its name. `flows.withdraw` looks first at what
    it has in hand."""
    _set_open(team, "team", False, by)


@operation
def withdraw_department(*, department: Department, by: Actor) -> None:
    """Propose a department no longer, nor any of its teams."""
    for team in Team.objects.filter(department=department, is_open=True):
        _set_open(team, "team", False, by)
    _set_open(department, "department", False, by)


@operation
def restore_team(*, team: Team, by: Actor) -> None:
    """Propose a team again. Raises Refusal("department_withdrawn") where its department is not."""
    if not Department.objects.get(pk=team.department_id).is_open:
        raise Refusal("department_withdrawn")
    _set_open(team, "team", True, by)


@operation
def restore_department(*, department: Department, by: Actor) -> None:
    """Propose a department again; its teams are brought back one by one."""
    _set_open(department, "department", True, by)


def _set_open(row: Any, kind: str, is_open: bool, by: Actor) -> None:
    set_proposed(row, is_open, column="is_open", kind=kind, by=by)
