"""Writes of what the house may do by itself."""

from collections.abc import Collection

from parvis.act.automation.models import SortingRule
from parvis.act.automation.queries import sorting
from parvis.act.automation.rules import LEAST_SURE, MOST_SURE, Sorting
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def set_sorting(*, decides_from: float | None, kinds: Collection[int], by: Actor) -> None:
    """From how surely read a request is sorted without a person; None: never. Raises
    Refusal("decides_from") outside its bounds, and ("needs_kinds") without a kind to take from."""
    if decides_from is not None and not LEAST_SURE <= decides_from <= MOST_SURE:
        raise Refusal("decides_from")
    if decides_from is not None and not kinds:
        raise Refusal("needs_kinds")
    if sorting() == Sorting(decides_from, frozenset(kinds)):
        return
    assert by.id is not None
    row = SortingRule.objects.create(
        decides_from=decides_from, kinds=sorted(kinds), agent_id=by.id, set_at=now()
    )
    percent = None if decides_from is None else round(decides_from * 100)
    record("sorting_rule.set", "sorting_rule", row.pk, by=by, data={"percent": percent})
    forget()
