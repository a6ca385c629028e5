"""Reads of readings."""

from collections.abc import Collection, Iterable

from django.db import connection

from parvis.understand.readings.models import Learnt, Lesson, Reading
from parvis.understand.readings.rules import REPORT


def of_report(report: int) -> Reading | None:
    """What was read in a report's own words; None where nothing was, or not yet."""
    rows = Reading.objects.filter(kind=REPORT, subject=report, report=report)
    return rows.defer("vector").first()


def after_report(report: int) -> list[Reading]:
    """What was read in everything that was said of a report, its own words first."""
    rows = Reading.objects.filter(report=report).defer("vector")
    return sorted(rows, key=lambda row: (row.kind != REPORT, row.subject))


def learnt(part: str) -> Learnt | None:
    """What a part has learnt so far; its bytes come when they are asked for."""
    return Learnt.objects.filter(part=part).defer("state").first()


def lessons(part: str, reports: Collection[int]) -> dict[int, Lesson]:
    """What a part has learnt from some reports, by report."""
    rows = Lesson.objects.filter(part=part, report__in=reports)
    return {row.report_id: row for row in rows}


def lessons_below(part: str, weight: float) -> int:
    """How many reports a part has learnt less heavily than that from."""
    return Lesson.objects.filter(part=part, weight__lt=weight).count()


def vectors(readings: Iterable[int]) -> list[tuple[int, bytes]]:
    """The vectors of some readings in binary: after four bytes, half floats with their first byte
    first (`numpy.dtype(">f2")`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, halfvec_send(vector) FROM readings_reading WHERE id = ANY(%s)",
            [list(readings)],
        )
        return [(number, bytes(sent)) for number, sent in cursor.fetchall()]
