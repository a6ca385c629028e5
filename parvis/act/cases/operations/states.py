"""A case goes from one state to another."""

from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations import joining
from parvis.act.cases.operations.steps import add_step, before, locked, save, tell
from parvis.act.cases.rules import BY_MAIL, MAIN_WITHDRAWN, Change, Refused, check, is_closed
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.workflows import queries as workflows

_BY_ITSELF = frozenset({"system"})


@operation
def change_state(
    *,
    case: int,
    change: Change,
    by: Actor,
    roles: frozenset[str],
    revision: int | None = None,
    at: datetime | None = None,
    batch: str = "",
) -> Step:
    """Lead a case to another state. Raises `Refused`, with its code, when it can't be."""
    if change.duplicate_of is not None:
        joining.wait_for_others()
    row = locked(case, revision)
    moment = at or now()
    arrow = check(
        workflows.transitions(row.workflow_id),
        source=row.state,
        change=change,
        roles=roles,
        today=authorities.calendar_day(moment),
    )
    _check_named(row, change)
    main = joining.main_case(row, change)
    joining.bring_along(row, main, is_public=arrow.tells, by=by, at=moment, batch=batch)
    step = add_step(
        row,
        "state",
        by=by,
        at=moment,
        from_state=row.state,
        to_state=change.target,
        words=change.words.strip(),
        is_public=arrow.tells,
        data={**change_data(change), "before": before(row)},
        batch=batch,
    )
    apply_change(row, change, moment)
    save(row, moment, by=by)
    tell(
        row,
        change.target,
        by=by,
        at=moment,
        step=step.pk,
        **{"from": step.from_state, "tells": arrow.tells},
        **({"main": main.pk} if main else {}),
    )
    _tell_others(row, main, by=by, at=moment, batch=batch)
    return step


def _tell_others(row: Case, main: Case | None, *, by: Actor, at: datetime, batch: str) -> None:
    """What a change of state means for the cases that are dealt with together with this one."""
    if main is not None:
        joining.note_grouping(main, row, by=by, at=at, batch=batch)
    if row.state == "withdrawn":
        _take_apart(row, by=by, at=at, batch=batch)


def _take_apart(row: Case, *, by: Actor, at: datetime, batch: str) -> None:
    """What had joined a case that is withdrawn is open again: others have said it too. With the
    agent's batch, so that one undo takes back both."""
    change = Change("reopened", because=MAIN_WITHDRAWN)
    actor = by if by.kind == "agent" else SYSTEM
    with entering(row.department_lock):
        joined = Case.objects.filter(duplicate_of=row.pk).order_by("id")
        for number in joined.values_list("pk", flat=True):
            change_state(case=number, change=change, by=actor, roles=_BY_ITSELF, at=at, batch=batch)


def _check_named(row: Case, change: Change) -> None:
    """What a change names can still be named: its reason, whom a request is passed on to."""
    _check_reason(row, change)
    _check_recipient(row, change)


def _check_reason(row: Case, change: Change) -> None:
    """A reason that was withdrawn can't be given any more; a case that carries it keeps it."""
    if change.reason is None or change.reason == row.decline_reason_id:
        return
    reason = catalogue.decline_reasons().get(change.reason)
    if reason is None or not reason.is_offered:
        raise Refused("needs_reason")


def _check_recipient(row: Case, change: Change) -> None:
    """Passed on to an authority alone; by mail where it has an address, and never what a closed
    department keeps: a mailbox is read by whoever has its key."""
    if change.target != "transmitted":
        return
    recipient = authorities.other_authorities().get(change.third_party or 0)
    if recipient is None:
        raise Refused("needs_authority")
    if change.way == BY_MAIL and row.department_lock is not None:
        raise Refused("closed_by_mail")
    if change.way == BY_MAIL and not recipient.email:
        raise Refused("no_mail_there")


def change_data(change: Change) -> dict[str, Any]:
    """What a change was given, as its step keeps it."""
    given = {
        "reason": change.reason,
        "planned_on": change.planned_on.isoformat() if change.planned_on else None,
        "third_party": change.third_party,
        "duplicate_of": change.duplicate_of,
        "way": change.way or None,
        "because": change.because or None,
    }
    return {name: value for name, value in given.items() if value is not None}


def apply_change(row: Case, change: Change, moment: datetime) -> None:
    """Bring the case's row to the new state; the caller saves it."""
    waits = change.target.startswith("waiting_")
    if change.target == "reopened":
        row.reopened_count += 1
    if row.acknowledged_at is None:
        row.acknowledged_at = moment
    row.state = change.target
    row.closed_at = moment if is_closed(change.target) else None
    row.waiting_since = moment if waits else None
    row.waiting_for_id = change.third_party if waits or change.target == "transmitted" else None
    row.planned_on = change.planned_on
    row.decline_reason_id = change.reason
    row.duplicate_of_id = change.duplicate_of
