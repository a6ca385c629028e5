"""Writes of sheets of answers on their way."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from parvis.capture.answer_imports.lines import RightLine, WrongLine
from parvis.capture.answer_imports.models import (
    DONE,
    FILE,
    READY,
    REFUSED,
    WRITING,
    AnswerImport,
    ImportPiece,
)
from parvis.capture.answer_imports.pieces import cut, of_lines, without_right
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey

# How long what is not taken in waits, and the lines to mend.
KEPT = timedelta(days=7)
# Taking a sheet in is tried again for some hours: whatever stands longer, nobody takes in any more.
LONGEST_WRITING = timedelta(days=1)


@operation
def begin_import(
    *, survey: Survey, content: bytes, by: Actor, source: str = "sheet"
) -> AnswerImport:
    """A sheet to be looked through; nothing of it is an answer yet."""
    batch = AnswerImport.objects.create(
        survey=survey, source=source, begun_at=now(), department_lock=survey.department_lock
    )
    # One by one: together they would be held three times over.
    for piece in cut(batch, content):
        piece.save()
    data = {"survey": survey.pk, "source": source}
    record("answer_import.begun", "answer_import", batch.pk, by=by, data=data)
    return batch


@operation
def refuse_import(*, batch: AnswerImport, problem: Mapping[str, Any], by: Actor) -> None:
    """The sheet can't be read, or is not of this survey: its file goes, why stays."""
    batch.state, batch.problem = REFUSED, dict(problem)
    batch.save(update_fields=["state", "problem"])
    ImportPiece.objects.filter(batch=batch).delete()
    data = {"survey": batch.survey_id, "why": str(problem["code"])}
    record("answer_import.refused", "answer_import", batch.pk, by=by, data=data)


def keep_lines(
    batch: AnswerImport, right: Sequence[RightLine], wrong: Sequence[WrongLine], *, known: int,
    read: int,
) -> None:  # fmt: skip
    """Some more lines were looked through: `read` in all of them, of which `known` were taken in
    before. Not journaled: the end of it is."""
    of_lines(batch, batch.read, right, wrong).save()
    batch.right += len(right)
    batch.wrong += len(wrong)
    batch.known += known
    batch.read += read
    batch.save(update_fields=["right", "wrong", "known", "read"])


@operation
def end_reading(*, batch: AnswerImport, by: Actor) -> None:
    """The whole sheet was looked through: its file goes, and somebody decides."""
    ImportPiece.objects.filter(batch=batch, kind=FILE).delete()
    batch.state = READY
    batch.save(update_fields=["state"])
    data = {"right": batch.right, "wrong": batch.wrong, "known": batch.known}
    record("answer_import.read", "answer_import", batch.pk, by=by, data=data)


@operation
def confirm_import(*, batch: AnswerImport, by: Actor) -> None:
    """Its right lines are to be taken in. Raises Refusal("not_ready")."""
    held = AnswerImport.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if held.state != READY or not held.right:
        raise Refusal("not_ready")
    batch.state = WRITING
    batch.save(update_fields=["state"])
    data = {"survey": batch.survey_id, "right": batch.right}
    record("answer_import.confirmed", "answer_import", batch.pk, by=by, data=data)


def empty_piece(piece: ImportPiece, *, written: int) -> None:
    """The right lines of a piece were taken in: they go from here. Not journaled: taking them in
    is."""
    without_right(piece)
    piece.save(update_fields=["content", "right"])
    batch = AnswerImport.objects.select_for_update(no_key=True).get(pk=piece.batch_id)
    batch.written += written
    batch.save(update_fields=["written"])


@operation
def end_import(*, batch: AnswerImport, by: Actor) -> None:
    """All that was right is taken in; what is to be mended waits `KEPT`. Nothing happens to one
    that is done."""
    if not AnswerImport.objects.filter(pk=batch.pk, state=WRITING).update(state=DONE):
        return
    batch.refresh_from_db()
    ImportPiece.objects.filter(batch=batch, wrong=0).delete()
    record("answer_import.done", "answer_import", batch.pk, by=by, data={"count": batch.written})


@operation
def drop_import(*, batch: AnswerImport, by: Actor) -> None:
    """Nobody wants it any more: what is kept of the sheet goes. Raises Refusal("not_ready") while
    it is taken in."""
    if batch.state == WRITING:
        raise Refusal("not_ready")
    number, survey = batch.pk, batch.survey_id
    ImportPiece.objects.filter(batch=batch).delete()
    batch.delete()
    record("answer_import.dropped", "answer_import", number, by=by, data={"survey": survey})


@operation
def erase_past(*, by: Actor, now: datetime) -> int:
    """Take out what is kept of sheets begun longer ago than `KEPT`; returns how many they were. One
    that is being taken in has a day more."""
    before = now - KEPT
    old = AnswerImport.objects.filter(begun_at__lt=before).exclude(
        state=WRITING, begun_at__gte=before - LONGEST_WRITING
    )
    said = Q(pieces__isnull=False) | ~Q(heads=[]) | ~Q(ignored=[]) | ~Q(problem={})
    held = list(old.filter(said).distinct().values_list("pk", flat=True))
    if not held:
        return 0
    ImportPiece.objects.filter(batch__in=held).delete()
    emptied = AnswerImport.objects.filter(pk__in=held)
    emptied.update(heads=[], ignored=[], problem={})
    emptied.filter(state=WRITING).update(state=DONE)
    record("answer_imports.erased", "authority", current_authority(), by=by,
           data={"count": len(held)})  # fmt: skip
    return len(held)
