"""A survey's answers as pieces of a file, in a transaction of their own."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import get_language, gettext, override

from parvis.adapters import tabular
from parvis.foundation.db.scope import acting_for
from parvis.inform.answer_files.sheet import Sheet
from parvis.inform.dashboards.export import guarded
from parvis.offer.surveys.models import Survey

# What an agent may take away; the last two are the code book alone.
KINDS = ("csv", *tabular.KINDS, "codes.csv", "codes.json")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sav": "application/x-spss-sav",
    "codes.csv": "text/csv; charset=utf-8",
    "codes.json": "application/json",
}
# Semicolons and a byte order mark: what a French spreadsheet opens by itself.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
PIECE = 500
_BYTES = 65_536


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def pieces(
    survey: Survey, kind: str, *, whole: bool, authority: int, opened: Iterable[int]
) -> Iterator[bytes]:
    """The file, as it is written: the page's transaction has ended by then."""
    language = get_language() or "fr"
    with override(language), acting_for(authority, compartments=opened, read_only=True):
        sheet = Sheet(survey, whole=whole)
        if kind == "codes.json":
            yield json.dumps(sheet.described(), ensure_ascii=False).encode()
        elif kind == "codes.csv":
            yield from _csv(sheet.code_book())
        elif kind == "csv":
            yield from _csv(_with_heads(sheet))
        else:
            yield from written(sheet, kind)


def _with_heads(sheet: Sheet) -> Iterator[list[Any]]:
    yield [column.name for column in sheet.columns]
    yield from sheet.rows()


def _csv(rows: Iterable[list[Any]]) -> Iterator[bytes]:
    writer = csv.writer(_Echo(), delimiter=";")
    piece = [MARK]
    for row in rows:
        piece.append(writer.writerow([in_text(value) for value in row]))
        if len(piece) >= PIECE:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def in_text(value: Any) -> str:
    """A cell as CSV has it: numbers with a comma, no text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return repr(value).replace(".", ",")
    return guarded(str(value))


def plain(kind: str, heads: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """Texts under these heads, as csv or xlsx."""
    if kind == "csv":
        yield from _csv([heads, *rows])
        return
    texts = [{"name": head, "type": "text"} for head in heads]
    yield from _file(kind, columns=texts, code_book=[], rows=rows)


def written(sheet: Sheet, kind: str) -> Iterator[bytes]:
    """A sheet with its code book, as one of `tabular.KINDS`."""
    yield from _file(
        kind, columns=sheet.described(), code_book=list(sheet.code_book()), rows=sheet.rows()
    )


def _file(kind: str, **parts: Any) -> Iterator[bytes]:
    with TemporaryDirectory(prefix="parvis-export-") as folder:
        path = Path(folder) / f"answers.{kind}"
        sheets = (gettext("Answers"), gettext("Code book"))
        tabular.write(kind, path, sheets=sheets, **parts)
        with path.open("rb") as file:
            while piece := file.read(_BYTES):
                yield piece
