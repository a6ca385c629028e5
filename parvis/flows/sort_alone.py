"""A request that somebody sent as "something else" is sorted by what was read in it, where the
authority lets the house do so, and it was read surely enough."""

from parvis.act.automation.queries import sorting
from parvis.act.automation.rules import UNTOUCHED
from parvis.act.cases import operations as cases
from parvis.act.cases.operations.sharing import lock_of
from parvis.act.cases.queries import case_of_report, was_sorted
from parvis.flows.sort_case import kind_of
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer


@operation
def sort_alone(*, report: int, read_as: int | None, sureness: float | None, by: Actor) -> bool:
    """Sort a report's case, if the rule says so and nobody has it in hand; whether it was. Never
    into a closed department or out of it: that is for a person to say."""
    case = case_of_report(report)
    if case is None or case.state not in UNTOUCHED or case.assignee_id is not None:
        return False
    if was_sorted(case.pk):
        return False
    kind = case.service_type_id
    if not sorting().decides(kind=kind, read_as=read_as, sureness=sureness):
        return False
    if read_as not in offer.catalogue().services:
        return False
    version = offer.catalogue().version(read_as)
    if lock_of(version.department_id) != case.department_lock:
        return False
    cases.sort(case=case.pk, kind=kind_of(case, version), by=by)
    return True
