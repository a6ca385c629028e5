"""A cell of somebody's sheet as its column wants it: codes or their words, yes and no, days and
numbers as people write them. What can't be read so stays as it was given, to be refused by name.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from parvis.foundation.text import fold
from parvis.offer.forms.fields import Column

# What our own exports put before a text that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
_YES = {"1", "true", "vrai", "oui", "yes", "x"}
_NO = {"0", "false", "faux", "non", "no"}
_FRENCH_DAY = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T].*)?")


class Cells:
    """Reads the cells of one column."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._codes = _by_words(column.codes) if column.type == "code" else {}

    def read(self, cell: str) -> Any:
        """The value of a cell that isn't blank. Raises ValueError for a box to tick that says
        neither yes nor no: read on, it would count as no."""
        match self.column.type:
            case "code":
                known = cell in self.column.codes
                return cell if known else self._codes.get(fold(cell), cell)
            case "flag":
                return as_flag(cell)
            case "date":
                return day_of(cell) or cell
        return _GUARDED.sub("", cell, count=1)


def _by_words(codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Each code by itself and by what it means; a word that means two codes means none."""
    found: dict[str, str | None] = {}
    for code, said in codes.items():
        for word in {fold(text) for text in said.values()}:
            found[word] = None if word in found else code
    known = {word: code for word, code in found.items() if word and code is not None}
    return known | {fold(code): code for code in codes}


def as_flag(cell: str) -> bool:
    """Yes or no. Raises ValueError."""
    said = fold(cell)
    if said not in _YES | _NO:
        raise ValueError("neither yes nor no")
    return said in _YES


def day_of(cell: str) -> str:
    """A day in ISO 8601, from that, from a moment or from 2/3/2026; empty when it is none."""
    iso, french = _ISO_DAY.fullmatch(cell), _FRENCH_DAY.fullmatch(cell)
    if french is not None:
        day, month, year = french.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    else:
        text = iso.group(1) if iso is not None else ""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""
