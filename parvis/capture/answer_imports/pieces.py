"""What a piece of a sheet holds, as JSON, and back."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from parvis.capture.answer_imports.lines import Problem, RightLine, WrongLine
from parvis.capture.answer_imports.models import FILE, LINES, AnswerImport, ImportPiece

# Bytes of a file in one piece.
_BYTES = 1_000_000


def cut(batch: AnswerImport, content: bytes) -> Iterator[ImportPiece]:
    """A file as pieces, not written yet."""
    for number, at in enumerate(range(0, len(content), _BYTES)):
        part = base64.b64encode(content[at : at + _BYTES]).decode()
        yield _piece(batch, FILE, number, part)


def joined(pieces: Iterable[ImportPiece]) -> bytes:
    """The file that was cut into these pieces, in their order."""
    return b"".join(base64.b64decode(piece.content) for piece in pieces)


def of_lines(
    batch: AnswerImport, number: int, right: Sequence[RightLine], wrong: Sequence[WrongLine]
) -> ImportPiece:
    """Lines that were looked through as a piece, not written yet."""
    piece = _piece(batch, LINES, number, _said(right, wrong))
    piece.right, piece.wrong = len(right), len(wrong)
    return piece


def lines_in(piece: ImportPiece) -> tuple[list[RightLine], list[WrongLine]]:
    """The lines that a piece holds still: right ones and wrong ones."""
    if not piece.content:
        return [], []
    stored = json.loads(piece.content)
    wrong = [
        WrongLine(one["line"], one["cells"], [Problem(**found) for found in one["problems"]])
        for one in stored["wrong"]
    ]
    return [RightLine(**one) for one in stored["right"]], wrong


def without_right(piece: ImportPiece) -> None:
    """Let a piece hold its wrong lines alone."""
    piece.content = _said([], lines_in(piece)[1]) if piece.wrong else ""
    piece.right = 0


def _said(right: Sequence[RightLine], wrong: Sequence[WrongLine]) -> str:
    return json.dumps({"right": right, "wrong": wrong}, ensure_ascii=False, default=_plain)


def _plain(part: RightLine | WrongLine | Problem) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _piece(batch: AnswerImport, kind: str, number: int, content: str) -> ImportPiece:
    return ImportPiece(
        batch=batch,
        kind=kind,
        number=number,
        content=content,
        department_lock=batch.department_lock,
    )
