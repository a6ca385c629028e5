"""Numbers said in French words, as digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TO_SIXTEEN = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
quinze seize"""
_VALUES = {word: value for value, word in enumerate(_TO_SIXTEEN.split())}
_VALUES |= {"zero": 0, "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40}
_VALUES |= {"cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_RUN = re.compile(
    rf"(?<!\w)(?:{_WORD}|\d{{1,2}})(?!\w)"
    rf"(?:[\s,.\-]{{1,3}}(?:et[\s\-])?(?:{_WORD}|\d{{1,2}})(?!\w))+",
    re.IGNORECASE,
)
_PART = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """Digits that were said from `start` to `end`: « zéro six trente-neuf » is 0639."""

    start: int
    end: int
    digits: str


def said(text: str) -> Iterator[Said]:
    """Runs of two numbers or more of which one at least is a word."""
    for run in _RUN.finditer(text):
        parts = [part.casefold() for part in _PART.findall(run.group())]
        if any(part in _VALUES for part in parts):
            yield Said(*run.span(), _digits([part for part in parts if part != "et"]))


def _digits(parts: list[str]) -> str:
    """Each number below a hundred is written with the digits it has; « soixante et onze » is 71."""
    digits: list[str] = []
    at = 0
    while at < len(parts):
        value, used = _number(parts, at)
        digits.append(value)
        at += used
    return "".join(digits)


def _number(parts: list[str], at: int) -> tuple[str, int]:
    """The number that begins at this part, and how many parts it takes."""
    first = parts[at]
    if first not in _VALUES:
        return first, 1
    tens, used = _tens(parts, at)
    if not tens:
        return str(_VALUES[first]), 1
    rest = _VALUES.get(parts[at + used], 0) if at + used < len(parts) else 0
    if rest == 10 and at + used + 1 < len(parts) and tens in (10, 60, 80):
        unit = _VALUES.get(parts[at + used + 1], 0)
        if 7 <= unit <= 9:
            return str(tens + 10 + unit), used + 2
    most = {10: 0, 60: 16, 80: 16}.get(tens, 9)
    if tens == 10:
        return (str(10 + rest), used + 1) if 7 <= rest <= 9 else ("10", used)
    return (str(tens + rest), used + 1) if 0 < rest <= most else (str(tens), used)


def _tens(parts: list[str], at: int) -> tuple[int, int]:
    """The tens that begin here (0: none), and how many parts they take."""
    value = _VALUES[parts[at]]
    following = _VALUES.get(parts[at + 1], 0) if at + 1 < len(parts) else 0
    if value == 4 and following == 20:
        return 80, 2
    is_ten = value >= 20 or value == 10
    return (value, 1) if is_ten else (0, 0)
