"""What a reading is, before it is kept."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from parvis.foundation.text import words

REPORT, STATEMENT, ANSWER = "report", "statement", "answer"
# What is read of one text, in characters: ten pages. The rest is kept, and not read.
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Contribution:
    """A text that somebody gave, to be read. `service_type` is what it was sent as, if anything;
    `lock` the closed department that it belongs to."""

    kind: str
    subject: int
    text: str
    said_on: date
    part: str = ""
    report: int | None = None
    answer: int | None = None
    service_type: int | None = None
    lock: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in one text. `near_print` is nearly the same for nearly the same words (64
    bits, without a sign). `parts` is what each room found, by its name, as it is kept; `versions`
    which version of it did."""

    vector: Any
    language: str = ""
    mood: str = ""
    towards: str = ""
    is_urgent: bool = False
    service_type: int | None = None
    sureness: float | None = None
    near_print: int | None = None
    parts: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def fingerprint(text: str) -> int:
    """The same number for the same words, whatever their case, accents, spaces and punctuation; 64
    bits, with a sign."""
    said = " ".join(words(text)) or text.strip()
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), signed=True)
