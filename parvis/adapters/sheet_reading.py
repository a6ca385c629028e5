"""A sheet of data that somebody sends, CSV or XLSX, as rows of texts, read by a process of its own.

A hostile file costs that process alone: it is limited in memory and time, and answers with the rows
or with the code of what is wrong (`sheet_reading_child`).
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path

from parvis.adapters.limited import run_limited
from parvis.adapters.sheet_reading_child import WALL_SECONDS

LARGEST_FILE = 40_000_000
_CHILD = Path(__file__).with_name("sheet_reading_child.py")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class NotASheet(ValueError):
    """The file can't be read. `code`: empty, too_large, old_excel, archive, not_a_sheet, macros,
    formula, quotes, too_many_columns, too_many_rows or long_cell; `line` and `column` (from 1)
    where it is known, else 0."""

    def __init__(self, code: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{code} {line} {column}")
        self.code, self.line, self.column = code, line, column


def read_sheet(content: bytes, *, most_rows: int = 0) -> bytes:
    """The rows of a file as lines of JSON: for each line that isn't blank, its number and its
    cells as texts, days and hours in ISO 8601. The first alone where `most_rows` says how many.
    Raises NotASheet."""
    if not content.strip():
        raise NotASheet("empty")
    if len(content) > LARGEST_FILE:
        raise NotASheet("too_large")
    if content.startswith(_OLD_EXCEL):
        raise NotASheet("old_excel")
    given = run_limited("-I", str(_CHILD), str(most_rows), given=content, seconds=WALL_SECONDS)
    if given.returncode == 0:
        return given.stdout
    told = given.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    code, _, place = told.partition(" ")
    line, _, column = place.partition(" ")
    if not line.isdecimal():
        # It was ended, or stumbled over what it read.
        raise NotASheet("not_a_sheet" if given.returncode > 0 else "too_large")
    raise NotASheet(code, int(line), int(column or 0))


def rows_of(lines: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row of what `read_sheet` gave: its line in the file, its cells."""
    for line in io.BytesIO(lines):
        number, cells = json.loads(line)
        yield number, cells
