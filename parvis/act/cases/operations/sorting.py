"""What kind of request a case is: said anew by an agent, or by the house where the town lets it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations.sharing import lock_of
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.act.cases.rules import Refused
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.update import update_rows
from parvis.foundation.text import fold
from parvis.journal.rules import Actor
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.workflows import queries as workflows

# What another kind brings with it, besides what may change anyway.
SORTED = ("service_type", "title", "icon", "due_at", "is_danger", "workflow", "search_words")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a case becomes: the version that new requests of that kind take, the title by which
    lists know it, and by when that kind is promised."""

    version: ServiceVersion
    title: str
    due_at: datetime


@operation
def sort(
    *,
    case: int,
    kind: Kind,
    by: Actor,
    revision: int | None = None,
    at: datetime | None = None,
    batch: str = "",
) -> Step:
    """Say that a case is of another kind: it goes to that kind's team. What people were promised
    stays; the end is brought forward where the new kind's own is nearer and still to come.

    Raises `Refused`: `same_kind`, `has_closed`, and `hand_over` where the new kind's department is
    closed and the case is not there, or the other way round (`flows.sort_case` hands it over).
    """
    row = locked(case, revision)
    version, moment = kind.version, at or now()
    if row.service_type_id == version.service_type_id:
        raise Refused("same_kind")
    if row.closed_at is not None:
        raise Refused("has_closed")
    if lock_of(version.department_id) != row.department_lock:
        raise Refused("hand_over")
    before = _before(row)
    _become(row, kind, moment)
    step = add_step(
        row,
        "sorting",
        by=by,
        at=moment,
        data={"to": version.service_type_id, "before": before},
        batch=batch,
    )
    save(row, moment, by=by, read=False)
    write_kind(row)
    tell(
        row,
        "sorted",
        by=by,
        at=moment,
        step=step.pk,
        to=version.service_type_id,
        **{"from": before["service_type_id"]},
    )
    return step


def _before(row: Case) -> dict[str, Any]:
    """What an undo puts back."""
    return {
        "service_type_id": row.service_type_id,
        "title": row.title,
        "icon": row.icon,
        "due_at": row.due_at.isoformat(),
        "is_danger": row.is_danger,
        "workflow_id": row.workflow_id,
        "department_id": row.department_id,
        "team_id": row.team_id,
        "assignee_id": row.assignee_id,
    }


def _become(row: Case, kind: Kind, moment: datetime) -> None:
    version = kind.version
    name_anew(row, kind.title)
    row.service_type_id, row.icon = version.service_type_id, version.icon
    if moment < kind.due_at < row.due_at:
        row.due_at = kind.due_at
    row.is_danger = row.is_danger or version.is_danger_likely
    row.workflow_id = _workflow(row, version)
    if (version.department_id, version.team_id) != (row.department_id, row.team_id):
        row.assignee_id = None
    row.department_id, row.team_id = version.department_id, version.team_id


def _workflow(row: Case, version: ServiceVersion) -> int | None:
    """The new kind's workflow, where it knows the state that the case is in; else its own."""
    newest = workflows.newest(version.workflow)
    knows = any(arrow.source == row.state for arrow in workflows.transitions(newest))
    return newest if knows else row.workflow_id


def name_anew(row: Case, title: str) -> None:
    """Give a case another title, by which the search finds it too."""
    rest = row.search_words.removeprefix(fold(row.title))
    row.search_words, row.title = fold(title) + rest, title


def write_kind(row: Case) -> None:
    """Write what a change of kind changed."""
    update_rows([row], SORTED)
