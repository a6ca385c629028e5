"""What values are, and what is done with them: the same, to the bit, as in the browser.

A value is a float, a text, a bool, a list (of texts, or of rows) or None (empty). The browser's
twin is `frontend/src/islands/form/expression.ts`.
"""

import math
import operator as python
import re
from datetime import date
from typing import Any

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_YES_NO = {"yes": True, "no": False}
_COMPARISONS = {
    "=": python.eq,
    "!=": python.ne,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}


def to_date(text: Any) -> date | None:
    """The day that YYYY-MM-DD says; None when it says none."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_time(text: str) -> bool:
    """HH:MM, from 00:00 to 23:59."""
    return bool(_TIME.fullmatch(text))


def read(stored: Any) -> Any:
    """A stored answer as a value: numbers as floats; "", [] and {} are empty."""
    if isinstance(stored, bool):
        return stored
    if isinstance(stored, (int, float)):
        return finite(stored)
    return stored or None


def finite(number: float) -> float | None:
    """As a double; None for what is too large or no number. There is no negative zero."""
    try:
        double = float(number)
    except OverflowError:
        return None
    return double + 0.0 if math.isfinite(double) else None


def holds(value: Any) -> bool:
    """Whether a flag is yes; empty counts as no."""
    return value is True or value == "yes"


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Both as flags when one of them is: a yes/no question's answer is stored as a text."""
    if isinstance(left, bool) and isinstance(right, str):
        return left, _YES_NO.get(right)
    if isinstance(right, bool) and isinstance(left, str):
        return _YES_NO.get(left), right
    return left, right


def compares(operator: str, left: Any, right: Any) -> bool:
    """A comparison; false when a side is empty or when they are not of one kind."""
    left, right = _alike(left, right)
    if type(left) is not type(right) or not isinstance(left, (float, str, bool)):
        return False
    if isinstance(left, bool) and operator not in {"=", "!="}:
        return False
    return bool(_COMPARISONS[operator](left, right))


def round_to(number: float, decimals: int) -> float | None:
    """Half away from zero, of the decimal digits that one reads: round_to(1.005, 2) is 1.01."""
    scaled = _shifted(abs(number), decimals)
    whole = math.floor(scaled) if scaled is not None else None
    if scaled is None or whole is None:
        return None
    rounded = _shifted(float(whole + (scaled - whole >= 0.5)), -decimals)
    return finite(math.copysign(rounded, number)) if rounded is not None else None


def _shifted(number: float, decimals: int) -> float | None:
    """`number` times a power of ten, by its digits."""
    digits, _, exponent = repr(number).partition("e")
    return finite(float(f"{digits}e{int(exponent or 0) + decimals}"))


def days_between(start: Any, end: Any) -> float | None:
    """From one day to the other; negative when the second is the earlier."""
    first, last = to_date(start), to_date(end)
    return float((last - first).days) if first and last else None


def years_between(start: Any, end: Any) -> float | None:
    """Whole years, rounded down: the age at `end` of who was born at `start`."""
    first, last = to_date(start), to_date(end)
    if not first or not last:
        return None
    before = (last.month, last.day) < (first.month, first.day)
    return float(last.year - first.year - before)


def fold_case(text: str) -> str:
    """Letter by letter, so that no letter changes with its neighbours."""
    return "".join(letter.lower() for letter in text)


def canonical(value: Any) -> Any:
    """As it is stored: a whole number as an int, the rest as it is."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
