"""Me too: somebody else has seen the same, is counted, and gets news if they want."""

from dataclasses import dataclass

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.rules import Contact
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor


@dataclass(frozen=True, slots=True)
class Following:
    """A new follower, the token of their secret link, and how many follow now."""

    follower: Follower
    token: str
    count: int


@operation
def follow_report(
    *, case: int, contact: Contact, by: Actor, agreed: bool | None = None
) -> Following:
    """Follow the report of a case; `agreed` as `reports.follow` has it. Raises Case.DoesNotExist
    for one that isn't there or closed to who asks."""
    found = Case.objects.values_list("report_id", flat=True).get(pk=case)
    report = Report.objects.get(pk=found)
    follower, token = reports.follow(report=report, contact=contact, by=by, agreed=agreed)
    cases.count_follower(report=report.pk, by=by)
    count = Case.objects.values_list("follower_count", flat=True).get(pk=case)
    return Following(follower, token, count)
