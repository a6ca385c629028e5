"""Reports from elsewhere, or from a made-up past, many at once: the same rooms and the same
entries as a single one (`submit_report`), in few statements. Nobody is told of them."""

from collections.abc import Sequence
from dataclasses import replace

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.operations.batches import open_cases
from parvis.act.deadlines.queries import promised_end
from parvis.authorities import queries as authorities
from parvis.authorities.models import Team
from parvis.capture.reports.batches import submit_all
from parvis.capture.reports.rules import NewReport
from parvis.flows.submit_report import located, locked, opening
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering_all
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer

IMPORT = Actor("import")


@operation
def take_in_batch(
    *,
    new: Sequence[NewReport],
    by: Actor = IMPORT,
    teams: Sequence[Team] | None = None,
    promised_days: int | None = None,
) -> list[Case]:
    """Write reports and open their cases, in order, with `teams` in charge where they are known.

    `promised_days` stands for what was promised at the time, where that is not what each version
    promises.
    Keep batches short (some hundred): a long transaction holds the journal's readers back.
    """
    prepared = [located(locked(each, offer.version(each.version))) for each in new]
    with entering_all(authorities.compartmented()):
        reports = submit_all(new=prepared, by=by)
        openings: list[cases.Opening] = [
            opening(report, offer.version(report.version_id), photos=0) for report in reports
        ]
        if teams is not None:
            openings = [
                replace(each, team=team) for each, team in zip(openings, teams, strict=True)
            ]
        if promised_days is not None:
            openings = [
                replace(each, due_at=promised_end(report.occurred_at, promised_days))
                for each, report in zip(openings, reports, strict=True)
            ]
        return open_cases(openings=openings, by=by)
