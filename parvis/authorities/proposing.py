"""Withdrawing something that is proposed, and proposing it again: its row stays all the while."""

from typing import Any

from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor


def set_proposed(row: Any, is_proposed: bool, *, column: str, kind: str, by: Actor) -> None:
    """Write whether a row is proposed, in its `column`, and tell the journal; nothing when it is so
    already. Called within an operation."""
    if getattr(row, column) == is_proposed:
        return
    setattr(row, column, is_proposed)
    row.save(update_fields=[column])
    record(f"{kind}.{'restored' if is_proposed else 'withdrawn'}", kind, row.pk, by=by)
    forget()
