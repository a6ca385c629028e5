"""Reads of surveys."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.foundation.clock import now
from parvis.foundation.db.remember import remembered
from parvis.offer.surveys.models import Survey


@remembered(5)
def by_code(code: str) -> Survey | None:
    """The survey of an address, written or not."""
    return Survey.objects.filter(code=code).first()


def open_at(now: datetime) -> QuerySet[Survey]:
    """The surveys that take answers."""
    return Survey.objects.filter(
        Q(opens_at__isnull=True) | Q(opens_at__lte=now),
        Q(closes_at__isnull=True) | Q(closes_at__gt=now),
        version__isnull=False,
        closed_at__isnull=True,
    )


@remembered(10)
def any_after_cases(lock: int | None) -> bool:
    """Whether any survey that was opened is asked after cases; `lock` is the closed department in
    whose name one looks."""
    return Survey.objects.filter(asked_after="case", version__isnull=False).exists()


def begun() -> QuerySet[Survey]:
    """The surveys that take answers, or took some until lately: what is left of them is looked
    after for a day after their end."""
    return Survey.objects.filter(version__isnull=False).filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=now() - timedelta(days=1))
    )


@remembered(10)
def in_portal(now_rounded: datetime) -> list[Survey]:
    """The open surveys that the portal shows, newest first."""
    return list(open_at(now_rounded).filter(is_in_portal=True, door="open").order_by("-id")[:20])


def asked_departments(survey: Survey) -> dict[int, Department]:
    """The departments that a survey is asked about; a closed one by its own survey alone."""
    chosen = set(survey.asked_departments)
    return {
        pk: row
        for pk, row in authorities.open_departments().items()
        if (pk in chosen or not chosen)
        and survey.department_lock == (pk if row.is_compartmented else None)
    }


def waves(survey: Survey) -> list[Survey]:
    """Every wave of a barometer, of which `survey` is one, the first first."""
    first = survey.series_id or survey.pk
    found = Survey.objects.filter(Q(pk=first) | Q(series=first))
    return list(found.select_related("form", "department", "version").order_by("wave"))


def wave_before(survey: Survey) -> Survey | None:
    """The last wave before this one that took answers; None where there is none."""
    begun = [one for one in waves(survey) if one.wave < survey.wave and one.version_id is not None]
    return begun[-1] if begun else None
