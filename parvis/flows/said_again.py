"""What was said, read again where it stands, for readings that are kept: a text that was erased,
or is no longer the one that was read, is not there."""

from collections.abc import Iterable
from typing import Any

from parvis.capture.answers.models import Answer
from parvis.capture.reports.models import Report, Statement
from parvis.understand.personal.found import SURE_ENOUGH, Kind
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import (
    ANSWER,
    MOST_CHARACTERS,
    REPORT,
    STATEMENT,
    fingerprint,
)


def texts(readings: Iterable[Reading]) -> dict[int, str]:
    """The text of each reading, by the reading's id, as far as it was read."""
    rows = list(readings)
    said = {kind: _said(kind, [row.subject for row in rows if row.kind == kind]) for kind in _WHERE}
    found = {}
    for row in rows:
        given = said[row.kind].get(row.subject, "")
        text = str(given.get(row.part) or "") if isinstance(given, dict) else given
        text = text[:MOST_CHARACTERS]
        if text and fingerprint(text) == row.fingerprint:
            found[row.pk] = text
    return found


def without_the_personal(row: Reading, text: str) -> str:
    """The same with commas where something was surely read as personal, or as a name at all: for
    what takes words out of texts to show them. As long as it was, so that places in it stay."""
    for start, end, kind, sure, _ in row.found.get("personal", ()):
        if sure < SURE_ENOUGH and kind != Kind.PERSON:
            continue
        text = text[:start] + _NOTHING * (min(end, len(text)) - start) + text[end:]
    return text


# No word is made of it, and none goes together with another across it.
_NOTHING = ","
_WHERE: dict[str, tuple[Any, str]] = {
    REPORT: (Report, "words"),
    STATEMENT: (Statement, "words"),
    ANSWER: (Answer, "answers"),
}


def _said(kind: str, subjects: list[int]) -> dict[int, Any]:
    table, column = _WHERE[kind]
    if not subjects:
        return {}
    return dict(table._default_manager.filter(pk__in=subjects).values_list("pk", column))
