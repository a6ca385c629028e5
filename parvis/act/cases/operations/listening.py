"""What residents do shows at the desk."""

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Refused
from parvis.capture.reports import queries as reports
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def count_follower(*, report: int, by: Actor) -> None:
    """One more person follows this report's case."""
    row = Case.objects.select_for_update(no_key=True).get(report_id=report)
    row.follower_count += 1
    row.save(update_fields=["follower_count"])
    record(
        "case.followed",
        "case",
        row.pk,
        by=by,
        data={"report": report, "count": row.follower_count, "lock": row.department_lock},
    )


@operation
def note_statement(*, report: int, score: int | None, by: Actor, is_to_read: bool = True) -> None:
    """The resident spoke: the desk shows it when there is something to read, and keeps the score
    of a satisfaction answer."""
    row = Case.objects.select_for_update(no_key=True).get(report_id=report)
    row.has_news = row.has_news or is_to_read
    if score is not None:
        row.satisfaction = score
    row.save(update_fields=["has_news", "satisfaction"])
    record("case.news", "case", row.pk, by=by, data={"report": report, "lock": row.department_lock})


@operation
def read_news(*, case: int, said: int, by: Actor) -> None:
    """An agent has read what the resident wrote up to the statement `said`, and nothing else is to
    be done. What came since still waits."""
    row = Case.objects.select_for_update(no_key=True).filter(pk=case).first()
    if row is None:
        raise Refused("gone")
    if not row.has_news or reports.last_said(row.report_id) > said:
        return
    row.has_news = False
    row.save(update_fields=["has_news"])
    record("case.news_read", "case", row.pk, by=by, data={"lock": row.department_lock})
