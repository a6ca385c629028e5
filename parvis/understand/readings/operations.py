"""Writes of readings. No journal entry: they are inferred, and made again at any time."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from parvis.foundation.db.vectors import written
from parvis.understand.readings.models import Learnt, Lesson, Reading
from parvis.understand.readings.rules import REPORT, Contribution, Found, fingerprint

_ONCE = ("authority", "kind", "subject", "part")
_READ = [field.name for field in Reading._meta.concrete_fields if field.name not in {"id", *_ONCE}]


def keep(read: Sequence[tuple[Contribution, Found]], *, at: datetime) -> None:
    """Keep what was read in some contributions, in place of what had been before. The same text
    keeps its reading's id: studies name it."""
    rows = [_row(said, found, at) for said, found in read]
    other = Q(pk__in=())
    for row in rows:
        same = Q(kind=row.kind, subject=row.subject, part=row.part)
        other |= same & ~Q(fingerprint=row.fingerprint)
    Reading.objects.filter(other).delete()
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_ONCE, update_fields=_READ
    )


def keep_beside(part: str, found: Mapping[int, Sequence[Any]]) -> None:
    """Keep, with what was read in each report, what was found beside others: as `part` of `found`.
    In the order of their numbers, as everybody who holds several."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE readings_reading SET found = jsonb_set(found, %s, %s::jsonb)"
            " WHERE kind = %s AND report_id = %s",
            [
                ([part], json.dumps(lines), REPORT, report)
                for report, lines in sorted(found.items())
            ],
        )


def _row(said: Contribution, found: Found, at: datetime) -> Reading:
    return Reading(
        kind=said.kind,
        subject=said.subject,
        part=said.part,
        report_id=said.report,
        answer_id=said.answer,
        said_on=said.said_on,
        language=found.language,
        mood=found.mood,
        towards=found.towards,
        is_urgent=found.is_urgent,
        service_type_id=found.service_type,
        sureness=found.sureness,
        fingerprint=fingerprint(said.text),
        near_print=_signed(found.near_print),
        vector=written(found.vector),
        found=found.parts,
        versions=found.versions,
        department_lock=said.lock,
        read_at=at,
    )


def _signed(bits: int | None) -> int | None:
    """64 bits as the database's integers have them."""
    return None if bits is None else bits - (bits >> 63 << 64)


def forget_report(*, report: int) -> None:
    """What was read in a report and in what was said of it later, and what was learnt from it;
    what stays is read, and learnt, again."""
    Reading.objects.filter(report=report).delete()
    unlearn(reports=[report])


def forget_answers(*, answers: Iterable[int]) -> None:
    """What was read in some answers to surveys."""
    Reading.objects.filter(answer__in=list(answers)).delete()


def unlearn(*, reports: Collection[int]) -> None:
    """Let go of what was learnt from any of these reports: it is made anew from the words that are
    left."""
    lessons = Lesson.objects.filter(report__in=reports)
    for part in list(lessons.values_list("part", flat=True).distinct()):
        let_go(part=part)


def let_go(*, part: str) -> None:
    """Let go of all that a part has learnt: it is made anew."""
    Lesson.objects.filter(part=part).delete()
    Learnt.objects.filter(part=part).delete()


def keep_learnt(*, learnt: Learnt, lessons: Sequence[Lesson]) -> None:
    """Keep what a part has learnt from these lessons, in place of what it had."""
    let_go(part=learnt.part)
    learnt.examples = len(lessons)
    learnt.save(force_insert=True)
    Lesson.objects.bulk_create(lessons)


def add_to_learnt(*, learnt: Learnt, lessons: Sequence[Lesson]) -> bool:
    """Keep what a part knows with these lessons too. False where it was let go of meanwhile."""
    learnt.examples += len(lessons)
    changed = {name: getattr(learnt, name) for name in ("state", "examples", "learnt_at")}
    if not Learnt.objects.filter(pk=learnt.pk).update(**changed):
        return False
    Lesson.objects.bulk_create(lessons)
    return True
