"""Reads of what the house may do by itself."""

from parvis.act.automation.models import SortingRule
from parvis.act.automation.rules import Sorting
from parvis.foundation.db.remember import remembered


@remembered()
def sorting() -> Sorting:
    """The rule in force; one that decides nothing where none was ever set."""
    row = SortingRule.objects.order_by("-id").first()
    return Sorting(row.decides_from, frozenset(row.kinds)) if row else Sorting()
