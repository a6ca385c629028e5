"""The reports that one may have been said before by: chosen by place where it has one, else by
kind and time, and only then by meaning.

What belongs to a closed department is compared with nothing: it is neither asked for nor found
here, whatever the transaction may see. Each branch walks an index and ends at a limit, so that it
costs the same in a town of a million requests.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from parvis.act.cases.queries import NEAR_METRES
from parvis.act.cases.rules import patches_around
from parvis.foundation.db.vectors import written
from parvis.foundation.geo import BBox
from parvis.offer.catalogue import queries as offer
from parvis.understand.alike.pairs import Said, Town
from parvis.understand.alike.words import stems_of
from parvis.understand.readings.models import DIMENSIONS

# Before a report and after it.
WITHIN = timedelta(days=365)
# Of one square of 200 metres, on either side in time and open; of one service type, on either side;
# of all of one kind.
MOST_OF_A_SQUARE, MOST_OF_A_TYPE, MOST_OF_A_KIND = 30, 500, 1_000
# The closest of these in meaning are compared, by their first characters: a page.
MOST_COMPARED, CHARACTERS = 40, 2_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report beside what is kept already of what is like it (`found["alike"]`)."""

    said: Said
    service_type: int
    kept: list[list[Any]]


_CASE = "report_id, received_at, closed_at, service_type_id, lon, lat"
_SIDES = f"""
(SELECT {_CASE} FROM cases_case WHERE {{where}} AND department_lock IS NULL
    AND received_at BETWEEN %(since)s AND %(at)s ORDER BY received_at DESC LIMIT {{most}})
UNION
(SELECT {_CASE} FROM cases_case WHERE {{where}} AND department_lock IS NULL
    AND received_at > %(at)s AND received_at <= %(until)s ORDER BY received_at LIMIT {{most}})
"""  # noqa: S608 - no input
_AROUND = f"""
SELECT around.* FROM unnest(%(patches)s::bigint[]) AS square, LATERAL (
    {_SIDES.format(where="patch = square", most=MOST_OF_A_SQUARE)}
    UNION
    (SELECT {_CASE} FROM cases_case WHERE patch = square AND service_type_id = ANY(%(kinds)s)
        AND closed_at IS NULL AND department_lock IS NULL LIMIT {MOST_OF_A_SQUARE})
) AS around
WHERE around.lon BETWEEN %(west)s AND %(east)s AND around.lat BETWEEN %(south)s AND %(north)s
"""  # noqa: S608 - no input
_OF_KIND = f"""
SELECT beside.* FROM unnest(%(kinds)s::bigint[]) AS wanted, LATERAL (
    {_SIDES.format(where="service_type_id = wanted", most=MOST_OF_A_TYPE)}
) AS beside
ORDER BY abs(extract(epoch FROM beside.received_at - %(at)s)) LIMIT {MOST_OF_A_KIND}
"""  # noqa: S608 - no input
_ITSELF = f"SELECT {_CASE} FROM cases_case WHERE report_id = %(report)s AND department_lock IS NULL"  # noqa: S608 - no input
_CLOSEST = f"""
WHERE chosen.report_id <> %(report)s
ORDER BY chosen.service_type_id = ANY(%(kinds)s) DESC,
    (vector - %(middle)s::halfvec) <=> (%(vector)s::halfvec - %(middle)s::halfvec)
LIMIT {MOST_COMPARED}
"""
# What was read goes when the words are erased: no reading, no candidate. Words come last, of few.
_READ = f"""
WITH chosen AS MATERIALIZED ({{chosen}}), shown AS MATERIALIZED (
    SELECT chosen.*, fingerprint, near_print, vector, found FROM chosen
    JOIN readings_reading AS reading ON reading.report_id = chosen.report_id
        AND reading.kind = 'report' AND reading.department_lock IS NULL
    {{order}}
)
SELECT shown.report_id, shown.received_at, shown.closed_at, shown.service_type_id, shown.lon,
    shown.lat, fingerprint, near_print, halfvec_send(vector), left(words, {CHARACTERS}),
    coalesce(found -> 'alike', '[]'::jsonb)
FROM shown JOIN reports_report AS report ON report.id = shown.report_id AND redacted_at IS NULL
"""  # noqa: S608 - no input
ITSELF = _READ.format(chosen=_ITSELF, order="")
AROUND = _READ.format(chosen=_AROUND, order=_CLOSEST)
OF_KIND = _READ.format(chosen=_OF_KIND, order=_CLOSEST)


def one(report: int) -> Candidate | None:
    """A report that may be compared; None for one that was not read, was erased, or is closed."""
    return next(_rows(ITSELF, {"report": report}), None)


def candidates(new: Candidate, town: Town) -> list[Candidate]:
    """What a report may be compared with, in one statement."""
    statement, given = asked(new, town)
    return list(_rows(statement, given))


def asked(new: Candidate, town: Town) -> tuple[str, dict[str, Any]]:
    """The statement that finds them, and what it is given."""
    said = new.said
    middle = np.zeros(DIMENSIONS) if town.middle is None else town.middle
    given: dict[str, Any] = {
        "report": said.id,
        "at": said.said_at,
        "since": said.said_at - WITHIN,
        "until": said.said_at + WITHIN,
        "kinds": _kinds(new.service_type),
        "vector": written(said.vector),
        "middle": written(middle),
    }
    if said.place is None:
        return OF_KIND, given
    box = BBox.around(*said.place, NEAR_METRES)
    reach = {"west": box.west, "south": box.south, "east": box.east, "north": box.north}
    return AROUND, given | reach | {"patches": patches_around(*said.place)}


def _kinds(service_type: int) -> list[int]:
    """Its family; itself alone where it is offered no more."""
    known = offer.catalogue()
    return sorted(known.family(service_type) if service_type in known.services else {service_type})


def _rows(statement: str, given: dict[str, Any]) -> Iterator[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows = cursor.fetchall()
    return map(_candidate, rows)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    report, received_at, closed_at, service_type, lon, lat, *read, words, kept = row
    fingerprint, near_print, vector = read
    said = Said(
        id=report,
        said_at=received_at,
        stems=stems_of(words),
        vector=read_vector(vector),
        fingerprint=fingerprint,
        near_print=near_print,
        kind=offer.catalogue().top(service_type),
        place=None if lon is None or lat is None else (lon, lat),
        ended_at=closed_at,
    )
    return Candidate(said, service_type, json.loads(kept))


def read_vector(sent: bytes) -> NDArray[np.float32]:
    """What `halfvec_send` gives: after four bytes, half floats with their first byte first."""
    return np.frombuffer(sent, ">f2", offset=4).astype(np.float32)
