"""Numbers of accounts (IBAN) and of the national insurance (NIR)."""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.fr import nir

from parvis.understand.personal.context import before
from parvis.understand.personal.found import Found, Kind

_S = r"[ \t\u00a0\u202f.\-]{0,2}"
_NIR = re.compile(
    rf"(?<![\w])[1-478]{_S}\d\d{_S}\d\d{_S}\d[\dABab]{_S}\d{_S}\d\d{_S}\d\d\d(?:{_S}\d\d)?(?!\w)"
)
_INSURED = re.compile(
    r"\b(?:s[ée]cu\w*|ss|nir|insee|assur[ée]e?|immatriculation|vitale|cpam)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_IBAN = re.compile(rf"(?<!\w)[A-Za-z]{{2}}\d\d(?:{_S}[A-Za-z0-9]){{11,30}}")
_FRENCH_IBAN = re.compile(
    rf"(?:FR|MC)\d\d(?:{_S}\d){{10}}(?:{_S}[A-Z0-9]){{11}}(?:{_S}\d){{2}}(?!\w)", re.IGNORECASE
)
_SHORTEST_IBAN = 15


def ibans(text: str) -> Iterator[Found]:
    """By their key; one that is French in its shape alone is as personal, if mistyped."""
    for candidate in _IBAN.finditer(text):
        french = _FRENCH_IBAN.match(text, candidate.start())
        if french is not None:
            sure = 0.99 if _has_key(french.group()) else 0.9
            yield Found(*french.span(), Kind.IBAN, sure, "iban.french")
            continue
        end = _end_of_valid(candidate.group())
        if end:
            yield Found(candidate.start(), candidate.start() + end, Kind.IBAN, 0.99, "iban.foreign")


def _end_of_valid(run: str) -> int:
    """Where the longest valid number at the beginning of this run of words ends; 0 without one."""
    ends = [at + 1 for at, sign in enumerate(run) if sign.isalnum()][_SHORTEST_IBAN - 1 :]
    return next((end for end in reversed(ends) if _has_key(run[:end])), 0)


def nirs(text: str) -> Iterator[Found]:
    """By their shape, surer with their key (2A and 2B are Corsica's), or where words say it."""
    for number in _NIR.finditer(text):
        digits = re.sub(r"\W", "", number.group())
        if not _is_dated(digits):
            continue
        if nir.is_valid(digits):
            yield Found(*number.span(), Kind.NIR, 0.99, "nir.key")
        elif _INSURED.search(before(text, number.start())):
            yield Found(*number.span(), Kind.NIR, 0.95, "nir.said")
        else:
            sure = 0.7 if len(digits) == 15 and " " in number.group() else 0.3
            yield Found(*number.span(), Kind.NIR, sure, "nir.shape")


def _is_dated(digits: str) -> bool:
    """Its month is one, or one of those that stand for an unknown birth."""
    month = int(digits[3:5])
    return 1 <= month <= 12 or month >= 20


def _has_key(number: str) -> bool:
    """Whether its key fits; not whether its bank exists."""
    return bool(iban.is_valid(number, check_country=False))
