"""Demands about personal data (GDPR, articles 12 to 21): what they may be, and by when.

Pure: no database.
"""

from datetime import date

from parvis.foundation.calendars import add_months

ACCESS, ERASURE, RECTIFICATION, OBJECTION = "access", "erasure", "rectification", "objection"
KINDS = (ACCESS, ERASURE, RECTIFICATION, OBJECTION)
CHANNELS = ("mail", "letter", "counter", "phone", "form")

# How a demand ended. `PARTLY`: some of it is kept, lawfully, and that was said.
DONE, PARTLY, NOTHING, REFUSED = "done", "partly", "nothing", "refused"
OUTCOMES = (DONE, PARTLY, NOTHING, REFUSED)

# Why one is refused: who asks was not shown to be the person (12, 6), it is manifestly unfounded or
# excessive (12, 5), a public task or a legal obligation needs the data (17, 3 b), public archives
# (17, 3 d), a claim in court (17, 3 e), the rights of others (15, 4).
REASONS = ("identity", "excessive", "public_task", "archives", "claims", "others")

MONTHS, MONTHS_MORE = 1, 2


def due_on(received: date, *, extended: bool = False) -> date:
    """By when a demand is answered: one month, and two more once the person was told within that
    month that it takes longer (article 12, 3)."""
    return add_months(received, MONTHS + MONTHS_MORE if extended else MONTHS)


def may_extend(received: date, today: date) -> bool:
    """Whether the person can still be told in time that it takes longer."""
    return today <= due_on(received)
