"""Many reports at once, from an import: the same rows and entries as one by one, in few statements."""

from collections.abc import Sequence

from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.operations import build_follower, build_report
from parvis.capture.reports.rules import NewReport
from parvis.foundation.codes import new_code
from parvis.foundation.db.operation import operation
from parvis.journal.operations import Fact, record_all
from parvis.journal.rules import Actor


@operation
def submit_all(*, new: Sequence[NewReport], by: Actor) -> list[Report]:
    """Write reports in their order. One of them with a known `send_key`, or all, raise
    IntegrityError: the caller leaves out what is there already."""
    reports = [build_report(each) for each in new]
    for report, code in zip(reports, _free_codes(len(reports)), strict=True):
        report.code = code
    Report.objects.bulk_create(reports)
    Follower.objects.bulk_create(
        build_follower(report, each.contact, each.account, each.occurred_at, is_author=True)[0]
        for report, each in zip(reports, new, strict=True)
        if each.contact.channel != "none" or each.contact.name
    )
    record_all([_submitted(report) for report in reports], by=by)
    return reports


def _free_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {new_code() for _ in range(count - len(codes))}
        taken = Report.objects.filter(code__in=drawn).values_list("code", flat=True)
        codes |= drawn - set(taken)
    return sorted(codes)


def _submitted(report: Report) -> Fact:
    return Fact(
        "report.submitted",
        "report",
        report.pk,
        {
            "service": report.service_type_id,
            "channel": report.channel,
            "lock": report.department_lock,
        },
        report.occurred_at,
    )
