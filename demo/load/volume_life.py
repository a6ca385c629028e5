"""The past of one made-up case, step by step, by the rooms' own rules: what
`act.cases.operations.history` does, without a model instance for each row."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from demo.history.model import Step
from demo.load.history import ROLES
from demo.load.offer import Furnished
from parvis.act.cases.operations.states import apply_change, change_data
from parvis.act.cases.operations.steps import before
from parvis.act.cases.rules import Change, Refused, check
from parvis.authorities import queries as authorities
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows import queries as workflows


@dataclass(slots=True)
class Kind:
    """What every case of one service type begins with."""

    service_type: int
    version: int
    title: str
    icon: str
    department: int
    team: int | None
    lock: int | None
    workflow: int | None
    is_danger: bool
    promised_days: int


@dataclass
class Setting:
    """The authority that rows are made for, inside its scope. `mains` are the cases that
    others may repeat, by the report's number; `refused` is what the workflow would not take, by
    its code."""

    authority: int
    made: Furnished
    agents: dict[str, int]
    districts: dict[str, int]
    prefix: str
    recorded_at: datetime
    mains: dict[int, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    kinds: dict[tuple[str, str], Kind] = field(default_factory=dict)

    def kind(self, service: str, subtype: str) -> Kind:
        """The service type of a made-up report."""
        found = self.kinds.get((service, subtype))
        if found is None:
            found = self.kinds[service, subtype] = _kind(self.made, service, subtype)
        return found

    def refuse(self, problem: str) -> None:
        """Count what was left out."""
        self.refused[problem] = self.refused.get(problem, 0) + 1


def _kind(made: Furnished, service: str, subtype: str) -> Kind:
    row = made.services[service, subtype]
    if row.current_id is None:
        raise LookupError(f"{service} has no version")
    version = offer.version(row.current_id)
    department = version.department_id
    return Kind(
        service_type=row.pk,
        version=version.pk,
        title=worded(offer.full_names(row.pk), "fr")[:200],
        icon=version.icon,
        department=department,
        team=version.team_id,
        lock=department if department in authorities.compartmented() else None,
        workflow=workflows.newest(version.workflow),
        is_danger=version.is_danger_likely,
        promised_days=version.promised_days,
    )


@dataclass(slots=True)
class Life:
    """What changes in a case as it lives, under the names that the rooms' rules know."""

    department_id: int
    team_id: int | None
    changed_at: datetime
    state: str = "received"
    revision: int = 1
    assignee_id: int | None = None
    waiting_for_id: int | None = None
    waiting_since: datetime | None = None
    planned_on: date | None = None
    decline_reason_id: int | None = None
    duplicate_of_id: int | None = None
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_count: int = 0


class Living:
    """One case on its way: `life` as it stands, `steps` as rows of `volume_rows.STEPS`."""

    def __init__(
        self, setting: Setting, kind: Kind, case: int, report: int, received_at: datetime
    ) -> None:
        self.setting, self.kind = setting, kind
        self.case, self.report = case, report
        # The rules are written for a case's row; this one has the same names.
        self.life: Any = Life(kind.department, kind.team, received_at)
        self.steps: list[tuple[Any, ...]] = []

    def live(self, step: Step, *, main: int | None) -> None:
        """Let one step happen; `main` is the case that a duplicate repeats."""
        agent = self.setting.agents.get(step.agent)
        if step.state == "assigned" and step.team:
            self._share(step, agent)
        if step.state != "received":
            self._change(step, agent, main)
        if step.note:
            self._add("note", step, agent, {}, words=step.note)

    def _share(self, step: Step, agent: int | None) -> None:
        life, team = self.life, self.setting.made.teams[step.team]
        department = team.department_id
        lock = department if department in authorities.compartmented() else None
        if lock != self.kind.lock:
            self.setting.refuse("hand_over")
            return
        earlier = {
            "team_id": life.team_id,
            "assignee_id": life.assignee_id,
            "department_id": life.department_id,
        }
        life.team_id, life.department_id, life.assignee_id = team.pk, department, agent
        data = {"team": team.pk, "agent": agent, "before": earlier, "revision": life.revision + 1}
        self._add("assignment", step, agent, data)

    def _change(self, step: Step, agent: int | None, main: int | None) -> None:
        life, change = self.life, self._wished(step, main)
        try:
            arrow = check(
                workflows.transitions(self.kind.workflow),
                source=life.state,
                change=change,
                roles=ROLES[step.actor],
                today=authorities.calendar_day(step.at),
            )
        except Refused as problem:
            self.setting.refuse(problem.problem)
            return
        data = {**change_data(change), "before": before(life), "revision": life.revision + 1}
        source = life.state
        apply_change(life, change, step.at)
        self._add(
            "state", step, agent, data,
            words=change.words.strip(), source=source, target=change.target, tells=arrow.tells,
        )  # fmt: skip

    def _wished(self, step: Step, main: int | None) -> Change:
        made = self.setting.made
        reason = made.reasons.get(step.reason) if step.state == "declined" else None
        party = made.third_parties.get(step.third_party)
        return Change(
            target=step.state,
            words=step.words,
            reason=reason.pk if reason else None,
            planned_on=step.planned_for,
            third_party=party.pk if party else None,
            duplicate_of=main if step.state == "duplicate" else None,
        )

    def _add(
        self,
        what: str,
        step: Step,
        agent: int | None,
        data: dict[str, Any],
        *,
        words: str = "",
        source: str = "",
        target: str = "",
        tells: bool = False,
    ) -> None:
        setting, life = self.setting, self.life
        self.steps.append((
            setting.authority, self.case, self.report, what, agent, source, target, words, "",
            json.dumps(data), tells, self.kind.lock, step.at, setting.recorded_at,
        ))  # fmt: skip
        life.revision += 1
        life.changed_at = max(life.changed_at, step.at)
