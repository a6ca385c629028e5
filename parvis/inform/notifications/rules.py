"""When a piece of news leaves: pure decisions, `now` passed in."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WAITING, LEAVING, SENT, REFUSED, DROPPED = "waiting", "leaving", "sent", "refused", "dropped"
RECEIPT, FOLLOWING, STATE, ANSWER = "receipt", "following", "state", "answer"
# What the public reads, or does not, of what somebody wrote.
PUBLICATION = "publication"
# The question at the end, asked once more of the author alone.
REMINDER = "reminder"
REMINDED_AFTER = timedelta(days=4)
REMINDED_AT = time(10, 0)
# These two leave at once, whatever was sent that day: they are what the person just asked for.
AT_ONCE = frozenset({RECEIPT, FOLLOWING})

MORNING, EVENING = time(8, 0), time(20, 0)
# A worker that has claimed a message and said nothing for this long is taken for dead.
LEASE = timedelta(minutes=5)
RETRIES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
# From this many failures on, a message that still waits is shown to the agents.
SHOWN_AFTER = 3
# Whoever said "it was not me" gets nothing at that address, unless confirmed, for so long.
DISOWNED_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Today:
    """What left today to one person, by all their reports: `unconfirmed` of these messages went
    where nobody has confirmed yet that the address or number is theirs."""

    to_person: int = 0
    unconfirmed: int = 0


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Eight o'clock on the day after `now`, where the authority is."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone)


def reminder_at(closed: datetime, zone: ZoneInfo) -> datetime:
    """When the question of a case closed at `closed` is asked once more."""
    day = (closed + REMINDED_AFTER).astimezone(zone).date()
    return datetime.combine(day, REMINDED_AT, tzinfo=zone)


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """The midnight from which a day's messages are counted."""
    return datetime.combine(now.astimezone(zone).date(), time(0), tzinfo=zone)


def leaves(
    now: datetime,
    zone: ZoneInfo,
    *,
    at_once: bool,
    channel: str,
    confirmed: bool,
    today: Today,
    most_to_person: int,
    most_to_address: int,
) -> datetime:
    """When the next message to a follower may leave: `now`, or a later moment.

    An address or number that nobody confirmed has an allowance for receipts too, so that nobody
    can be flooded by a stranger. A text message wakes nobody, but for a receipt.
    """
    if not confirmed and today.unconfirmed >= most_to_address:
        return next_morning(now, zone)
    if at_once:
        return now
    if today.to_person >= most_to_person:
        return next_morning(now, zone)
    local = now.astimezone(zone).time()
    if channel == "sms" and not MORNING <= local < EVENING:
        early = local < MORNING
        morning = datetime.combine(now.astimezone(zone).date(), MORNING, tzinfo=zone)
        return morning if early else next_morning(now, zone)
    return now


def retry_at(now: datetime, attempts: int) -> datetime | None:
    """When to try again after so many failed attempts; None: no more."""
    return now + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None
