"""What an entry may carry: ids, codes and times, never words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from parvis.foundation.calendars import add_months

# What is older goes, month by month, once it is sealed (the database's function
# `journal_drop_past` holds the same figure: the application can't shorten it).
KEPT_MONTHS = 120

_CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `kind` is one of agent, resident, system, import; `id` is empty when no
    account stands behind it (a resident without one, a scheduled job)."""

    kind: str
    id: int | None = None


SYSTEM = Actor("system")
RESIDENT = Actor("resident")


class FreeTextInJournal(ValueError):
    """A payload tried to carry words into the journal."""


def payload(data: dict[str, Any]) -> dict[str, Any]:
    """`data` made ready for JSON; raises `FreeTextInJournal` for anything but numbers,
    booleans, times and short codes (no space, no accent, 64 characters at most)."""
    return {str(key): _value(key, value) for key, value in data.items()}


def _value(key: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    if isinstance(value, list | tuple):
        return [_value(key, item) for item in value]
    raise FreeTextInJournal(f"{key!r} carries {type(value).__name__}: only ids, codes and times")


def kept_from(now: datetime) -> datetime:
    """Since when the journal is kept, at the moment `now`."""
    day = add_months(now.date(), -KEPT_MONTHS)
    return datetime.combine(day, time(), tzinfo=now.tzinfo)
