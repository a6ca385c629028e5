"""Taking back what was just done: the case is again as it was, and the journal says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations.joining import wait_for_others
from parvis.act.cases.operations.publishing import put_back, take_out
from parvis.act.cases.operations.sorting import name_anew, write_kind
from parvis.act.cases.operations.steps import KEPT, UNREAD, locked, save, tell
from parvis.act.cases.rules import OVERTAKEN_BY, UNDOABLE, Refused, has_left, published
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor

_MOMENTS = ("waiting_since", "acknowledged_at", "closed_at")


@dataclass(frozen=True, slots=True)
class Kept:
    """A step that stays, the reference of its case, and why: `already_left`, or `overtaken` by
    the step `since`."""

    step: Step
    reference: str
    problem: str
    since: Step | None = None


@dataclass(slots=True)
class Undoing:
    """What came of an undo: steps taken back, and those kept."""

    undone: list[Step] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


@operation
def undo(*, steps: Iterable[int], by: Actor) -> Undoing:
    """Take back an agent's own steps, newest first. What people were told meanwhile stays told:
    an answer that left is kept. Raises `Refused` (`not_yours`, `nothing_to_undo`)."""
    rows = list(Step.objects.filter(pk__in=list(steps)).order_by("-id"))
    rows = [row for row in rows if row.kind in UNDOABLE and row.undone_at is None]
    if not rows:
        raise Refused("nothing_to_undo")
    if by.kind != "agent" or any(row.agent_id != by.id for row in rows):
        raise Refused("not_yours")
    if any("duplicate_of_id" in row.data.get("before", {}) for row in rows):
        wait_for_others()
    outcome, moment = Undoing(), now()
    for row in rows:
        case = locked(row.case_id)
        left = has_left(row, moment, hold())
        since = _overtaking(row) or _in_the_way(row)
        if row.kind == "answer" and left:
            outcome.kept.append(Kept(row, case.reference, "already_left"))
        elif since is not None:
            outcome.kept.append(Kept(row, case.reference, "overtaken", since))
        else:
            _take_back(case, row, by=by, at=moment, left=left)
            outcome.undone.append(row)
    return outcome


def _overtaking(step: Step) -> Step | None:
    """The last step that changed since what this one changed."""
    later = Step.objects.filter(
        case_id=step.case_id,
        kind__in=OVERTAKEN_BY[step.kind],
        pk__gt=step.pk,
        undone_at__isnull=True,
    )
    if step.kind == "publication":
        same = [row for row in later if published(row) == published(step)]
        return max(same, key=lambda row: row.pk, default=None)
    return later.order_by("-id").first()


def _in_the_way(step: Step) -> Step | None:
    """What was joined since, if putting this case back where it had joined another would leave
    people two joinings away from the news: that one has joined a third, or others this one."""
    main = step.data.get("before", {}).get("duplicate_of_id")
    if main is None:
        return None
    joined = list(Case.objects.filter(duplicate_of=step.case_id).values_list("pk", flat=True))
    since = Step.objects.filter(
        Q(case_id=main, kind="state", to_state="duplicate", case__duplicate_of__isnull=False)
        | Q(case_id=step.case_id, kind="grouping", data__case__in=joined),
        undone_at__isnull=True,
    )
    return since.order_by("-id").first()


def _take_back(case: Case, step: Step, *, by: Actor, at: datetime, left: bool) -> None:
    before = step.data.get("before", {})
    if step.kind == "state":
        for name in KEPT:
            setattr(case, name, _read(name, before.get(name)))
    else:
        if step.kind == "sorting":
            name_anew(case, before["title"])
        for name, value in before.items():
            setattr(case, name, datetime.fromisoformat(value) if name == "due_at" else value)
    if step.kind == "publication" and published(step) is not None:
        put_back(case, step)
    if step.kind == "photo":
        take_out(case, step.data["photo"])
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    save(case, at, by=by, read=False)
    if step.kind == "sorting":
        write_kind(case)
    tell(
        case,
        "undone",
        by=by,
        at=at,
        step=step.pk,
        kind=step.kind,
        left=left,
        **{"from": step.to_state, "to": case.state},
    )
    if step.to_state == "duplicate":
        _separate(step, by=by, at=at)


def _separate(step: Step, *, by: Actor, at: datetime) -> None:
    """The main case no longer says that this one joined it."""
    noted = Step.objects.filter(
        case_id=step.data.get("duplicate_of"),
        kind="grouping",
        data__case=step.case_id,
        undone_at__isnull=True,
    )
    grouping = (
        noted.select_related("case")
        .defer(*(f"case__{name}" for name in UNREAD))
        .order_by("-id")
        .first()
    )
    if grouping is None:
        return
    grouping.undone_at = at
    grouping.save(update_fields=["undone_at"])
    tell(grouping.case, "undone", by=by, at=at, step=grouping.pk, kind="grouping", left=False)


def _read(name: str, stored: Any) -> Any:
    if name == "reopened_count":
        return stored or 0
    if stored is None:
        return None
    if name in _MOMENTS:
        return datetime.fromisoformat(stored)
    return date.fromisoformat(stored) if name == "planned_on" else stored
