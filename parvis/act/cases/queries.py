"""Reads of cases."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import inf

from django.db.models import Sum

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.rules import patches_around
from parvis.authorities import queries as authorities
from parvis.foundation.calendars import working_days_between
from parvis.foundation.clock import now
from parvis.foundation.geo import haversine

NEAR_METRES = 150


def case_of_report(report: int) -> Case | None:
    """The case that a report became."""
    return Case.objects.filter(report_id=report).first()


def case(number: int) -> Case | None:
    """A case with its report; None when there is none, or when it is closed to who asks."""
    return Case.objects.select_related("report").defer("search_words").filter(pk=number).first()


def public_steps(report: int) -> list[Step]:
    """Steps that the resident is told, oldest first."""
    return list(
        Step.objects.filter(report_id=report, is_public=True, undone_at__isnull=True).order_by(
            "occurred_at", "id"
        )
    )


def answers(numbers: Iterable[int]) -> list[Step]:
    """Those of these steps that are answers, still public, oldest first."""
    rows = Step.objects.filter(
        pk__in=list(numbers), kind="answer", is_public=True, undone_at__isnull=True
    )
    return list(rows.order_by("occurred_at", "id"))


def steps(case: int) -> list[Step]:
    """Every step, undone ones too, oldest first."""
    return list(Step.objects.filter(case_id=case).order_by("occurred_at", "id"))


def steps_of_batch(batch: str) -> list[Step]:
    """The steps done in one go, as they stand."""
    return list(Step.objects.filter(batch=batch).order_by("id")) if batch else []


def approved_photos(case: int) -> dict[int, PhotoApproval]:
    """What the public sees, by photo."""
    return {row.photo_id: row for row in PhotoApproval.objects.filter(case_id=case)}


def duplicates(case: int) -> list[Case]:
    """Cases that say the same as this one."""
    rows = Case.objects.filter(duplicate_of_id=case).defer("search_words")
    return list(rows.order_by("received_at")[:50])


def reports_told(case: Case) -> list[int]:
    """Reports whose followers are told what happens to a case: its own, and its duplicates'."""
    joined = Case.objects.filter(duplicate_of_id=case.pk).values_list("report_id", flat=True)
    return [case.report_id, *joined]


def told_count(case: Case) -> int:
    """How many people follow a case, its duplicates' included."""
    joined = Case.objects.filter(duplicate_of_id=case.pk).aggregate(n=Sum("follower_count"))["n"]
    return case.follower_count + (joined or 0)


def nearby(case: Case, *, days: int = 365, most: int = 8) -> list[Case]:
    """Cases of the same place, newest first: open ones, and those of the last `days`."""
    if case.lon is None or case.lat is None:
        return []
    rows = (
        Case.objects.filter(
            patch__in=patches_around(case.lon, case.lat),
            received_at__gte=case.received_at - timedelta(days=days),
        )
        .exclude(pk=case.pk)
        .defer("search_words")
        .order_by("-received_at")[:100]
    )
    return [row for row in rows if _metres(case, row) <= NEAR_METRES][:most]


def _metres(case: Case, other: Case) -> float:
    if case.lon is None or case.lat is None or other.lon is None or other.lat is None:
        return inf
    return haversine(case.lon, case.lat, other.lon, other.lat)


def start_of(day: date) -> datetime:
    """The first instant of a day where the authority is."""
    return datetime.combine(day, time(), tzinfo=authorities.calendar().zone)


def working_days_late(due_at: datetime, moment: datetime | None = None) -> int:
    """Whole working days past a deadline; 0 on its very day."""
    late = moment or now()
    if late <= due_at:
        return 0
    return working_days_between(due_at, late, authorities.calendar())


def was_typed_by(report: int, agent: int) -> bool:
    """Whether this agent took the report down for somebody."""
    return Case.objects.filter(report_id=report, report__typed_by_id=agent).exists()
