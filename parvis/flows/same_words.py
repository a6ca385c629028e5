"""A report was read: whether nearly the same words were sent again and again is found, and each of
them remembers it. It proposes: no request is held up for it, and none is dropped.

What is kept is counts and reports' numbers: `found["same_words"]` of the reading. Authors are told
apart by the hashes of their contacts, which leave this file as a count. Words of closed departments
are compared with nothing; what is said after a report, and answers to surveys, nobody publishes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from parvis.understand.moderation.beside import Same, beside
from parvis.understand.moderation.floods import MOST_DIFFERENT, REPEATED_WITHIN, Row
from parvis.understand.moderation.rules import MOST_COUNTED
from parvis.understand.readings import operations as readings

PART = "same_words"
# Fingerprints looked at, on either side in time.
MOST_LOOKED_AT = 10_000
# What a page leads to.
MOST_KEPT = 10
_BITS = 64

_SIDE = """
(SELECT report_id, near_print FROM readings_reading
    WHERE kind = 'report' AND near_print IS NOT NULL AND department_lock IS NULL
    AND said_on {days} ORDER BY said_on {way}, id {way} LIMIT %(looked_at)s)
"""
_BEFORE = _SIDE.format(days="BETWEEN new.said_on - %(days)s AND new.said_on", way="DESC")
_AFTER = _SIDE.format(days="BETWEEN new.said_on + 1 AND new.said_on + %(days)s", way="ASC")
# Itself first, then the nearest in time.
AROUND = f"""
WITH new AS MATERIALIZED (
    SELECT near_print, said_on, occurred_at
    FROM readings_reading AS reading JOIN reports_report AS report ON report.id = reading.report_id
    WHERE reading.report_id = %(report)s AND kind = 'report' AND near_print IS NOT NULL
        AND reading.department_lock IS NULL AND redacted_at IS NULL
), near AS MATERIALIZED (
    SELECT report_id FROM new, LATERAL ({_BEFORE} UNION ALL {_AFTER}) AS around
    WHERE bit_count((around.near_print # new.near_print)::bit({_BITS})) <= {MOST_DIFFERENT}
)
SELECT report.id, reading.near_print, report.occurred_at, author.contact,
    coalesce(reading.found -> '{PART}', '[]'::jsonb)
FROM new, near JOIN reports_report AS report ON report.id = near.report_id
JOIN readings_reading AS reading ON reading.report_id = report.id AND reading.kind = 'report'
LEFT JOIN LATERAL (
    SELECT encode(coalesce(email_hash, phone_hash), 'hex') AS contact FROM reports_follower
    WHERE report_id = report.id AND is_author LIMIT 1
) AS author ON true
WHERE report.redacted_at IS NULL
ORDER BY report.id <> %(report)s, abs(extract(epoch FROM report.occurred_at - new.occurred_at))
LIMIT {MOST_COUNTED}
"""  # noqa: S608 - no input


@dataclass(frozen=True, slots=True)
class Text:
    """A report, as it is compared, and what is kept of it already."""

    report: int
    row: Row
    kept: list[dict[str, Any]]


def note_same_words(*, report: int) -> None:
    """Find whether a report's words were sent more than once, and keep it with each of them."""
    texts = list(around(report))
    kept: dict[int, list[dict[str, Any]]] = {}
    for same in beside([text.row for text in texts]) if len(texts) > 1 else ():
        line = _line(same, texts)
        for place in same.rows:
            text = texts[place]
            lines = kept.get(text.report, text.kept)
            if place == 0 or not _knows(lines, line):
                kept[text.report] = [*(one for one in lines if not _is_about(one, line)), line]
    if kept:
        readings.keep_beside(PART, kept)


def around(report: int) -> Iterator[Text]:
    """A report and those that say nearly the same, in one statement; nothing for one that was not
    read, is too short, was erased, or is closed."""
    given = {"report": report, "days": REPEATED_WITHIN.days, "looked_at": MOST_LOOKED_AT}
    with connection.cursor() as cursor:
        cursor.execute(AROUND, given)
        rows = cursor.fetchall()
    for number, near_print, at, contact, kept in rows:
        yield Text(number, Row(near_print % 2**_BITS, at, contact), json.loads(kept))


def _line(same: Same, texts: list[Text]) -> dict[str, Any]:
    """What is kept; of the reports, the first that came."""
    chosen = sorted((texts[place] for place in same.rows), key=lambda text: text.row.at)
    return {
        "kind": same.kind,
        "texts": same.texts,
        "authors": same.authors,
        "unnamed": same.unnamed,
        "minutes": same.minutes,
        "reports": [text.report for text in chosen[:MOST_KEPT]],
    }


def _is_about(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two findings are of one sort: of one author's words, or of everybody's."""
    return (one["kind"] == "repetition") is (other["kind"] == "repetition")


def _knows(lines: list[dict[str, Any]], line: dict[str, Any]) -> bool:
    """Whether as much or more is kept already."""
    return any(_is_about(one, line) and one["texts"] >= line["texts"] for one in lines)
