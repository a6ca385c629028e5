"""What a definition and an XLSForm can't say alike, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Whoever has read so many of what was not taken in reads no further.
MOST_NOTES = 1_000


@dataclass(frozen=True, slots=True)
class Note:
    """Something that one side says and the other can't: on which `sheet`, `line` (as a spreadsheet
    numbers it, 0 for the whole sheet) and `column`, and what (`details`). Sentences stand with the
    pages."""

    code: str
    sheet: str = "survey"
    line: int = 0
    column: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class BadFile(ValueError):
    """No XLSForm that can be taken in: `code` says why, `sheet` and `line` where."""

    def __init__(self, code: str, sheet: str = "", line: int = 0, details: str = "") -> None:
        super().__init__(code, sheet, line, details)
        self.code, self.sheet, self.line, self.details = code, sheet, line, details
