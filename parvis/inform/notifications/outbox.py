"""The table of news on its way: written by the journal's reader, emptied by the sender.

A message is claimed (its rows marked, in a transaction of their own), handed to the outside, then
settled. A worker may be killed at any point: unclaimed rows are found again by the next sweep;
claimed ones once their lease ends, as the same group, whose message has the same identifier. The
one window left is between the mail server's "taken" and our note of it: then the message leaves
twice under one Message-ID, which mail programs show once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Q

from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower
from parvis.foundation.clock import now
from parvis.foundation.db.turns import in_turn
from parvis.inform.notifications.models import Notification
from parvis.inform.notifications.rules import (
    AT_ONCE,
    DISOWNED_FOR,
    DROPPED,
    LEASE,
    LEAVING,
    REMINDER,
    SENT,
    WAITING,
    Today,
    day_began,
    leaves,
    next_morning,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A follower for whom something waits, and the closed department it belongs to, if any."""

    follower: int
    lock: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Notifications that leave as one message; the first one's id names the message for ever."""

    follower: Follower
    case: Case
    rows: Sequence[Notification]

    @property
    def key(self) -> int:
        return self.rows[0].sent_with or self.rows[0].pk


def tell(
    followers: Iterable[Follower],
    *,
    case: Case,
    cause: int,
    about: str,
    leaves_at: datetime,
    step: int | None = None,
) -> None:
    """Note one piece of news for each follower; twice for one `cause` is once."""
    Notification.objects.bulk_create(
        [
            Notification(
                follower=follower,
                case=case,
                cause=cause,
                about=about,
                step_id=step,
                leaves_at=leaves_at,
                department_lock=case.department_lock,
            )
            for follower in followers
        ],
        ignore_conflicts=True,
    )


def joined_to(case: Case) -> list[Case]:
    """Cases closed as duplicates of this one, of the same compartment: news never crosses one."""
    return list(
        Case.objects.filter(
            duplicate_of=case, department_lock=case.department_lock, is_made_up=False
        )
    )


def due(limit: int = 200) -> list[Due]:
    """Whom something waits for now; a claimed group whose lease is over counts again."""
    rows = (
        Notification.objects.filter(status__in=(WAITING, LEAVING), leaves_at__lte=now())
        .values_list("follower_id", "department_lock")
        .distinct()[:limit]
    )
    return [Due(*row) for row in rows]


def claim(follower: int) -> Group | None:
    """Take what waits for a follower as one message; None when nothing may leave now.

    Rows whose step was undone, and those of a follower who stopped, are dropped here.
    """
    moment = now()
    rows = list(
        Notification.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(follower_id=follower, status__in=(WAITING, LEAVING), leaves_at__lte=moment)
        .order_by("id")
    )
    rows = _news_first(_one_group(rows), moment)
    if not rows:
        return None
    person = Follower.objects.select_related("report").get(pk=follower)
    rows = _still_true(rows, person, moment)
    if not rows:
        return None
    _wait_for_turn(person)
    later = _when(rows, person, moment)
    if later > moment:
        _move(rows, leaves_at=later)
        return None
    key = rows[0].sent_with or rows[0].pk
    _move(rows, status=LEAVING, leaves_at=moment + LEASE, sent_with=key)
    case = Case.objects.select_related("report").get(pk=rows[0].case_id)
    for row in rows:
        row.sent_with = key
    return Group(person, case, rows)


def _one_group(rows: list[Notification]) -> list[Notification]:
    """A group that was claimed before stays the group that it was; else all that wait alone."""
    grouped = [row for row in rows if row.sent_with is not None]
    if grouped:
        return [row for row in grouped if row.sent_with == grouped[0].sent_with]
    return rows


def _news_first(rows: list[Notification], moment: datetime) -> list[Notification]:
    """A question asked once more doesn't hide in a message that tells something new: it waits for
    the next day, when it may have been answered."""
    news = [row for row in rows if row.about != REMINDER]
    if news and len(news) < len(rows):
        later = next_morning(moment, authorities.calendar().zone)
        _move([row for row in rows if row.about == REMINDER], leaves_at=later)
    return news or rows


def _still_true(rows: list[Notification], person: Follower, moment: datetime) -> list[Notification]:
    if person.stopped_at is not None or person.channel == "none" or _disowned(person, moment):
        _move(rows, status=DROPPED)
        return []
    undone = _undone([row.step_id for row in rows if row.step_id])
    _move([row for row in rows if row.step_id in undone], status=DROPPED)
    return [row for row in rows if row.step_id not in undone]


def _disowned(person: Follower, moment: datetime) -> bool:
    return bool(
        person.email_hash
        and person.confirmed_at is None
        and reports.was_disowned(bytes(person.email_hash), moment - DISOWNED_FOR)
    )


def _undone(steps: list[int]) -> set[int]:
    from parvis.act.cases.models import Step

    if not steps:
        return set()
    return set(
        Step.objects.filter(pk__in=steps, undone_at__isnull=False).values_list("pk", flat=True)
    )


def _wait_for_turn(person: Follower) -> None:
    """Messages to one person are counted one after the other, whichever of their reports they are
    about and whoever sends them: two workers at once would each find room for the last one."""
    hashes = (person.email_hash, person.phone_hash)
    in_turn(*{bytes(one).hex() for one in hashes if one})


def _when(rows: list[Notification], person: Follower, moment: datetime) -> datetime:
    zone = authorities.calendar().zone
    return leaves(
        moment,
        zone,
        at_once=any(row.about in AT_ONCE for row in rows),
        channel=person.channel,
        confirmed=person.confirmed_at is not None or person.account_id is not None,
        today=_today(person, day_began(moment, zone), besides=rows),
        most_to_person=settings.PARVIS_MAX_NEWS_PER_DAY,
        most_to_address=settings.PARVIS_MAX_UNCONFIRMED_PER_DAY,
    )


def _today(person: Follower, since: datetime, *, besides: Sequence[Notification]) -> Today:
    """What left since midnight to this person, or is leaving, whichever of their reports it was
    about; `besides` are those about to."""
    whose = Q(follower_id=person.pk)
    if person.email_hash:
        whose |= Q(follower__email_hash=bytes(person.email_hash))
    if person.phone_hash:
        whose |= Q(follower__phone_hash=bytes(person.phone_hash))
    gone = Q(status=SENT, sent_at__gte=since) | Q(status=LEAVING)
    unconfirmed = Q(follower__confirmed_at__isnull=True)
    others = Notification.objects.exclude(pk__in=[row.pk for row in besides])
    counted = others.filter(whose, gone).aggregate(
        all=Count("sent_with", distinct=True),
        unconfirmed=Count("sent_with", distinct=True, filter=unconfirmed),
    )
    return Today(to_person=counted["all"], unconfirmed=counted["unconfirmed"])


def _move(rows: Sequence[Notification], **values: object) -> None:
    if rows:
        Notification.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def note_attempt(group: Group, **values: object) -> None:
    """Write what became of a group: one more attempt, and `values`."""
    keys = [row.pk for row in group.rows]
    Notification.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, **values)


def was_reminded(group: Group) -> bool:
    """Whether this person was asked once more before, of this case: it is done once."""
    others = Notification.objects.filter(
        follower=group.follower, case=group.case, about=REMINDER, status=SENT
    )
    return others.exists()


def drop(group: Group) -> None:
    """Nothing is left to tell."""
    _move(group.rows, status=DROPPED)
