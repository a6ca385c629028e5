"""What one look of the doctor found."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How grave it is: only `wrong` makes the doctor fail."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the installation, and what to do about it."""

    verdict: Verdict
    said: str
    advice: str = ""


def ok(said: str) -> Finding:
    """All is well here."""
    return Finding(Verdict.OK, said)


def note(said: str, advice: str = "") -> Finding:
    """Good to know; nothing is broken."""
    return Finding(Verdict.NOTE, said, advice)


def wrong(said: str, advice: str) -> Finding:
    """Something that must be put right, and how."""
    return Finding(Verdict.WRONG, said, advice)
