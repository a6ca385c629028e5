"""An agent says what kind of request it is, or that it was read well: the case goes where that kind
goes, and the next ones are read better."""

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.operations.sharing import lock_of
from parvis.act.cases.rules import Refused
from parvis.act.deadlines.queries import promised_end
from parvis.capture.corrections import operations as corrections
from parvis.capture.corrections.operations import Inferred
from parvis.flows import work_on_case as work
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceVersion
from parvis.people.models import Agent
from parvis.understand.readings import queries as readings


@operation
def sort_case(
    *, case: int, service_type: int, agent: Agent, revision: int | None = None
) -> str | None:
    """Say that a case is of another kind. Into a closed department, or out of it, it is handed over
    too, which has no undo. Returns the batch that undoes it, empty where nothing does, and None
    where the agent no longer sees the case; raises `Refused` before anything is written."""
    row = cases.locked(case, revision)
    version = _wanted(row, service_type)
    before, lock, batch = row.service_type_id, lock_of(version.department_id), work.new_batch()
    stays = True
    if lock != row.department_lock:
        if version.team_id is None:
            raise Refused("hand_over")
        stays, batch = work.hand_over(case=case, team=version.team_id, agent=agent), ""
    with entering(lock):
        step = cases.sort(case=case, kind=kind_of(row, version), by=work.actor(agent), batch=batch)
        _note(step.case, service_type, before, agent)
    return batch if stays else None


def _wanted(row: Case, service_type: int) -> ServiceVersion:
    if service_type not in offer.catalogue().services:
        raise Refused("no_such_kind")
    if row.service_type_id == service_type:
        raise Refused("same_kind")
    if row.closed_at is not None:
        raise Refused("has_closed")
    return offer.catalogue().version(service_type)


@operation
def confirm_kind(*, case: Case, agent: Agent) -> None:
    """The kind is right: said once by an agent, it counts like a correction."""
    _note(case, case.service_type_id, case.service_type_id, agent)


def kind_of(row: Case, version: ServiceVersion) -> cases.Kind:
    """What a case becomes under a version of another service type."""
    return cases.Kind(
        version=version,
        title=worded(offer.titles(version), "fr")[:200],
        due_at=promised_end(row.received_at, version.promised_days),
    )


def _note(case: Case, service_type: int, before: int, agent: Agent) -> None:
    read = readings.of_report(case.report_id)
    corrections.correct(
        report=case.report,
        service_type=service_type,
        before=before,
        inferred=Inferred(read.service_type_id, read.sureness) if read else Inferred(),
        by=work.actor(agent),
    )
