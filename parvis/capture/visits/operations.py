"""Writes of counted visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from parvis.authorities import queries as authorities
from parvis.capture.visits.models import CountedVisits
from parvis.foundation.clock import now, today
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor

# More people in an hour or a day than any town hall lets in: a mistake of entry.
MOST = 100_000
LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """`many` people came to `place` on a day, within an `hour` (0 to 23) or over the whole of it
    (None)."""

    place: str
    day: date
    hour: int | None
    many: int


def problem(one: Counted, day: date) -> str:
    """What is wrong with a count, as a code ("place", "day", "hour", "many"); empty for nothing.
    `day` is today's."""
    if not one.place or len(one.place) > LONGEST_PLACE:
        return "place"
    if one.day > day:
        return "day"
    if one.hour is not None and not 0 <= one.hour <= 23:
        return "hour"
    return "" if 0 <= one.many <= MOST else "many"


@operation
def count_visits(*, counts: Sequence[Counted], by: Actor) -> int:
    """Keep how many came; what stood for the same place and hour gives way, and so do the hours of
    a day that is counted whole, and the other way round. The last of several for the same counts.
    Returns how many rows were kept. Raises Refusal with a code of `problem`."""
    day = today(authorities.calendar().zone)
    for one in counts:
        if found := problem(one, day):
            raise Refusal(found)
    kept = _last(counts)
    if not kept:
        return 0
    _make_room(kept)
    moment = now()
    CountedVisits.objects.bulk_create(
        CountedVisits(place=one.place, day=one.day, hour=one.hour, many=one.many, counted_at=moment)
        for one in kept
    )
    days = [one.day for one in kept]
    data = {"rows": len(kept), "since": min(days).isoformat(), "until": max(days).isoformat()}
    record("visits.counted", "authority", authorities.authority().pk, by=by, data=data)
    return len(kept)


def _last(counts: Sequence[Counted]) -> list[Counted]:
    """The last of each place and hour; of a place and day the kind that was said last alone."""
    is_whole = {(one.place, one.day): one.hour is None for one in counts}
    found = {(one.place, one.day, one.hour): one for one in counts}
    return [one for one in found.values() if is_whole[one.place, one.day] is (one.hour is None)]


def _make_room(kept: Sequence[Counted]) -> None:
    """Take away what stood for the same."""
    by_place: dict[tuple[str, int | None], list[date]] = {}
    for one in kept:
        by_place.setdefault((one.place, one.hour), []).append(one.day)
    for (place, hour), days in by_place.items():
        rows = CountedVisits.objects.filter(place=place, day__in=days)
        if hour is not None:
            rows = rows.filter(Q(hour=hour) | Q(hour__isnull=True))
        rows.delete()
