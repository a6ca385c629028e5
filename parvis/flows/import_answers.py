"""A sheet of answers is taken into a survey: looked through first, written once somebody agrees.

A sheet goes through in pieces, each in a transaction of its own, so a run that is cut short goes on
where it was. Small ones are looked through while one waits; the others, and all writing, are the
worker's. Nothing is an answer before `confirm`. What quotas would turn away is taken, for people
said it; that it is more than the survey wanted is said beforehand.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from parvis.adapters.je_donne_mon_avis import NotJeDonneMonAvis, translated
from parvis.adapters.queue import defer
from parvis.adapters.sheet_reading import NotASheet, read_sheet, rows_of
from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.capture.answer_imports import operations as imports
from parvis.capture.answer_imports import queries
from parvis.capture.answer_imports.heads import BadHeads, read_heads
from parvis.capture.answer_imports.lines import LineReader, RightLine, WrongLine
from parvis.capture.answer_imports.models import READING, WRITING, AnswerImport
from parvis.capture.answer_imports.pieces import lines_in
from parvis.capture.answers import sealed
from parvis.capture.answers.imported import take_lines, taken_keys
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.forget_answers import DOORS_KEPT
from parvis.foundation.clock import now, today
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.foundation.db.turns import in_turn
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import BATCH, State, is_complete, state

GO_ON = "answers.import"
BY = Actor("import")
# Lines of one piece, which is one transaction.
PIECE = 500
# What is looked through while one waits: bytes, then lines.
SMALL_FILE, SMALL_SHEET = 150_000, 300
# An import may come so long after a survey's end: the keys of its lines are known until then.
LATEST: timedelta = DOORS_KEPT - timedelta(days=1)

Within = Callable[[], AbstractContextManager[None]]
Row = tuple[int, list[str]]
# What makes a sheet of ours of another tool's export.
SOURCES: dict[str, Callable[[Iterator[Row]], Iterator[Row]]] = {
    "sheet": iter,
    "jdma": translated,
}


def begin(*, survey: Survey, content: bytes, by: Actor, source: str = "sheet") -> AnswerImport:
    """Take a sheet in hand. Raises Refusal: not_open_yet, over."""
    check_takes(survey)
    batch = imports.begin_import(survey=survey, content=content, by=by, source=source)
    if len(content) > SMALL_FILE or not look_through(batch.pk, most=SMALL_SHEET):
        _wake(batch)
    batch.refresh_from_db()
    return batch


def check_takes(survey: Survey) -> None:
    """Whether answers may be brought into a survey: while it is open, and some weeks after.
    Raises Refusal: not_open_yet, over."""
    standing = state(survey, now())
    if standing in {State.WRITTEN, State.PLANNED}:
        raise Refusal("not_open_yet")
    ended = survey.closed_at or survey.closes_at
    if standing is State.CLOSED and ended is not None and ended + LATEST < now():
        raise Refusal("over")


def confirm(*, batch: AnswerImport, by: Actor) -> None:
    """Have the right lines taken in. Raises Refusal: not_ready, over."""
    check_takes(batch.survey)
    imports.confirm_import(batch=batch, by=by)
    _wake(batch)


def _wake(batch: AnswerImport) -> None:
    defer(GO_ON, lock=f"import {batch.pk}", authority=current_authority(), batch=batch.pk)


def go_on(authority: int, number: int) -> None:
    """Whatever is left to do for a sheet: look through it, or take it in."""
    with acting_for(authority):
        closed = authorities.compartmented()

    def within() -> AbstractContextManager[None]:
        return acting_for(authority, compartments=closed)

    with within():
        batch = AnswerImport.objects.filter(pk=number).first()
    if batch is not None and batch.state == READING:
        look_through(number, within)
    elif batch is not None and batch.state == WRITING:
        _write(number, within)


def look_through(number: int, within: Within = nullcontext, *, most: int = 0) -> bool:
    """Read a sheet and keep what comes of it, a piece at a time; False, with nothing done, when it
    has more than `most` lines."""
    with within():
        batch = AnswerImport.objects.select_related("survey").get(pk=number)
        content = queries.file_of(batch)
    try:
        # One line more than `most`, after the first, says that there are more.
        lines = read_sheet(content, most_rows=most and most + 2)
        del content
        total = lines.count(b"\n") - 1
        if most and total > most:
            return False
        if total < 1:
            raise NotASheet("no_line")
        rows = SOURCES[batch.source](rows_of(lines))
        with within():
            reader = _reader(batch, next(rows)[1], total, sha256(lines).hexdigest())
        _keep_all(batch, reader, rows, within)
    except (NotASheet, BadHeads, NotJeDonneMonAvis) as wrong:
        with within():
            imports.refuse_import(batch=batch, problem=_why(wrong), by=BY)
    return True


def _why(wrong: NotASheet | BadHeads | NotJeDonneMonAvis) -> dict[str, Any]:
    if isinstance(wrong, NotASheet):
        return {"code": wrong.code, "line": wrong.line, "column": wrong.column}
    return {"code": wrong.code, "names": wrong.names}


def _reader(batch: AnswerImport, first: list[str], total: int, digest: str) -> LineReader:
    """What reads the lines after the first. Raises BadHeads."""
    form = forms.form(batch.survey.version_id or 0)
    heads = read_heads(form, first)
    batch.heads, batch.ignored, batch.absent = first, heads.ignored, heads.absent
    batch.has_keys, batch.total = "key" in heads.about, total
    batch.save(update_fields=["heads", "ignored", "absent", "has_keys", "total"])
    fits = sealed.fits if batch.survey.is_anonymous else lambda answers: True
    here = today(authorities.calendar().zone)
    return LineReader(form, heads, digest, here, bounds.surroundings(), fits)


def _keep_all(batch: AnswerImport, reader: LineReader, rows: Iterator[Row], within: Within) -> None:
    for line, cells in islice(rows, batch.read):
        reader.pass_over(line, cells)
    while some := list(islice(rows, PIECE)):
        found = [reader.read(line, cells) for line, cells in some]
        right = [one for one in found if isinstance(one, RightLine)]
        wrong = [one for one in found if isinstance(one, WrongLine)]
        with within():
            in_turn(f"import {batch.pk}")
            if not queries.is_at(batch):
                # Taken for dead, it was begun again by another, who goes on.
                return
            known = taken_keys(batch.survey, [one.key for one in right])
            fresh = [one for one in right if one.key not in known]
            imports.keep_lines(batch, fresh, wrong, known=len(known), read=len(some))
    with within():
        in_turn(f"import {batch.pk}")
        if queries.is_at(batch):
            imports.end_reading(batch=batch, by=BY)


def _write(number: int, within: Within) -> None:
    """Take in every line that is right, a piece a transaction; of an anonymous survey, write what
    was sealed in another."""
    left = 1
    while left:
        with within():
            batch = AnswerImport.objects.select_related("survey").get(pk=number)
            left = _take_next(batch)
        # What would be left alone at the end waits for what comes before it.
        if batch.survey.is_anonymous and (left >= BATCH or not left):
            _write_sealed(batch.survey, within)
    with within():
        imports.end_import(batch=batch, by=BY)


def _take_next(batch: AnswerImport) -> int:
    """Take in the next lines; returns how many are left."""
    in_turn(f"import {batch.pk}")
    piece = queries.next_right(batch)
    if piece is None:
        return 0
    lines = [_new(batch, line) for line in lines_in(piece)[0]]
    taken = take_lines(survey=batch.survey, lines=lines, by=BY)
    imports.empty_piece(piece, written=taken)
    return queries.right_left(batch)


def _write_sealed(survey: Survey, within: Within) -> None:
    with within():
        closing = is_complete(survey, now())
        sealed.write_batch(survey=survey, by=BY, closing=closing)


def _new(batch: AnswerImport, line: RightLine) -> tuple[str, NewAnswer]:
    return line.key, NewAnswer(
        version=batch.survey.version_id or 0,
        answers=line.answers,
        channel=line.channel,
        language=line.language,
        day=date.fromisoformat(line.day) if line.day else None,
    )
