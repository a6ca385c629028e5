"""What every write of a case does: hold its row, save it, add its step, tell the journal."""

from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Refused
from parvis.foundation.db.insert import insert_rows
from parvis.foundation.db.select import Columns
from parvis.foundation.db.update import update_rows
from parvis.journal.operations import record
from parvis.journal.rules import Actor

# What a write has no use for.
UNREAD = ("search_words", "act_by", "patch")
# What may change in a case. The rest is its report's; `search_words` is left out, so that the
# full text is not made again at each change.
CHANGING = (
    "state", "revision", "priority", "department", "team", "assignee", "department_lock",
    "follower_count", "photo_count", "waiting_for", "waiting_since", "planned_on",
    "decline_reason", "duplicate_of", "words_public", "acknowledged_at", "closed_at",
    "changed_at", "reopened_count", "satisfaction", "has_news",
)  # fmt: skip
# What an undo of a change of state puts back, as its step keeps it.
KEPT = (
    "state", "waiting_for_id", "waiting_since", "planned_on", "decline_reason_id",
    "duplicate_of_id", "acknowledged_at", "closed_at", "reopened_count",
)  # fmt: skip

_CASE = Columns(Case, without=UNREAD)


def locked(case: int, revision: int | None = None) -> Case:
    """The case, held until the transaction ends. Raises `Refused` when somebody changed it since
    `revision`, and (`gone`) when it is not there, or closed to who asks."""
    found = _CASE.all("WHERE id = %s FOR NO KEY UPDATE", [case])
    if not found:
        raise Refused("gone")
    row = found[0]
    if revision is not None and row.revision != revision:
        raise Refused("changed_meanwhile")
    return row


def _rises(by: Actor) -> int:
    """Whether a change by somebody makes older revisions stale. What the house does by itself
    (acknowledging a request) never refuses the words of whoever is writing meanwhile."""
    return 0 if by.kind == "system" else 1


def save(row: Case, moment: datetime, *, by: Actor, read: bool = True) -> None:
    """Write a change of the case; whoever holds an older revision will be told. `read`: the
    resident's news has been seen."""
    row.revision += _rises(by)
    row.changed_at = max(row.changed_at, moment)
    if read:
        row.has_news = False
    update_rows([row], CHANGING)


def before(row: Case) -> dict[str, Any]:
    """What an undo needs to put back, as the step keeps it."""
    kept = {name: getattr(row, name) for name in KEPT}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in kept.items()
        if value is not None
    }


def add_step(
    row: Case,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    data: dict[str, Any] | None = None,
    **fields: Any,
) -> Step:
    """The step of a change that is about to be saved."""
    step = Step(
        case=row,
        report_id=row.report_id,
        kind=kind,
        agent_id=by.id if by.kind == "agent" else None,
        department_lock=row.department_lock,
        occurred_at=at,
        data={**(data or {}), "revision": row.revision + _rises(by)},
        **fields,
    )
    insert_rows([step])
    return step


def tell(row: Case, action: str, *, by: Actor, at: datetime | None = None, **data: Any) -> None:
    """The journal's entry of a change: ids and codes only."""
    record(
        f"case.{action}",
        "case",
        row.pk,
        by=by,
        occurred_at=at,
        data={"report": row.report_id, "lock": row.department_lock, **data},
    )
