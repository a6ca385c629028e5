"""The reader "understanding": what people say is read within seconds, behind the journal.

It runs in a process of its own (`jobs/reader.py`): a model that is slow, or missing, delays neither
a receipt nor any other reader. What was there before it is read when nothing new waits.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from django.db import Error as DatabaseError

from parvis.adapters.encoder import encoder
from parvis.adapters.languages import languages
from parvis.adapters.named_entities import named_entities
from parvis.authorities import queries as authorities
from parvis.flows import contributions
from parvis.flows.read_pictures import look_later
from parvis.flows.said_before import note_alike
from parvis.flows.same_words import note_same_words
from parvis.flows.sort_alone import sort_alone
from parvis.flows.topics import PART, Topics
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.understand.readings import operations as readings
from parvis.understand.readings.reading import TextReader, longest_last
from parvis.understand.readings.rules import ANSWER, REPORT, STATEMENT, Contribution

logger = logging.getLogger(__name__)
# How many rows are looked at in one go for what was not read.
LOOKED_AT = 500
# After these, agents' work tells something else of a report's kind than before.
_TELLING = {
    "report.corrected", "report.correction_undone", "case.resolved", "case.reopened",
    "case.undone", "case.sorted", "case.handed_over",
}  # fmt: skip
# After these, what is left of a report is read anew.
_TAKEN_AWAY = {"report.redacted", "report.follower_forgotten"}
_WITH_PHOTOS = {"report.submitted", "report.photo_added"}


def wants(entry: Entry) -> bool:
    """Whether somebody said something, something of it was taken away, or agents' work tells of
    which kind it is."""
    if entry.action in _TELLING:
        return True
    return entry.object_kind in {"report", "answer"} and (
        entry.action in _TAKEN_AWAY
        or entry.action in {"report.submitted", "answer.given", "answer.thinned"}
        or entry.action == "report.photo_added"
        or "statement" in entry.data
    )


def read_contributions(entries: Sequence[Entry]) -> None:
    """Read what some entries tell of. Handling them twice changes nothing."""
    again = {entry.object_id for entry in entries if entry.action in _TAKEN_AWAY}
    said = [
        *contributions.of_reports(_numbers(entries, "report.submitted")),
        *contributions.of_statements(
            entry.data["statement"] for entry in entries if entry.data.get("statement")
        ),
        *contributions.of_answers(_numbers(entries, "answer.given", "answer.thinned")),
    ]
    for report in again:
        readings.forget_report(report=report)
    said = [one for one in said if one.report not in again]
    for report in again:
        said += contributions.whole_report(report)
    if again:
        topics().forget()
    read(said)
    learn(again.union(_taught(entries)))
    look_later(_numbers(entries, *_WITH_PHOTOS, *_TAKEN_AWAY))


def learn(reports: Collection[int]) -> None:
    """Take in what agents' work tells of some reports, once their words were read."""
    if reports:
        topics().learn(reports)


def _taught(entries: Iterable[Entry]) -> Iterator[int]:
    for entry in entries:
        if entry.action in _TELLING:
            yield entry.object_id if entry.object_kind == "report" else entry.data["report"]


def _numbers(entries: Iterable[Entry], *actions: str) -> list[int]:
    return [entry.object_id for entry in entries if entry.action in actions]


def read(said: Iterable[Contribution]) -> int:
    """Read some texts of the authority at hand, and keep what was found; returns how many."""
    read_now = text_reader().read(longest_last(said), topics().of)
    if read_now:
        readings.keep(read_now, at=now())
    for one, found in read_now:
        if one.kind == REPORT:
            note_alike(report=one.subject)
            note_same_words(report=one.subject)
            sort_alone(
                report=one.subject,
                read_as=found.service_type,
                sureness=found.sureness,
                by=SYSTEM,
            )
    return len(read_now)


def read_unread(authority: int, *, at_once: int) -> Iterator[int]:
    """Read what nobody has read yet of an authority, newest first, closed departments included, in
    transactions of their own; tells of each lot how many texts it had."""
    with acting_for(authority):
        closed = authorities.compartmented()
    older = 0
    for kind in (REPORT, STATEMENT, ANSWER):
        below: int | None = None
        while True:
            with acting_for(authority, compartments=closed):
                said, below = contributions.unread(kind, below=below, many=LOOKED_AT)
            for start in range(0, len(said), at_once):
                yield _read_lot(authority, closed, said[start : start + at_once])
            older += len(said) if kind == REPORT else 0
            if below is None:
                break
    if older:
        # What agents' work told of these, before they were read, is learnt with the rest.
        with acting_for(authority):
            readings.let_go(part=PART)


def _read_lot(authority: int, closed: frozenset[int], said: Sequence[Contribution]) -> int:
    """Read some texts; when that fails, one by one, passing over what can't be read."""
    try:
        with acting_for(authority, compartments=closed):
            return read(said)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one text stays its own
        if len(said) == 1:
            # The kind, not the message: a message may quote what somebody wrote.
            name = type(error).__name__
            logger.error("%s %s could not be read (%s)", said[0].kind, said[0].subject, name)
            return 0
    return sum(_read_lot(authority, closed, [one]) for one in said)


@cache
def text_reader() -> TextReader:
    """The models of this process, loaded at the first text."""
    return TextReader(encoder(), named_entities(), languages())


@cache
def topics() -> Topics:
    """What this process knows of towns' catalogues, and of what their agents taught."""
    return Topics(text_reader().encoder)


read_contributions.wants = wants  # type: ignore[attr-defined]
