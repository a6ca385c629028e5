"""A name among the words of a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Words `at` to `end` (excluded); none where they are the same. `titled`: a title is before."""

    at: int
    end: int
    sure: float
    why: str
    titled: bool = False
