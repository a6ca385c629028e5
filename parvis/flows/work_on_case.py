"""An agent works: answers, changes a state, shares, groups, takes back.

What tells people is held for a while (`PARVIS_HOLD_SECONDS`): an undo within that time holds it
back for good; after it, the undo says what had left.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from parvis.act.attention.operations import forget_report as forget_decisions
from parvis.act.cases import operations as cases
from parvis.act.cases import queries as case_queries
from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations import Kept
from parvis.act.cases.operations.sharing import lock_of
from parvis.act.cases.rules import Change, Refused, leaves_at, unknown_variables
from parvis.authorities import queries as authorities
from parvis.capture.corrections import operations as corrections
from parvis.capture.reports import operations as reports
from parvis.capture.reports.redaction import take_out_photo
from parvis.flows.pass_on import announce
from parvis.foundation.clock import now
from parvis.foundation.db.locks import move_lock
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering
from parvis.inform.notifications import queries as news
from parvis.inform.transmissions.outbox import sent_steps
from parvis.journal.rules import Actor
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import find
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.understand.pictures import operations as pictures


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did. `batch` undoes it; `leaves_at` is when people are told, if they are."""

    batch: str
    steps: list[Step] = field(default_factory=list)

    @property
    def leaves_at(self) -> datetime | None:
        """When the first of it leaves the house; None when nobody outside is told."""
        told = [step for step in self.steps if step.is_public]
        return min((leaves_at(step, hold()) for step in told), default=None)


def actor(agent: Agent) -> Actor:
    """An agent as the journal names them."""
    return Actor("agent", agent.pk)


def new_batch() -> str:
    """A name for what is done in one go, to undo it by."""
    return secrets.token_hex(8)


@operation
def reply(
    *,
    case: int,
    words: str,
    agent: Agent,
    revision: int,
    change: Change | None = None,
    author_only: bool = False,
) -> Done:
    """Answer the people who follow a case and, with `change`, lead it to another state in the
    same message; or, `author_only`, answer whoever asked alone: a state is everybody's. Raises
    `Refused` before anything is written."""
    if unknown_variables(words):
        raise Refused("unknown_variable")
    if author_only and change is not None:
        raise Refused("author_alone")
    by, batch, moment = actor(agent), new_batch(), now()
    steps = []
    if change is None:
        answered = cases.answer(
            case=case,
            words=words,
            by=by,
            revision=revision,
            at=moment,
            batch=batch,
            author_only=author_only,
        )
        steps.append(answered)
    else:
        # The words travel with the change: people get one message, not two.
        changed = cases.change_state(
            case=case,
            change=replace(change, words=words),
            by=by,
            roles=frozenset(agent.roles),
            revision=revision,
            at=moment,
            batch=batch,
        )
        announce(changed)
        steps.append(changed)
    return Done(batch, steps)


@operation
def change_state(*, case: int, change: Change, agent: Agent, revision: int | None = None) -> Done:
    """Lead a case to another state."""
    if unknown_variables(change.words):
        raise Refused("unknown_variable")
    batch = new_batch()
    step = cases.change_state(
        case=case,
        change=change,
        by=actor(agent),
        roles=frozenset(agent.roles),
        revision=revision,
        batch=batch,
    )
    announce(step)
    return Done(batch, [step])


@operation
def assign(
    *,
    case: int,
    agent: Agent,
    team: int | None = None,
    to: int | None = None,
    revision: int | None = None,
    batch: str = "",
) -> Done:
    """Give a case to a team or a colleague; one that nobody had yet is then `assigned`."""
    row = case_queries.case(case)
    if row is None:
        raise Refused("gone")
    _check_colleague(row, to)
    batch = batch or new_batch()
    by, moment = actor(agent), now()
    steps = [
        cases.assign(
            case=case, by=by, team=team, agent=to, revision=revision, at=moment, batch=batch
        )
    ]
    if to is not None and _becomes_assigned(row, agent):
        steps.append(
            cases.change_state(
                case=case,
                change=Change("assigned"),
                by=by,
                roles=frozenset(agent.roles),
                at=moment,
                batch=batch,
            )
        )
    return Done(batch, steps)


def _becomes_assigned(row: Case, agent: Agent) -> bool:
    """Whether the state follows by itself when somebody is given the case: not where the town's
    workflow asks for more than that."""
    arrow = find(workflows.transitions(row.workflow_id), row.state, "assigned")
    if row.state not in {"received", "acknowledged", "reopened"} or arrow is None:
        return False
    return not arrow.needs and not arrow.roles.isdisjoint(agent.roles)


