"""The texts that there are to read: what came just now, and what nobody has read yet."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from parvis.authorities import queries as authorities
from parvis.capture.answers.models import Answer
from parvis.capture.reports.models import Report, Statement
from parvis.offer.forms import queries as forms
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import (
    ANSWER,
    MOST_CHARACTERS,
    REPORT,
    STATEMENT,
    Contribution,
)
from parvis.understand.surveys.reading import wordy


def of_reports(numbers: Iterable[int]) -> Iterator[Contribution]:
    """The words of these reports, where there are some."""
    return _told(Report.objects.filter(pk__in=list(numbers)))


def of_statements(numbers: Iterable[int]) -> Iterator[Contribution]:
    """What these later statements say, where they say something."""
    return _added(Statement.objects.filter(pk__in=list(numbers)))


def of_answers(numbers: Iterable[int]) -> Iterator[Contribution]:
    """Each answer in words of these answers to surveys."""
    return _answered(Answer.objects.filter(pk__in=list(numbers)))


def whole_report(number: int) -> list[Contribution]:
    """Everything that is said in a report and after it."""
    later = Statement.objects.filter(report=number).values_list("pk", flat=True)
    return [*of_reports([number]), *of_statements(later)]


def unread(kind: str, *, below: int | None, many: int) -> tuple[list[Contribution], int | None]:
    """Some texts of one kind that were never read, newest first, of the rows below an id; and
    below which id to go on, None at the end. Rows without words count as looked at."""
    table, texts = _KINDS[kind]
    rows = (
        table._default_manager.all()
        if below is None
        else table._default_manager.filter(pk__lt=below)
    )
    looked_at = list(rows.order_by("-pk").values_list("pk", flat=True)[:many])
    if not looked_at:
        return [], None
    there = Reading.objects.filter(kind=kind, subject=OuterRef("pk"))
    missing = rows.filter(pk__in=looked_at).exclude(Exists(there))
    return list(texts(missing)), looked_at[-1]


def _told(rows: QuerySet[Report]) -> Iterator[Contribution]:
    for row in rows.exclude(words=""):
        yield Contribution(
            kind=REPORT,
            subject=row.pk,
            text=row.words[:MOST_CHARACTERS],
            said_on=_day(row.occurred_at),
            report=row.pk,
            service_type=row.service_type_id,
            lock=row.department_lock,
        )


def _added(rows: QuerySet[Statement]) -> Iterator[Contribution]:
    for row in rows.exclude(words="").select_related("report"):
        yield Contribution(
            kind=STATEMENT,
            subject=row.pk,
            text=row.words[:MOST_CHARACTERS],
            said_on=_day(row.occurred_at),
            report=row.report_id,
            service_type=row.report.service_type_id,
            lock=row.department_lock,
        )


def _answered(rows: QuerySet[Answer]) -> Iterator[Contribution]:
    for row in rows.filter(redacted_at__isnull=True):
        for key in wordy(forms.form(row.version_id)):
            text = str(row.answers.get(key) or "")
            if not text:
                continue
            yield Contribution(
                kind=ANSWER,
                subject=row.pk,
                part=key,
                text=text[:MOST_CHARACTERS],
                said_on=row.day,
                answer=row.pk,
                service_type=row.service_type_id,
                lock=row.department_lock,
            )


def _day(moment: datetime) -> date:
    return authorities.calendar_day(moment)


# Of each kind: the table, and the texts of its rows.
_KINDS: dict[str, tuple[type[Model], Callable[[Any], Iterator[Contribution]]]] = {
    REPORT: (Report, _told),
    STATEMENT: (Statement, _added),
    ANSWER: (Answer, _answered),
}
