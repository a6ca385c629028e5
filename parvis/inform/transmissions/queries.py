"""Reads of the letters to other authorities: their proofs, and what does not arrive."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from parvis.inform.notifications.rules import SHOWN_AFTER, WAITING
from parvis.inform.transmissions.models import Transmission


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, as the desk shows it: handed over at `sent_at` to `address`; `problem` is a code
    of `adapters.outcomes.Reason` when it fails again and again, and is still tried."""

    step: int
    to: int
    address: str
    sent_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A request whose letter left: to whom, where, when, and the key of the message."""

    reference: str
    name: str
    address: str
    sent_at: datetime
    key: str


def passed_on(reports: Collection[int]) -> list[PassedOn]:
    """What left of these reports, oldest first."""
    rows = Transmission.objects.filter(case__report__in=reports, sent_at__isnull=False)
    return [
        PassedOn(row.case.reference, row.third_party.name, row.address, row.sent_at, key(row))
        for row in rows.select_related("case", "third_party").order_by("sent_at")
        if row.sent_at is not None
    ]


def key(row: Transmission) -> str:
    """What identifies the letter's message for ever."""
    return f"transmission-{row.authority_id}-{row.pk}"


def of_case(case: int) -> dict[int, Letter]:
    """The letters about a case, by the step that decided each."""
    return {
        row.step_id: Letter(
            step=row.step_id,
            to=row.third_party_id,
            address=row.address,
            sent_at=row.sent_at,
            problem=row.problem if row.status == WAITING and row.attempts >= SHOWN_AFTER else "",
        )
        for row in Transmission.objects.filter(case_id=case)
    }
