"""Reads of sheets of answers on their way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from parvis.capture.answer_imports.lines import WrongLine
from parvis.capture.answer_imports.models import FILE, LINES, READING, AnswerImport, ImportPiece
from parvis.capture.answer_imports.pieces import joined, lines_in
from parvis.capture.answers import queries as answers
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import Quota, quotas_of


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


@dataclass(frozen=True, slots=True)
class Beyond:
    """More than a survey wanted, of a quota's group or (None) in all: `have` are in, `more` would
    join them, `most` were wanted. Of an anonymous survey, those that wait sealed have no group."""

    quota: Quota | None
    have: int
    more: int
    most: int


def beyond(batch: AnswerImport) -> list[Beyond]:
    """Where the right lines of a sheet, taken in, would go beyond what its survey wanted. They are
    read for it, if there are quotas."""
    survey, found = batch.survey, []
    if survey.most_answers:
        found = [Beyond(None, answers.given(survey), batch.right, survey.most_answers)]
    quotas = quotas_of(survey)
    for quota, more in zip(quotas, _in_groups(batch, quotas), strict=True):
        found.append(Beyond(quota, answers.count_of(survey, quota), more, quota.most))
    return [one for one in found if one.more and one.have + one.more > one.most]


def _in_groups(batch: AnswerImport, quotas: Sequence[Quota]) -> list[int]:
    """How many right lines are of each group."""
    counts = [0] * len(quotas)
    pieces = ImportPiece.objects.filter(batch=batch, kind=LINES, right__gt=0)
    for piece in pieces.iterator(chunk_size=5) if quotas else ():
        for line in lines_in(piece)[0]:
            for at, quota in enumerate(quotas):
                counts[at] += quota.is_of(line.answers.get(quota.key))
    return counts
