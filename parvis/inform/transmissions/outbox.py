"""The letters to other authorities on their way: noted, claimed, settled.

A letter is claimed in a transaction of its own, handed to the outside, then settled, as the news of
residents is. A worker killed in between loses nothing: after its lease the same row, hence the same
Message-ID, is taken up again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from parvis.act.cases.models import Step
from parvis.foundation.clock import now
from parvis.inform.notifications.rules import DROPPED, LEASE, LEAVING, WAITING
from parvis.inform.transmissions.models import Transmission


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that may leave now, and the closed department that its request is in, if any."""

    transmission: int
    lock: int | None


def note(step: Step, *, leaves_at: datetime) -> None:
    """Have the letter leave that the step `transmitted` decided."""
    Transmission.objects.create(
        case_id=step.case_id,
        step=step,
        third_party_id=step.data["third_party"],
        leaves_at=leaves_at,
    )


def due(limit: int = 50) -> list[Due]:
    """What may leave now; a claimed letter whose lease is over counts again."""
    rows = Transmission.objects.filter(status__in=(WAITING, LEAVING), leaves_at__lte=now())
    found = rows.order_by("leaves_at").values_list("pk", "department_lock")[:limit]
    return [Due(*row) for row in found]


def claim(number: int) -> Transmission | None:
    """Take a letter; None when another worker holds it or when it has become pointless: the step
    was undone, the request taken up again, or what it said erased."""
    row = (
        Transmission.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .select_related("case__report", "step", "third_party")
        .filter(pk=number, status__in=(WAITING, LEAVING), leaves_at__lte=now())
        .first()
    )
    if row is None:
        return None
    if not _still_meant(row):
        _move(row, status=DROPPED)
        return None
    _move(row, status=LEAVING, leaves_at=now() + LEASE)
    return row


def _still_meant(row: Transmission) -> bool:
    undone, erased = row.step.undone_at is not None, row.case.report.redacted_at is not None
    return row.case.state == "transmitted" and not undone and not erased


def _move(row: Transmission, **values: object) -> None:
    Transmission.objects.filter(pk=row.pk).update(**values)


def sent_steps(steps: Collection[int]) -> set[int]:
    """Which of these steps had their letter leave."""
    rows = Transmission.objects.filter(step_id__in=steps, sent_at__isnull=False)
    return set(rows.values_list("step_id", flat=True))
