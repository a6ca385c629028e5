"""What waits now: where, with whom, for whom, since when, how far past the promise.

Places are counted by who holds the rows. Working hours never run backwards, so that the middle one
of many is that of the middle moment: no request is looked at one by one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean

from parvis.foundation.calendars import (
    WorkingCalendar,
    working_days_between,
    working_time_between,
)
from parvis.understand.paths.figures import HIDDEN
from parvis.understand.paths.stages import STAGE, Holder

_HOUR, _DAY = timedelta(hours=1).total_seconds(), timedelta(1)
_YEAR = timedelta(364)
_WAITS_FOR = {
    STAGE["waiting_resident"]: Holder.RESIDENT,
    STAGE["waiting_third_party"]: Holder.THIRD_PARTY,
    STAGE["planned"]: Holder.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Open requests at one stage with one team (id, 0 for none) that wait for one third party (0
    for none): `late` of `count` are past their promise. `since` are the middle moments (two, the
    same of an odd number) since when they are there, `due` those of what was promised to the late
    ones (none without); `mean_since`, `late_since` the means in seconds since 1970."""

    stage: int
    team: int
    third: int
    count: int
    late: int
    oldest: datetime
    since: tuple[datetime, ...]
    due: tuple[datetime, ...]
    mean_since: float
    late_since: float


@dataclass(frozen=True, slots=True)
class Block:
    """Open requests at one place: `late` of `count` are past their promise, by `past_days` (working
    days, the median of the late ones). They have been there since `since` on average, the oldest
    since `oldest`; for `waited_hours` (working hours) and `waited_days` (medians)."""

    stage: int
    team: int
    third: int
    holder: Holder
    count: int
    late: int
    past_days: float
    since: datetime
    oldest: datetime
    waited_hours: float
    waited_days: float


@dataclass(frozen=True, slots=True)
class Late:
    """Late requests in the same hands since `since` on average: `key` is the third party, or for
    us the team."""

    holder: Holder
    key: int
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Blocked:
    """All open requests: `late` of `count`; `late_with` says who has the late ones. `blocks` are
    the places, worst first; `small` requests are at places too small to be told."""

    count: int
    late: int
    late_with: tuple[Late, ...]
    blocks: tuple[Block, ...]
    small: int


def blocked(
    places: Sequence[Place],
    calendar: WorkingCalendar,
    *,
    now: datetime,
    authorities: Collection[int] = (),
) -> Blocked:
    """What waits at `now`. `authorities` are the third parties that are other authorities."""
    told = [one for one in places if one.count >= HIDDEN]
    blocks = [_block(one, calendar, now, authorities) for one in told]
    return Blocked(
        count=sum(one.count for one in places),
        late=sum(one.late for one in places),
        late_with=tuple(_late_with(places, calendar, authorities)),
        blocks=tuple(sorted(blocks, key=lambda one: (-one.late, one.since))),
        small=sum(one.count for one in places if one.count < HIDDEN),
    )


def _block(
    of: Place, calendar: WorkingCalendar, now: datetime, authorities: Collection[int]
) -> Block:
    def hours(moments: Iterable[datetime]) -> float:
        return mean(max(working_time_between(one, now, calendar), 0) for one in moments) / _HOUR

    return Block(
        stage=of.stage,
        team=of.team,
        third=of.third,
        holder=_holder(of, authorities),
        count=of.count,
        late=of.late,
        past_days=hours(of.due) / _day_hours(calendar, now) if of.due else 0.0,
        since=datetime.fromtimestamp(of.mean_since, calendar.zone),
        oldest=of.oldest.astimezone(calendar.zone),
        waited_hours=hours(of.since),
        waited_days=mean((now - one) / _DAY for one in of.since),
    )


def _day_hours(calendar: WorkingCalendar, now: datetime) -> float:
    """The mean opening hours of a working day, over the last year."""
    start = now - _YEAR
    days = working_days_between(start, now, calendar)
    return working_time_between(start, now, calendar) / _HOUR / days if days else 1.0


def _holder(of: Place, authorities: Collection[int]) -> Holder:
    found = _WAITS_FOR.get(of.stage, Holder.US)
    is_authority = found is Holder.THIRD_PARTY and of.third in authorities
    return Holder.AUTHORITY if is_authority else found


def _late_with(
    places: Iterable[Place], calendar: WorkingCalendar, authorities: Collection[int]
) -> list[Late]:
    """Who has the late ones: each team of ours, each third party, and residents; most first."""
    hands: dict[tuple[Holder, int], list[Place]] = {}
    for one in places:
        holder = _holder(one, authorities)
        is_ours = holder in {Holder.US, Holder.PLANNED}
        key = (Holder.US, one.team) if is_ours else (holder, one.third)
        hands.setdefault(key, []).append(one)
    found = []
    for (holder, key_), theirs in hands.items():
        late = sum(one.late for one in theirs)
        if late >= HIDDEN:
            since = sum(one.late * one.late_since for one in theirs) / late
            found.append(Late(holder, key_, late, datetime.fromtimestamp(since, calendar.zone)))
    return sorted(found, key=lambda one: -one.count)
