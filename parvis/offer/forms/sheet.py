"""An answer as one short row of bytes, for figures: each closed question a code or a number.

All answers under one version have rows of one length, so that a hundred thousand of them are read
as one array. Words have no place in it, nor what is personal or sensitive: that is encrypted.
`struct` writes a row (a web process needs no more); `numpy` reads them all with the same layout.
"""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from parvis.offer.forms.columns import are_public, columns, row
from parvis.offer.forms.compiled import CompiledForm, once
from parvis.offer.forms.fields import Column

# What stands for no answer, by the shape of the cell.
NO_CODE, NO_DAY = -1, 0
_SHAPES = {
    "code": "h", "flag": "b", "integer": "d", "number": "d", "date": "i", "time": "h",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The cells of a row, in order; columns of words are left out."""

    cells: tuple[Column, ...]

    @cached_property
    def format(self) -> str:
        """As `struct` says it: little-endian, without gaps."""
        return "<" + "".join(_SHAPES[cell.type] for cell in self.cells)

    @cached_property
    def length(self) -> int:
        """Bytes in a row."""
        return struct.calcsize(self.format)

    @cached_property
    def codes(self) -> tuple[dict[str, int], ...]:
        """For each cell, the number that stands for each code."""
        return tuple({code: at for at, code in enumerate(cell.codes)} for cell in self.cells)


@once
def layout(form: CompiledForm) -> Layout:
    """How the answers to a form are laid in a row."""
    every = zip(columns(form), are_public(form), strict=True)
    return Layout(tuple(column for column, public in every if _has_place(column, public)))


def packed(form: CompiledForm, answers: Mapping[str, Any]) -> bytes:
    """One set of answers as a row."""
    laid = layout(form)
    cells = zip(columns(form), are_public(form), row(form, dict(answers)), strict=True)
    kept = [value for column, public, value in cells if _has_place(column, public)]
    numbers = [
        _number(cell, codes, value)
        for cell, codes, value in zip(laid.cells, laid.codes, kept, strict=True)
    ]
    return struct.pack(laid.format, *numbers)


def _has_place(column: Column, public: bool) -> bool:
    return public and column.type in _SHAPES


def _number(cell: Column, codes: Mapping[str, int], value: Any) -> float:
    match cell.type:
        case "code":
            return NO_CODE if value is None else codes[value]
        case "flag":
            return NO_CODE if value is None else int(value)
        case "date":
            return NO_DAY if value is None else date.fromisoformat(value).toordinal()
        case "time":
            return NO_CODE if value is None else _minutes(value)
    return math.nan if value is None else float(value)


def _minutes(value: str) -> int:
    hours, minutes = value.split(":")
    return int(hours) * 60 + int(minutes)
