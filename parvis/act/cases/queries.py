"""Reads of cases."""

from parvis.act.cases.models import Case, Step


def case_of_report(report: int) -> Case | None:
    """The case that a report became."""
    return Case.objects.filter(report_id=report).first()


def public_steps(report: int) -> list[Step]:
    """Steps that the resident is told, oldest first."""
    return list(
        Step.objects.filter(report_id=report, is_public=True, undone_at__isnull=True).order_by(
            "occurred_at", "id"
        )
    )
