"""What the holder of a secret link may do now: pure decisions, `now` passed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from parvis.offer.workflows.rules import CLOSED

REPLY, PHOTO, FIXED, STILL_THERE = "reply", "photo", "fixed", "still_there"
WITHDRAWAL, REOPENING, SATISFACTION, STOP = "withdrawal", "reopening", "satisfaction", "stop"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who looks: the report's author or not, reached by messages or not, what they already said."""

    is_author: bool
    gets_news: bool
    has_judged: bool
    has_withdrawn: bool = False


class Standing(Protocol):
    """What this asks of the case that another joined: `Facts`, or a `Case`."""

    @property
    def state(self) -> str: ...
    @property
    def closed_at(self) -> datetime | None: ...


def choices(
    *,
    state: str,
    closed_at: datetime | None,
    holder: Holder,
    now: datetime,
    reopen_days: int,
    main: Standing | None = None,
) -> tuple[str, ...]:
    """What this person may do, in the order in which it is shown.

    Who reported it may have any end but a withdrawal looked at again; who only follows ("me too")
    may say that it is still there once it is said to be done, within the same days, which reopens
    it too: they joined while it was open, they stand in front of it, and an ended case is in no
    queue where a remark would be read. A refusal stays a matter between its author and the town.
    What joined another case ends with it (`main`): its author judges that end, has the time that
    begins with it, and withdraws until then, which leaves the other's as it is.
    """
    is_open = state not in CLOSED
    main = main if state == "duplicate" else None
    goes_on = main is not None and main.state not in CLOSED
    is_settled = "resolved" in {state, main.state if main else ""}
    in_time = goes_on or can_reopen(ended_at(closed_at, main), now, reopen_days)
    found = [REPLY, PHOTO]
    if is_open:
        found += [FIXED, STILL_THERE]
    if is_settled and not holder.has_judged:
        found.append(SATISFACTION)
    if holder.is_author:
        if not is_open and state != "withdrawn" and in_time:
            found.append(REOPENING)
        if is_open or (goes_on and not holder.has_withdrawn):
            found.append(WITHDRAWAL)
    elif is_settled and in_time:
        found.append(STILL_THERE)
    if holder.gets_news:
        found.append(STOP)
    return tuple(found)


def leads_to(kind: str, state: str) -> str | None:
    """The state that saying this leads a case in `state` to; None when it stays as it is."""
    if kind == STILL_THERE and state in CLOSED:
        return "reopened"
    if kind == WITHDRAWAL and state == "duplicate":
        return None
    return {WITHDRAWAL: "withdrawn", REOPENING: "reopened"}.get(kind)


def ended_at(closed_at: datetime | None, main: Standing | None) -> datetime | None:
    """When a case came to its end, with the one that it joined; None while either goes on."""
    if closed_at is None or main is None:
        return closed_at
    return main.closed_at and max(closed_at, main.closed_at)


def can_reopen(closed_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether an ended case is still within the time for looking at it again."""
    return closed_at is not None and now - closed_at <= timedelta(days=days)
