"""What becomes of a sentence that leaves to be worded."""

from dataclasses import dataclass

WORDED, KEPT, FAILED, UNSENT = "worded", "kept", "failed", "unsent"
# What left is shown for a year: as long as who looked at contact details.
KEPT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Leaving:
    """A sentence about to leave, as it is sent (masked); characters `start` to `end` of the text
    that the reading is of (None: nobody wrote it)."""

    sent: str
    reading: int | None = None
    start: int = 0
    end: int = 0
