"""Many reports at once, from an import: the same rows and entries as one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.capture.reports.models import Follower, Report, Statement
from parvis.capture.reports.operations import build_follower, build_report
from parvis.capture.reports.rules import Contact, NewReport
from parvis.foundation.codes import new_code
from parvis.foundation.db.insert import insert_rows
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
    insert_rows(reports)
    insert_rows(
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


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said after a report, in an import; see `operations.say`."""

    report: Report
    kind: str
    at: datetime
    words: str = ""
    score: int | None = None
    settled: bool | None = None


@operation
def say_all(*, said: Sequence[Said], by: Actor) -> list[Statement]:
    """Write many statements; nobody is marked as their speaker."""
    statements = insert_rows(
        Statement(
            report=each.report,
            kind=each.kind,
            words=each.words,
            score=each.score,
            settled=each.settled,
            department_lock=each.report.department_lock,
            occurred_at=each.at,
        )
        for each in said
    )
    record_all(
        [
            Fact(
                f"report.{statement.kind}",
                "report",
                statement.report_id,
                {
                    "statement": statement.pk,
                    "lock": statement.department_lock,
                    "score": statement.score,
                },
                statement.occurred_at,
            )
            for statement in statements
        ],
        by=by,
    )
    return statements


@operation
def follow_all(*, following: Sequence[tuple[Report, datetime]], by: Actor) -> list[Follower]:
    """Write that somebody else saw the same, many times, without any contact."""
    followers = insert_rows(
        build_follower(report, Contact(), None, at, is_author=False)[0] for report, at in following
    )
    record_all(
        [
            Fact(
                "report.followed",
                "report",
                follower.report_id,
                {"follower": follower.pk, "lock": follower.department_lock},
                follower.joined_at,
            )
            for follower in followers
        ],
        by=by,
    )
    return followers
