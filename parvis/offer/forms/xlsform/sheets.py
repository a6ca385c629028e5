"""Workbooks out of rows and rows out of workbooks, whoever made them.

A workbook is a zip of XML: what it would cost is read from the zip's directory before anything is
inflated, and zipfile inflates no entry beyond the size that stands there. Rows are read one by
one. openpyxl costs half a second to import: only who needs it waits for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from parvis.offer.forms.xlsform.notes import BadFile

Row = dict[str, str]
Rows = Mapping[str, Sequence[Row]]

LARGEST_FILE = 5_000_000
LARGEST_INFLATED = 30_000_000
MOST_ENTRIES = 200
MOST_ROWS = {"survey": 3_000, "choices": 20_000, "settings": 10}
MOST_COLUMNS = 250
LONGEST_CELL = 32_767
# In which line of its sheet a row stood.
LINE = "__row"

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SHEET = "xl/workbook.xml"
_CHUNK = 1 << 16
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
# What a sheet's XML can't hold: control characters, and halves of pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# How Excel writes a character by its number: a text that looks so is written so itself.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def write_workbook(sheets: Rows) -> bytes:
    """An .xlsx of these sheets; the headings are those of their rows. Every cell is a text."""
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        for line, cells in enumerate([dict(zip(headings, headings, strict=True)), *rows], 1):
            for at, heading in enumerate(headings, 1):
                if text := cells.get(heading, ""):
                    cell = sheet.cell(line, at)
                    cell.value = _written(text)
                    # "=1+1" is a text too.
                    cell.data_type = "s"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _written(text: str) -> str:
    plain = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPED.sub("_x005F_", plain)[:LONGEST_CELL]


def read_workbook(content: bytes) -> dict[str, list[Row]]:
    """The rows of the sheets that an XLSForm has, blank ones left out. Raises BadFile."""
    _check_archive(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        wanted = {name.strip().lower(): name for name in book.sheetnames}
        return {
            sheet: list(_rows(book[wanted[sheet]], sheet)) for sheet in MOST_ROWS if sheet in wanted
        }
    except BadFile:
        raise
    # openpyxl answers broken XML with whatever its own reading stumbles over.
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise BadFile("not_a_workbook", details=type(error).__name__) from error
    except (BadZipFile, EOFError, OSError) as error:
        raise BadFile("not_a_workbook", details=type(error).__name__) from error


def _check_archive(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise BadFile("too_large")
    if content.startswith(_OLD_EXCEL):
        raise BadFile("old_excel")
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_entries(archive)
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BadFile("not_a_workbook", details=type(error).__name__) from error


def _check_entries(archive: ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_INFLATED:
        raise BadFile("too_large")
    if _SHEET not in names:
        raise BadFile("not_a_workbook")
    if any(name.endswith(("vbaProject.bin", ".xlam")) for name in names):
        raise BadFile("macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise BadFile("external_links")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _check_xml(archive, entry.filename)


def _check_xml(archive: ZipFile, name: str) -> None:
    """No document type: nothing that a parser would expand or fetch."""
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            # Office writes UTF-8; in another encoding a document type would not be seen here.
            if b"\x00" in chunk or any(one in before + chunk for one in _DECLARED):
                raise BadFile("not_a_workbook", name)
            before = chunk[-16:]


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    most = MOST_ROWS[name]
    headings: list[str] = []
    sheet.reset_dimensions()
    lines = sheet.iter_rows(max_row=most + 2, max_col=MOST_COLUMNS)
    for line, cells in enumerate(lines, 1):
        if line > most + 1:
            raise BadFile("too_many_rows", name, line)
        if any(cell.data_type == "f" for cell in cells):
            raise BadFile("formula", name, line)
        texts = [_text(cell.value) for cell in cells]
        if not headings:
            headings = [text.strip() for text in texts]
            continue
        row = {head: text for head, text in zip(headings, texts, strict=False) if head and text}
        if row:
            yield {**row, LINE: str(line)}


def _text(value: Any) -> str:
    """A cell as text, as pyxform reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value))
    text = _UNWRITABLE.sub("", text.replace("\r\n", "\n"))
    return text if text.strip() else ""
