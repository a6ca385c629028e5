"""Letters of invitation on their way: noted, claimed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from parvis.authorities import queries as authorities
from parvis.capture.answers.models import Invitation
from parvis.foundation.clock import now
from parvis.foundation.db.insert import insert_rows
from parvis.inform.invitations.models import InvitationLetter
from parvis.inform.notifications.rules import DROPPED, LEASE, LEAVING, WAITING, Today, leaves
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that may leave now, and the closed department of its survey, if any."""

    letter: int
    lock: int | None


def note(invitations: Iterable[Invitation], *, reminder: int = 0) -> None:
    """Have a letter leave to each of these people, a text message by day."""
    moment = now()
    insert_rows(
        InvitationLetter(
            invitation=one,
            reminder=reminder,
            leaves_at=_by_day(one, moment),
            department_lock=one.department_lock,
        )
        for one in invitations
    )


def without_letter(invitations: QuerySet[Invitation], reminder: int) -> list[Invitation]:
    """Those of these people to whom this letter neither waits nor has left."""
    noted = InvitationLetter.objects.filter(reminder=reminder).values("invitation")
    return list(invitations.exclude(pk__in=noted))


def due(limit: int = 200) -> list[Due]:
    """What may leave now; a claimed letter whose lease is over counts again. Whoever is invited to
    a survey that has not opened yet hears of it when it does."""
    opened = Survey.objects.filter(version__isnull=False, opens_at__lte=now())
    rows = InvitationLetter.objects.filter(
        status__in=(WAITING, LEAVING), leaves_at__lte=now(), invitation__survey__in=opened
    )
    found = rows.order_by("leaves_at").values_list("pk", "department_lock")[:limit]
    return [Due(*row) for row in found]


def claim(number: int) -> InvitationLetter | None:
    """Take a letter; None when another worker holds it, when it is to wait for the morning (it was
    for a survey that opened at midnight, or failed late), or when it has become pointless: the
    person has answered, wants no more, or the survey takes no answers."""
    row = (
        InvitationLetter.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .select_related("invitation__survey")
        .filter(pk=number, status__in=(WAITING, LEAVING), leaves_at__lte=now())
        .first()
    )
    if row is None:
        return None
    if not _still_meant(row.invitation):
        _move(row, status=DROPPED)
        return None
    moment = now()
    by_day = _by_day(row.invitation, moment)
    if by_day > moment:
        _move(row, leaves_at=by_day)
        return None
    _move(row, status=LEAVING, leaves_at=moment + LEASE)
    return row


def _by_day(invitation: Invitation, moment: datetime) -> datetime:
    """A text message wakes nobody."""
    return leaves(
        moment, authorities.calendar().zone, at_once=False, channel=invitation.channel,
        confirmed=True, today=Today(), most_to_person=1, most_to_address=1,
    )  # fmt: skip


def _still_meant(invitation: Invitation) -> bool:
    wanted = not invitation.is_used and invitation.stopped_at is None
    return wanted and state(invitation.survey, now()) == State.OPEN


def _move(row: InvitationLetter, **values: object) -> None:
    InvitationLetter.objects.filter(pk=row.pk).update(**values)
