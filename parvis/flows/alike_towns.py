"""What is usual in each town: how rare its words are, and what its texts mean on average. Kept in
the reader's memory alone, and counted anew from what there is: words that were erased are gone
from it within the hour."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from django.db import connection

from parvis.flows.alike_candidates import CHARACTERS, read_vector
from parvis.foundation.db.scope import current_authority
from parvis.understand.alike.pairs import Town
from parvis.understand.alike.words import town_words

# The newest of a town, and how long that holds. A town of which little is known is looked at again
# as soon as it has as many texts more.
TEXTS, HOLDS = 2_000, timedelta(hours=1)
# Of fewer texts the mean is mostly that of the few.
FEWEST = 30
_MOST_TOWNS = 64

_NEWEST = f"""
WITH newest AS MATERIALIZED (
    SELECT report_id FROM cases_case WHERE department_lock IS NULL
    ORDER BY received_at DESC, id DESC LIMIT %s
)
SELECT left(report.words, {CHARACTERS}), halfvec_send(reading.vector) FROM newest
JOIN readings_reading AS reading ON reading.report_id = newest.report_id
    AND reading.kind = 'report' AND reading.department_lock IS NULL
JOIN reports_report AS report ON report.id = newest.report_id
"""  # noqa: S608 - no input


@dataclass(slots=True)
class _Kept:
    town: Town
    at: datetime
    asked: int = 0


@dataclass
class Towns:
    """The towns that this process reads for."""

    _kept: dict[int, _Kept] = field(default_factory=dict)

    def here(self, at: datetime) -> Town:
        """What is usual in the town of the authority at hand."""
        authority = current_authority()
        kept = self._kept.get(authority)
        if kept is None or at - kept.at > HOLDS or _has_grown(kept):
            self._kept.pop(authority, None)
            while len(self._kept) >= _MOST_TOWNS:
                self._kept.pop(next(iter(self._kept)))
            kept = self._kept[authority] = _Kept(_usual(), at)
        kept.asked += 1
        return kept.town


def _has_grown(kept: _Kept) -> bool:
    return kept.town.words.texts < TEXTS and kept.asked >= kept.town.words.texts


def _usual() -> Town:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [TEXTS])
        rows = cursor.fetchall()
    vectors = [read_vector(sent) for _, sent in rows]
    return Town(
        town_words(words for words, _ in rows),
        np.mean(vectors, axis=0) if len(vectors) >= FEWEST else None,
    )
