"""Takes out of a case what speaks of a person; its states and dates stay, for the figures."""

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.capture.reports.rules import COARSE
from parvis.foundation.db.operation import operation
from parvis.foundation.geo import snap
from parvis.foundation.text import fold
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def forget_words(*, case: Case, by: Actor) -> None:
    """Empty the words of a case and of its steps, and coarsen its place."""
    case.excerpt = case.address = ""
    case.search_words = fold(case.title)
    if case.lon is not None and case.lat is not None:
        case.lon, case.lat = snap(case.lon, case.lat, COARSE)
    case.words_public = False
    case.revision += 1
    case.save()
    Step.objects.filter(case=case).exclude(words="").update(words="")
    PhotoApproval.objects.filter(case=case).delete()
    record(
        "case.redacted",
        "case",
        case.pk,
        by=by,
        data={"report": case.report_id, "lock": case.department_lock},
    )
