"""Many cases at once, from an import."""

from collections.abc import Sequence

from parvis.act.cases.models import Case
from parvis.act.cases.operations.opening import Opening, build_case, draw_reference, opened
from parvis.foundation.db.insert import insert_rows
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record_all
from parvis.journal.rules import Actor


@operation
def open_cases(*, openings: Sequence[Opening], by: Actor) -> list[Case]:
    """The cases of reports written together, with the same rows and entries as one by one."""
    cases = [build_case(opening) for opening in openings]
    taken: set[str] = set()
    for case in cases:
        case.reference = draw_reference(case.received_at)
        while case.reference in taken:
            case.reference = draw_reference(case.received_at)
        taken.add(case.reference)
    _replace_known(cases)
    insert_rows(cases)
    record_all([opened(case) for case in cases], by=by)
    return cases


def _replace_known(cases: Sequence[Case]) -> None:
    """Draw again for the references that an earlier case has."""
    by_reference = {case.reference: case for case in cases}
    while known := set(
        Case.objects.filter(reference__in=by_reference).values_list("reference", flat=True)
    ):
        for reference in known:
            case = by_reference.pop(reference)
            while case.reference in known or case.reference in by_reference:
                case.reference = draw_reference(case.received_at)
            by_reference[case.reference] = case
