"""The code on a form's paper, by which an agent finds what it asks: `1-1042-57`.

It says what the paper is of (1: a survey, 2: a type of request), the number of the survey or of
the type's version, and two check digits over both (ISO 7064, MOD 97-10, as an IBAN has: every
wrong digit is found, and every two that changed places). Digits alone: typed on a number pad, said
on the phone in any language. The same on every copy, so it says nothing of who holds it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from stdnum.iso7064 import mod_97_10

Of = Literal["survey", "request"]
_FIRST: dict[str, Of] = {"1": "survey", "2": "request"}
# What it is of, as many digits as the widest number of the database surely holds, two to check.
_TYPED = re.compile(r"(?P<of>[12])(?P<number>[1-9][0-9]{0,17})[0-9]{2}", re.ASCII)
_BETWEEN = re.compile(r"[\s./_‐‑‒–—-]+")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What a paper is of; `str()` gives the code as it is printed."""

    of: Of
    number: int

    def __str__(self) -> str:
        first = next(digit for digit, of in _FIRST.items() if of == self.of)
        check = mod_97_10.calc_check_digits(f"{first}{self.number}")
        return f"{first}-{self.number}-{check}"


def read_code(typed: str) -> PaperCode | None:
    """What was typed or scanned, with any separators or none; None when it is no code: one digit
    was misread."""
    plain = _BETWEEN.sub("", typed)
    found = _TYPED.fullmatch(plain)
    if found is None or not mod_97_10.is_valid(plain):
        return None
    return PaperCode(_FIRST[found["of"]], int(found["number"]))
