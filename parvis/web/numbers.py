"""Whole numbers as people's browsers send them: in addresses, in queries, in forms."""

# What the widest number of the database surely holds.
MOST_DIGITS = 18


def number(typed: str) -> int | None:
    """What was typed; None when it is no number, or a longer one than anything here has."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
