"""The past of many cases at once: the same rules, rows and entries as one change after another,
in few statements. For imports and made-up history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations.states import apply_change, change_data
from parvis.act.cases.operations.steps import CHANGING, before
from parvis.act.cases.rules import Change, Refused, check
from parvis.authorities import queries as authorities
from parvis.foundation.db.insert import insert_rows
from parvis.foundation.db.operation import operation
from parvis.foundation.db.update import update_rows
from parvis.journal.operations import Fact, record_all
from parvis.journal.rules import Actor
from parvis.offer.workflows import queries as workflows


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to a case: a change of state (`change`), a share-out (`team`), or
    a note (`words` alone). `roles` is who did it; `agent` their id."""

    at: datetime
    roles: frozenset[str] = frozenset()
    agent: int | None = None
    change: Change | None = None
    team: int | None = None
    words: str = ""


@operation
def live_through(*, histories: Sequence[tuple[Case, Sequence[Past]]], by: Actor) -> list[str]:
    """Let each case live through its past, in order; returns the codes of what its workflow
    refused, which is left out. The cases are as `open_cases` gave them."""
    steps: list[Step] = []
    actions: list[tuple[Case, str, dict[str, Any]]] = []
    refused: list[str] = []
    for case, past in histories:
        for event in past:
            try:
                step, action, data = _happen(case, event)
            except Refused as problem:
                refused.append(problem.problem)
                continue
            steps.append(step)
            actions.append((case, action, data))
            case.revision += 1
            case.changed_at = max(case.changed_at, event.at)
    insert_rows(steps)
    update_rows([case for case, past in histories if past], CHANGING)
    record_all(
        [
            Fact(
                f"case.{action}",
                "case",
                case.pk,
                {"report": case.report_id, "lock": case.department_lock, "step": step.pk, **data},
                step.occurred_at,
            )
            for step, (case, action, data) in zip(steps, actions, strict=True)
        ],
        by=by,
    )
    return refused


def _happen(case: Case, event: Past) -> tuple[Step, str, dict[str, Any]]:
    if event.change is not None:
        return _change(case, event, event.change)
    if event.team is not None:
        return _share(case, event, event.team)
    return _step(case, event, "note", words=event.words), "note", {"tells": False}


def _change(case: Case, event: Past, change: Change) -> tuple[Step, str, dict[str, Any]]:
    arrow = check(
        workflows.transitions(case.workflow_id),
        source=case.state,
        change=change,
        roles=event.roles,
        today=authorities.calendar_day(event.at),
    )
    step = _step(
        case,
        event,
        "state",
        from_state=case.state,
        to_state=change.target,
        words=change.words.strip(),
        is_public=arrow.tells,
        data={**change_data(change), "before": before(case), "revision": case.revision + 1},
    )
    apply_change(case, change, event.at)
    return step, change.target, {"from": step.from_state, "tells": arrow.tells}


def _share(case: Case, event: Past, team: int) -> tuple[Step, str, dict[str, Any]]:
    department = authorities.teams()[team].department_id
    if (department if department in authorities.compartmented() else None) != case.department_lock:
        raise Refused("hand_over")
    earlier = {"team_id": case.team_id, "assignee_id": case.assignee_id,
               "department_id": case.department_id}  # fmt: skip
    case.team_id, case.department_id, case.assignee_id = team, department, event.agent
    data = {"team": team, "agent": event.agent, "before": earlier, "revision": case.revision + 1}
    return (
        _step(case, event, "assignment", data=data),
        "assigned_to",
        {"team": team, "agent": event.agent},
    )


def _step(case: Case, event: Past, kind: str, **fields: Any) -> Step:
    return Step(
        case=case,
        report_id=case.report_id,
        kind=kind,
        agent_id=event.agent,
        department_lock=case.department_lock,
        occurred_at=event.at,
        **fields,
    )
