"""Reads of workflows."""

from datetime import datetime

from django.conf import settings

from parvis.authorities import queries as authorities
from parvis.foundation.db.remember import remembered
from parvis.offer.workflows.models import Workflow
from parvis.offer.workflows.rules import STANDARD, Transition, from_data


@remembered(30)
def newest(code: str) -> int | None:
    """Id of the version that new cases take; None: the standard one."""
    rows = Workflow.objects.filter(code=code).order_by("-number")
    return rows.values_list("pk", flat=True).first()


def versions(code: str) -> list[tuple[int, datetime]]:
    """What was published, newest first: number and moment."""
    rows = Workflow.objects.filter(code=code).order_by("-number")
    return list(rows.values_list("number", "published_at"))


def reopen_days() -> int:
    """For how many days after its end who reported a case may have it looked at again."""
    days = authorities.authority().reopen_days
    return settings.PARVIS_REOPEN_DAYS if days is None else days


@remembered(300)
def transitions(workflow: int | None) -> tuple[Transition, ...]:
    """The arrows of one version; the standard ones for None."""
    return STANDARD if workflow is None else from_data(Workflow.objects.get(pk=workflow).definition)
