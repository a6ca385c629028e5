"""Reads one sheet of data, in a process of its own, and ends.

Started by `sheet_reading.py` as a plain script, it knows nothing of the project. The file comes on
standard input, its rows go to standard output as lines of JSON; what is wrong is said on standard
error: a code, and the line and column where it is. What a workbook would cost is read from the
zip's directory before anything is inflated.
"""

import csv
import io
import json
import re
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 150
# A busy machine may take long to give these; a sheet is refused for what it is, not for that.
WALL_SECONDS = 1_200
LARGEST_INFLATED = 300_000_000
MOST_ENTRIES = 500
MOST_ROWS = 200_000
MOST_COLUMNS = 5_000
LONGEST_CELL = 50_000
_SHEET = "xl/workbook.xml"
_CHUNK = 1 << 16
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
# What no cell may hold: control characters, and halves of pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_QUOTED = re.compile(r'"[^"]*"')


class Wrong(Exception):
    """The code of what is wrong, and where."""

    def __init__(self, code: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{code} {line} {column}")


def rows(content: bytes) -> Iterator[list[str]]:
    """Every row of the file, blank ones too."""
    if content.startswith(b"PK\x03\x04"):
        yield from _of_workbook(content)
    else:
        yield from _of_text(content)


def _of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    if "\x00" in text:
        raise Wrong("not_a_sheet")
    csv.field_size_limit(LONGEST_CELL)
    # Broken quotes are said: read as they come, they would swallow lines.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    read = 0
    try:
        for cells in reader:
            read += 1
            yield [_plain(cell) for cell in cells]
    except csv.Error as error:
        raise Wrong("long_cell" if "limit" in str(error) else "quotes", read + 1) from error


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where its mark says so, else what older spreadsheets write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 is Latin-1 with quotation marks and the euro; five of its bytes mean nothing.
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    plain = _QUOTED.sub("", first)
    return max(";,\t", key=plain.count)


def _of_workbook(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(content)) as archive:
        _check(archive)
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    if sheet is None:
        raise Wrong("not_a_sheet")
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(), 1):
        for column, cell in enumerate(cells, 1):
            if cell.data_type == "f":
                raise Wrong("formula", line, column)
        yield [_text(cell.value) for cell in cells]


def _check(archive: ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if _SHEET not in names:
        raise Wrong("archive")
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_INFLATED:
        raise Wrong("too_large")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Wrong("macros")
    for name in names:
        if name.endswith((".xml", ".rels")):
            _check_xml(archive, name)


def _check_xml(archive: ZipFile, name: str) -> None:
    """No document type: nothing that a parser would expand or fetch."""
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            # Office writes UTF-8; in another encoding a document type would not be seen here.
            if b"\x00" in chunk or any(one in before + chunk for one in _DECLARED):
                raise Wrong("not_a_sheet")
            before = chunk[-16:]


def _text(value: Any) -> str:
    """A cell as it would stand in a CSV file."""
    match value:
        case None:
            text = ""
        case bool():
            text = str(int(value))
        case float():
            text = str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.time() == time():
            text = value.date().isoformat()
        case datetime():
            text = value.isoformat(" ", "minutes")
        case time():
            text = value.isoformat("minutes")
        case date():
            text = value.isoformat()
        case _:
            # How Excel writes the carriage return of a line that was broken elsewhere.
            text = str(value).replace("_x000D_", "")
    return _plain(text)


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def bounded(every: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, with their lines, without the empty cells at their end."""
    found = 0
    for line, cells in enumerate(every, 1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        found += 1
        if found > MOST_ROWS + 1:
            raise Wrong("too_many_rows", line)
        if len(cells) > MOST_COLUMNS:
            raise Wrong("too_many_columns", line)
        for column, cell in enumerate(cells, 1):
            if len(cell) > LONGEST_CELL:
                raise Wrong("long_cell", line, column)
        yield line, cells


def confine() -> None:
    """Give up, for good, what reading a sheet doesn't need."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Write the rows; 2 when something is wrong with the file."""
    confine()
    most, problem = int(sys.argv[1]), ""
    try:
        for number, (line, cells) in enumerate(bounded(rows(sys.stdin.buffer.read())), 1):
            sys.stdout.write(json.dumps([line, cells]) + "\n")
            if number == most:
                break
    except Wrong as wrong:
        problem = str(wrong)
    except MemoryError:
        problem = "too_large 0 0"
    # openpyxl answers broken XML with whatever its own reading stumbles over.
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError,
            EOFError, OSError, NotImplementedError, RuntimeError) as error:  # fmt: skip
        problem = type(error).__name__
    sys.stderr.write(problem)
    return 2 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
