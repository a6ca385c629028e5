"""Reads of the news: what could not be told, for the agents to see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from parvis.inform.notifications.models import Notification
from parvis.inform.notifications.rules import REFUSED, SHOWN_AFTER, WAITING


@dataclass(frozen=True, slots=True)
class Problem:
    """A message that did not leave. `reason` is a code of `adapters.outcomes.Reason`;
    `final` when nobody tries any more; `since` is when it was to leave at first or last."""

    notification: int
    follower: int
    channel: str
    about: str
    reason: str
    final: bool
    attempts: int
    since: datetime


def problems_of_case(case: int) -> list[Problem]:
    """Messages of a case that were refused, or that fail again and again, newest first."""
    rows = (
        Notification.objects.filter(
            Q(status=REFUSED) | Q(status=WAITING, attempts__gte=SHOWN_AFTER), case_id=case
        )
        .exclude(problem="")
        .select_related("follower")
        .order_by("-id")
    )
    return [
        Problem(
            notification=row.pk,
            follower=row.follower_id,
            channel=row.follower.channel,
            about=row.about,
            reason=row.problem,
            final=row.status == REFUSED,
            attempts=row.attempts,
            since=row.leaves_at,
        )
        for row in rows
    ]


def told(case: int) -> dict[int, datetime]:
    """When each step of a case was first told to somebody, by step id: what an undo has to say."""
    rows = (
        Notification.objects.filter(case_id=case, step_id__isnull=False, sent_at__isnull=False)
        .order_by("-sent_at")
        .values_list("step_id", "sent_at")
    )
    return {step: sent for step, sent in rows if step is not None and sent is not None}
