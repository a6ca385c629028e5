"""Short references that people read out and write down: `VP-26-48213`.

A reference is a prefix of the authority, two digits of the year and a random number. The number is
drawn, not counted, so that it tells nobody how many reports a town gets, and knowing one reference
doesn't give the next. It is not a secret: it opens nothing by itself. Two draws may collide; the
column is unique per authority and the caller draws again.
"""

import re
import secrets
from dataclasses import dataclass
from random import Random

PREFIX = re.compile(r"[A-Z]{2,4}")
# Typed by hand: letters of either case, any separators or none.
_TYPED = re.compile(r"\s*([A-Za-z]{2,4})[\s./_-]*(\d{2})[\s./_-]*(\d{4,9})\s*")
DEFAULT_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Reference:
    """A parsed reference; `str()` gives the form shown to people."""

    prefix: str
    year: int
    number: str

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year % 100:02d}-{self.number}"


def new_reference(
    prefix: str,
    year: int,
    *,
    digits: int = DEFAULT_DIGITS,
    rng: Random | secrets.SystemRandom | None = None,
) -> str:
    """Draw a reference for `year` (four digits), its number having exactly `digits` digits.

    The first digit is never 0, so that nobody drops it. Raises ValueError for a prefix that isn't
    two to four capital letters.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError("a reference prefix is two to four capital letters")
    draw = rng or secrets.SystemRandom()
    number = draw.randrange(10 ** (digits - 1), 10**digits)
    return str(Reference(prefix, year, str(number)))


def digits_for(expected_per_year: int) -> int:
    """How many digits keep a year's numbers at most a tenth used, so that draws rarely collide."""
    digits = DEFAULT_DIGITS
    while 9 * 10 ** (digits - 1) < 10 * expected_per_year:
        digits += 1
    return digits


def normalise_reference(typed: str) -> str | None:
    """The canonical form of what someone typed ("vp 26 48213"), or None when it isn't one."""
    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    prefix, year, number = found.groups()
    return f"{prefix.upper()}-{year}-{number}"
