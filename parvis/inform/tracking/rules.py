"""What the holder of a secret link may do now: pure decisions, `now` passed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.offer.workflows.rules import CLOSED

REPLY, PHOTO, FIXED, STILL_THERE = "reply", "photo", "fixed", "still_there"
WITHDRAWAL, REOPENING, SATISFACTION, STOP = "withdrawal", "reopening", "satisfaction", "stop"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who looks: the report's author or not, reached by messages or not, what they already said."""

    is_author: bool
    gets_news: bool
    has_judged: bool


def choices(
    *,
    state: str,
    closed_at: datetime | None,
    holder: Holder,
    now: datetime,
    reopen_days: int,
    main_state: str = "",
) -> tuple[str, ...]:
    """What this person may do, in the order in which it is shown.

    Who reported it may have any end but a withdrawal looked at again; who only follows ("me too")
    may say that it is still there once it is said to be done, within the same days, which reopens
    it too: they joined while it was open, they stand in front of it, and an ended case is in no
    queue where a remark would be read. A refusal stays a matter between its author and the town.
    What joined another case ends with it (`main_state`): its author judges that end too.
    """
    is_open = state not in CLOSED
    found = [REPLY, PHOTO]
    if is_open:
        found += [FIXED, STILL_THERE]
    if "resolved" in {state, main_state if state == "duplicate" else ""} and not holder.has_judged:
        found.append(SATISFACTION)
    if holder.is_author:
        if is_open:
            found.append(WITHDRAWAL)
        elif state != "withdrawn" and can_reopen(closed_at, now, reopen_days):
            found.append(REOPENING)
    elif state == "resolved" and can_reopen(closed_at, now, reopen_days):
        found.append(STILL_THERE)
    if holder.gets_news:
        found.append(STOP)
    return tuple(found)


def leads_to(kind: str, state: str) -> str | None:
    """The state that saying this leads a case in `state` to; None when it stays as it is."""
    if kind == STILL_THERE and state in CLOSED:
        return "reopened"
    return {WITHDRAWAL: "withdrawn", REOPENING: "reopened"}.get(kind)


def can_reopen(closed_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether an ended case is still within the time for looking at it again."""
    return closed_at is not None and now - closed_at <= timedelta(days=days)
