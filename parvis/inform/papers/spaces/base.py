"""The room that each kind of answer gets on paper, and how to fill it in.

A space is what the template draws: `draw` names how, the rest is what it needs. `value` is an
answer known beforehand (None for none), drawn as if it had been written.
"""

from functools import singledispatch
from typing import Any

from parvis.offer.forms.fields import FieldBase

Space = dict[str, Any]


@singledispatch
def space(field: FieldBase, language: str, value: Any) -> Space:
    """What is drawn for an answer to `field`: a line, unless its kind says otherwise."""
    return lines(1, said(field, language, value))


def lines(count: int = 1, written: str = "", unit: str = "", hint: str = "") -> Space:
    """Lines to write on; with a `unit`, one short line before it."""
    return {"draw": "lines", "count": count, "written": written, "unit": unit, "hint": hint}


def sketch(written: str = "", hint: str = "") -> Space:
    """A frame to draw in, and a line to write on below."""
    return {"draw": "sketch", "written": written, "hint": hint}


def boxes(*groups: tuple[int, str, str], between: str = "", hint: str = "") -> Space:
    """Boxes of one character each, in groups: how many, what is said below, what is in them."""
    drawn = [{"count": count, "label": label, "written": text} for count, label, text in groups]
    return {"draw": "boxes", "groups": drawn, "between": between, "hint": hint}


def said(field: FieldBase, language: str, value: Any) -> str:
    """An answer as a person reads it; "" for none."""
    return "" if value is None else field.words(value, language)


def ticks(groups: list[tuple[str, list[tuple[str, bool]]]], hint: str, columns: int) -> Space:
    """Boxes to tick, each beside its text and ticked or not; groups may have a title."""
    drawn = [
        {"title": title, "items": [{"text": text, "ticked": ticked} for text, ticked in items]}
        for title, items in groups
    ]
    return {"draw": "ticks", "groups": drawn, "columns": columns, "hint": hint}


def parts(*named: tuple[str, Space], hint: str = "") -> Space:
    """Several spaces, each under its name."""
    drawn = [{"label": label, "space": one} for label, one in named]
    return {"draw": "parts", "parts": drawn, "hint": hint}
