"""Readings of the newest reports of a volume, over which no model ran: vectors of their words,
brought into a narrow cone as e5's are, so that themes are found in what is really written."""

from typing import Any

import numpy as np
import psycopg

# What a study of themes takes in at most.
THEMES, AT_ONCE = 100_000, 5_000
# Any two are alike at about this.
CONE = 0.8
_MADE = '{"made": "words"}'
_NEWEST = """
SELECT id, words FROM reports_report
WHERE words <> '' AND department_lock IS NULL AND authority_id = %s
ORDER BY occurred_at DESC LIMIT %s
"""
_READINGS = f"""
INSERT INTO readings_reading (authority_id, kind, subject, part, report_id, said_on, language, mood,
    towards, is_urgent, fingerprint, near_print, vector, found, versions, department_lock, read_at)
SELECT report.authority_id, 'report', report.id, '', report.id, report.occurred_at::date, 'fr', '',
    '', false, made.print, made.print, made.vector, '{{}}', '{_MADE}', report.department_lock, now()
FROM made JOIN reports_report AS report ON report.id = made.id
ON CONFLICT (authority_id, kind, subject, part) DO UPDATE
    SET fingerprint = excluded.fingerprint, vector = excluded.vector, versions = excluded.versions
"""


def make_readings(admin: str, authority: int) -> None:
    """A reading of each of the newest reports, unless they were made before."""
    with psycopg.connect(admin, autocommit=True) as database:
        done = database.execute(
            "SELECT count(*) FROM readings_reading WHERE versions = %s", [_MADE]
        ).fetchone()
        rows = database.execute(_NEWEST, [authority, THEMES]).fetchall()
        if done and done[0] >= len(rows):
            return
        for start in range(0, len(rows), AT_ONCE):
            _take(database, rows[start : start + AT_ONCE])
        database.execute("VACUUM ANALYZE readings_reading")


def _take(database: psycopg.Connection[Any], rows: list[Any]) -> None:
    from parvis.adapters.encoder import HashedWords
    from parvis.foundation.db.vectors import written
    from parvis.understand.readings.rules import fingerprint

    vectors = np.sqrt(1 - CONE) * HashedWords().encode([words for _, words in rows])
    vectors += np.sqrt(CONE / vectors.shape[1])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with database.transaction(), database.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE made (id bigint, print bigint, vector halfvec) ON COMMIT DROP"
        )
        with cursor.copy("COPY made FROM STDIN") as copy:
            for (report, words), vector in zip(rows, vectors, strict=True):
                copy.write_row((report, fingerprint(words), written(vector)))
        cursor.execute(_READINGS)
