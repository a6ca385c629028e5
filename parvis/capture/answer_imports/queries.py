"""Reads of sheets of answers on their way."""

from collections.abc import Iterator

from django.db.models import Sum

from parvis.capture.answer_imports.lines import WrongLine
from parvis.capture.answer_imports.models import FILE, LINES, READING, AnswerImport, ImportPiece
from parvis.capture.answer_imports.pieces import joined, lines_in
from parvis.offer.surveys.models import Survey


def imports_of(survey: Survey) -> list[AnswerImport]:
    """The last sheets given for a survey, the newest first."""
    return list(AnswerImport.objects.filter(survey=survey).order_by("-pk")[:20])


def file_of(batch: AnswerImport) -> bytes:
    """The sheet's file, while it is looked through."""
    return joined(
        ImportPiece.objects.filter(batch=batch, kind=FILE).order_by("number").iterator(chunk_size=5)
    )


def is_at(batch: AnswerImport) -> bool:
    """Whether a sheet being looked through stands where `batch` has it."""
    return AnswerImport.objects.filter(pk=batch.pk, state=READING, read=batch.read).exists()


def next_right(batch: AnswerImport) -> ImportPiece | None:
    """The next piece with lines to take in, held for whoever takes them in."""
    pieces = ImportPiece.objects.filter(batch=batch, kind=LINES, right__gt=0)
    return pieces.select_for_update(no_key=True).order_by("number").first()


def right_left(batch: AnswerImport) -> int:
    """How many lines are still to be taken in."""
    pieces = ImportPiece.objects.filter(batch=batch, kind=LINES)
    return int(pieces.aggregate(left=Sum("right"))["left"] or 0)


def wrong_lines(batch: AnswerImport) -> Iterator[WrongLine]:
    """The lines to mend, in the sheet's order."""
    pieces = ImportPiece.objects.filter(batch=batch, kind=LINES, wrong__gt=0).order_by("number")
    for piece in pieces.iterator(chunk_size=5):
        yield from lines_in(piece)[1]