def _check_colleague(row: Case, to: int | None) -> None:
    if to is None:
        return
    colleague = Agent.objects.filter(pk=to, is_active=True).first()
    if colleague is None or not may(colleague.roles, "case.take"):
        raise Refused("not_allowed")
    if row.department_lock and row.department_lock not in colleague.compartments:
        raise Refused("outside_compartment")


@operation
def hand_over(
    *, case: int, team: int, agent: Agent, words: str = "", revision: int | None = None
) -> bool:
    """Give a case to another department's team, into or out of a closed one: every row about it
    follows. Returns whether the agent still sees it."""
    # Held before anything is looked at: what is refused must be so before the rows move.
    row = cases.locked(case, revision)
    if row.team_id == team:
        raise Refused("same_team")
    if row.duplicate_of_id or case_queries.has_duplicates(case):
        raise Refused("is_grouped")
    to = authorities.open_teams().get(team)
    if to is None:
        raise Refused("team_withdrawn")
    lock = lock_of(to.department_id)
    with entering(lock):
        if lock != row.department_lock:
            # What was decided on its signals stays behind.
            forget_decisions(report=row.report_id)
            move_lock(report=row.report_id, case=row.pk, to=lock)
        cases.hand_over(case=case, team=team, by=actor(agent), words=words)
    return lock is None or lock in agent.compartments


@dataclass(slots=True)
class Bulk:
    """What came of an act on several cases: those done, and those refused, by code."""

    batch: str
    done: list[int] = field(default_factory=list)
    refused: dict[str, list[int]] = field(default_factory=dict)


@operation
def bulk(*, chosen: Mapping[int, int], act: Callable[[int, int, str], Sequence[Step]]) -> Bulk:
    """Do one act on several cases in one batch. `chosen`: the revision at which each was read;
    `act` gets the case, that revision, and the batch's name. A case that refuses, was changed
    meanwhile or is gone is left as it was."""
    outcome = Bulk(new_batch())
    for case, revision in chosen.items():
        try:
            act(case, revision, outcome.batch)
        except Refused as refusal:
            outcome.refused.setdefault(refusal.problem, []).append(case)
        else:
            outcome.done.append(case)
    return outcome


@dataclass(slots=True)
class TakenBack:
    """What came of an undo: which cases are as they were, which steps stay and why, and how many
    of the steps people had already been told of."""

    cases: set[int] = field(default_factory=set)
    kept: list[Kept] = field(default_factory=list)
    already_told: int = 0


@operation
def undo(*, batch: str, agent: Agent, case: int | None = None) -> TakenBack:
    """Take back what an agent did in one go, or what it did to one `case` alone, and say what had
    left the house. Raises `Refused` (`not_yours`, `nothing_to_undo`)."""
    # What came along when the case joined another goes back with it.
    steps = [
        step
        for step in case_queries.steps_of_batch(batch)
        if case is None or case in {step.case_id, step.data.get("along_with")}
    ]
    told = _told(steps)
    by = actor(agent)
    outcome = cases.undo(steps=[step.pk for step in steps], by=by)
    for step in outcome.undone:
        if step.kind == "photo":
            take_out_photo(photo=step.data["photo"], by=by)
            pictures.forget_photo(photo=step.data["photo"])
        if step.kind == "sorting":
            corrections.take_back(report=step.report_id, by=by)
    return TakenBack(
        {step.case_id for step in outcome.undone},
        outcome.kept,
        sum(step.pk in told for step in steps),
    )


def _told(steps: Sequence[Step]) -> set[int]:
    """Which of these steps somebody outside has been told of."""
    found = sent_steps([step.pk for step in steps if step.to_state == "transmitted"])
    for case in {step.case_id for step in steps if step.is_public}:
        found |= set(news.told(case))
    return found


@operation
def note(*, case: int, words: str, agent: Agent) -> Done:
    """Write something for colleagues alone."""
    batch = new_batch()
    return Done(batch, [cases.note(case=case, words=words, by=actor(agent), batch=batch)])


@operation
def add_photo(
    *, case: Case, agent: Agent, storage_name: str, thumbnail_name: str, size: tuple[int, int]
) -> Done:
    """An agent adds a picture, already cleaned and stored, to a case."""
    by, batch = actor(agent), new_batch()
    photo = reports.add_photo(
        report=case.report,
        storage_name=storage_name,
        thumbnail_name=thumbnail_name,
        size=size,
        by=by,
    )
    step = cases.add_photo_step(case=case.pk, photo=photo.pk, by=by, batch=batch)
    return Done(batch, [step])
