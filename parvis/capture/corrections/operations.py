"""Writes of corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.capture.corrections.models import Correction, ThemeWish
from parvis.capture.reports.models import Report
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@dataclass(frozen=True, slots=True)
class Inferred:
    """What had been read in a report, and how surely (0 to 1); None where nothing was."""

    service_type: int | None = None
    sureness: float | None = None


@operation
def correct(
    *, report: Report, service_type: int, before: int, inferred: Inferred, by: Actor
) -> Correction:
    """An agent says of which kind a report is; the very same as `before` confirms it."""
    assert by.id is not None
    row = Correction.objects.create(
        report=report,
        agent_id=by.id,
        service_type_id=service_type,
        before_id=before,
        inferred_id=inferred.service_type,
        sureness=inferred.sureness,
        is_confirmed=service_type == before,
        department_lock=report.department_lock,
        corrected_at=now(),
    )
    data = {"correction": row.pk, "to": service_type, "lock": report.department_lock}
    record("report.corrected", "report", report.pk, by=by, data=data)
    return row


@operation
def take_back(*, report: int, by: Actor) -> None:
    """What an agent last said of a report's kind was undone."""
    row = (
        Correction.objects.filter(report=report, agent=by.id, undone_at__isnull=True)
        .order_by("-pk")
        .first()
    )
    if row is None:
        return
    row.undone_at = now()
    row.save(update_fields=["undone_at"])
    data = {"correction": row.pk, "lock": row.department_lock}
    record("report.correction_undone", "report", report, by=by, data=data)


@operation
def wish(
    *, selection: str, kind: str, theme: int, by: Actor, others: Sequence[int] = (), name: str = ""
) -> ThemeWish:
    """An agent says of a selection's themes that some are one, that one is two, or its name."""
    assert by.id is not None
    row = ThemeWish.objects.create(
        selection=selection,
        kind=kind,
        theme=theme,
        others=sorted(others),
        name=name,
        agent_id=by.id,
        wished_at=now(),
    )
    record("themes.wished", "theme_wish", row.pk, by=by, data={"kind": kind, "theme": theme})
    return row


@operation
def take_wish_back(*, wish: int, by: Actor) -> ThemeWish | None:
    """It is heard no more; None where it is not there, or was taken back."""
    row = (
        ThemeWish.objects.select_for_update(no_key=True)
        .filter(pk=wish, undone_at__isnull=True)
        .first()
    )
    if row is None:
        return None
    row.undone_at = now()
    row.save(update_fields=["undone_at"])
    record("themes.wish_undone", "theme_wish", row.pk, by=by, data={"kind": row.kind})
    return row
