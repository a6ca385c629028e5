"""What a report may repeat, found among all: the step that the reader adds for each report.

The volume has no readings, since no model ran over it: they are made up once, in one statement,
with vectors in a narrow cone as e5's are.
"""

import time

import numpy as np
import psycopg

from benchmarks.figures import Figure, figure
from benchmarks.place import HOST

VECTORS, REPORTS, DIMENSIONS = 2_000, 150, 384
_READINGS = f"""
INSERT INTO readings_reading (authority_id, kind, subject, part, report_id, said_on, language, mood,
    towards, is_urgent, fingerprint, near_print, vector, found, versions, department_lock, read_at)
SELECT report.authority_id, 'report', report.id, '', report.id, report.occurred_at::date, 'fr', '',
    '', false, report.id, report.id, vectors.figures, '{{}}', '{{}}', report.department_lock, now()
FROM reports_report AS report JOIN vectors ON vectors.at = report.id % {VECTORS}
WHERE report.words <> ''
    AND NOT EXISTS (SELECT FROM readings_reading WHERE report_id = report.id AND kind = 'report')
"""


def measures(size: int, admin: str) -> list[Figure]:
    """Milliseconds to find what a report may repeat: of those with a place, and of those without;
    the first of a town, which counts its words."""
    from parvis.authorities import queries as authorities
    from parvis.foundation.db.scope import acting_for

    make_readings(admin)
    authority = authorities.authority_of_host(HOST) or 0
    with acting_for(authority):
        return _measured(size)


def _measured(size: int) -> list[Figure]:
    from parvis.act.cases.models import Case
    from parvis.flows.said_before import note_alike

    newest = Case.objects.filter(department_lock__isnull=True).order_by("-received_at")
    found = []
    for name, no_place in (("placed", False), ("no_place", True)):
        rows = newest.filter(lon__isnull=no_place).values_list("report_id", flat=True)
        taken = []
        for report in rows[: REPORTS + 1]:
            began = time.perf_counter()
            note_alike(report=report)
            taken.append(1000 * (time.perf_counter() - began))
        if not no_place:
            found.append(figure("alike.first", taken[0], "ms", size))
        found.append(figure(f"alike.{name}_median", float(np.median(taken[1:])), "ms", size))
        found.append(figure(f"alike.{name}_p95", float(np.percentile(taken[1:], 95)), "ms", size))
    return found


def make_readings(admin: str) -> None:
    """A reading of each report that has none."""
    from parvis.foundation.db.vectors import written

    drawn = np.random.default_rng(17)
    rows = drawn.normal(0, 0.4, (VECTORS, DIMENSIONS)) + drawn.normal(0, 1, DIMENSIONS)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with psycopg.connect(admin, autocommit=True) as database:
        database.execute("CREATE TEMPORARY TABLE vectors (at int PRIMARY KEY, figures halfvec)")
        with database.cursor() as cursor, cursor.copy("COPY vectors FROM STDIN") as copy:
            for at, row in enumerate(rows):
                copy.write_row((at, written(row)))
        database.execute(_READINGS)
        database.execute("VACUUM ANALYZE readings_reading")
