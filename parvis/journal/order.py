"""The order in which the journal is walked: (epoch, transaction, id).

Ids are handed out before commit, so whoever walks takes only entries whose transaction is below
the snapshot's oldest running one: nothing slips in behind.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Position:
    """Behind the entry of this epoch, transaction and id."""

    epoch: int
    transaction: int
    entry: int


BEGINNING = Position(0, 0, 0)

# The database judges a comparison of rows by its first column alone. One epoch lasts for years, so
# it would expect next to nothing behind a position, then fetch and sort all there is. With the
# position's own epoch apart it sees how much there is, and walks the index as far as the limit.
_BEHIND = """
SELECT * FROM (
    ({branch} AND e.epoch = %(epoch)s
        AND (e.transaction, e.id) > (%(transaction)s::text::xid8, %(entry)s)
     ORDER BY e.transaction, e.id LIMIT %(limit)s)
    UNION ALL
    ({branch} AND e.epoch > %(epoch)s ORDER BY e.epoch, e.transaction, e.id LIMIT %(limit)s)
) e ORDER BY e.epoch, e.transaction, e.id LIMIT %(limit)s
"""
_BRANCH = """
SELECT {columns} FROM journal_entry e
WHERE (e.epoch < (SELECT journal_current_epoch())
       OR e.transaction < pg_snapshot_xmin(pg_current_snapshot())) AND {only}
"""


def behind(*, columns: str = "e.*", only: str = "true") -> str:
    """The statement that takes the next entries behind a position, of those that `only` keeps."""
    return _BEHIND.format(branch=_BRANCH.format(columns=columns, only=only))


def given(position: Position, limit: int) -> dict[str, Any]:
    """The values of that statement."""
    return {
        "epoch": position.epoch,
        "transaction": str(position.transaction),
        "entry": position.entry,
        "limit": limit,
    }
