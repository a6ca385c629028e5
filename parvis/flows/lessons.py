"""What agents' work says of which kind a report is: outright, by correcting or confirming it, or
weakly, by treating it to its end as it was sorted.

Of closed departments nothing is learnt. Nor is anything from a request that the house sorted, or
that somebody sent as "something else": the first would teach the house its own mistakes, the
second is no subject.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet

from parvis.act.automation.queries import sorting
from parvis.act.cases.models import Case, Step
from parvis.authorities import queries as authorities
from parvis.capture.corrections.models import Correction
from parvis.offer.catalogue import queries as offer
from parvis.understand.readings import queries as read
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import REPORT
from parvis.understand.topic.learner import SAID, TREATED, Example
from parvis.understand.topic.terms import MOST_CHARACTERS

# The newest that are learnt again when all is made anew: some ten seconds, 1.5 ms each.
MOST_SAID, MOST_TREATED = 5_000, 2_000
DONE = "resolved"
_SENT = np.dtype(">f2")


@dataclass(frozen=True, slots=True)
class Told:
    """That a report is of a service type, how heavily it counts, and since when."""

    report: int
    service_type: int
    weight: float
    at: datetime


def told_of(reports: Collection[int]) -> list[Told]:
    """What is told of these reports."""
    return _told(_said().filter(report__in=reports), _treated().filter(report__in=reports))


def newest() -> list[Told]:
    """The newest that was told of any."""
    treated = _treated().order_by("-closed_at")
    return _told(_said().order_by("-pk")[:MOST_SAID], treated[:MOST_TREATED])


def examples(told: Sequence[Told], encoder: str) -> list[tuple[Told, Example]]:
    """Those whose words were read, to learn from, in the order in which they were told. Of another
    encoder than this one the words are learnt alone."""
    rows = Reading.objects.filter(kind=REPORT, report__in=[one.report for one in told])
    readings = {
        row.report_id: row
        for row in rows.exclude(report__words="").select_related("report").defer("found", "vector")
    }
    same = [row.pk for row in readings.values() if row.versions.get("encoder") == encoder]
    sent = {key: np.frombuffer(given[4:], _SENT) for key, given in read.vectors(same)}
    return [
        (one, _example(one, row, sent.get(row.pk)))
        for one in sorted(told, key=lambda one: (one.at, one.report))
        if (row := readings.get(one.report))
    ]


def _example(one: Told, row: Reading, vector: Any) -> Example:
    return Example(
        text=row.report.words[:MOST_CHARACTERS] if row.report else "",
        vector=None if vector is None else vector.astype(np.float32),
        service_type=one.service_type,
        at=authorities.calendar_day(one.at),
        weight=one.weight,
    )


def _told(corrections: Iterable[Correction], cases: Iterable[Case]) -> list[Told]:
    top = offer.catalogue().top
    said = {
        row.report_id: Told(row.report_id, top(row.service_type_id), SAID, row.corrected_at)
        # The newest of a report holds.
        for row in sorted(corrections, key=lambda row: row.pk)
    }
    treated = [
        Told(row.report_id, top(row.service_type_id), TREATED, row.closed_at or row.changed_at)
        for row in cases
        if row.report_id not in said
    ]
    return [*said.values(), *treated]


def _said() -> QuerySet[Correction]:
    return Correction.objects.filter(department_lock__isnull=True, undone_at__isnull=True)


def _treated() -> QuerySet[Case]:
    """Cases that an agent ended, and that were never sorted anew."""
    steps = Step.objects.filter(case=OuterRef("pk"))
    ended = steps.filter(kind="state", to_state=DONE, agent__isnull=False, undone_at__isnull=True)
    rows = Case.objects.filter(state=DONE, department_lock__isnull=True, closed_at__isnull=False)
    return (
        rows.exclude(service_type__in=sorting().kinds)
        .filter(Exists(ended))
        .exclude(Exists(steps.filter(kind="sorting")))
        .only("report_id", "service_type_id", "closed_at", "changed_at")
    )
