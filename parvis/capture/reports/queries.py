"""Reads of what residents said."""

from parvis.capture.reports.models import Follower, Report
from parvis.foundation.clock import now
from parvis.foundation.codes import normalise_code
from parvis.foundation.db.scope import open_report
from parvis.foundation.tokens import token_hash


def report_by_send_key(send_key: str) -> Report | None:
    """The report that a form's earlier sending made."""
    return Report.objects.filter(send_key=send_key).first()


def report_by_code(typed: str) -> Report | None:
    """The report of a follow-up code, as typed or dictated. Not those of closed departments:
    a code alone never opens them."""
    code = normalise_code(typed)
    return Report.objects.filter(code=code).first() if code else None


def follower_by_token(report: int, token: str) -> Follower | None:
    """Whose secret link this is; opens the report's rows to the rest of the transaction.

    None for a wrong, expired or revoked link.
    """
    open_report(report)
    found = (
        Follower.objects.filter(report_id=report, token_hash=token_hash(token))
        .select_related("report")
        .first()
    )
    if found is None or (found.token_expires_at and found.token_expires_at < now()):
        open_report(0)
        return None
    return found
