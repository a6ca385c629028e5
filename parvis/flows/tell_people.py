"""The reader "news": what happened becomes news for those who follow it.

A report's author gets the receipt at once, and the case is acknowledged; what an agent does is
told after a moment in which it can still be undone. Made-up and imported history tells nobody; a
letter that an agent types down is none, however long ago it came.
"""

from collections.abc import Sequence
from datetime import timedelta

from parvis.act.cases import operations as cases
from parvis.act.cases import queries as case_queries
from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change, Refused
from parvis.adapters import queue
from parvis.authorities import queries as authorities
from parvis.capture.reports import queries as reports
from parvis.foundation.clock import now
from parvis.inform.notifications import outbox
from parvis.inform.notifications.rules import (
    ANSWER,
    FOLLOWING,
    PUBLICATION,
    RECEIPT,
    REMINDER,
    STATE,
    reminder_at,
)
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM

SEND = "news.send"
# What is written down so long after it happened is history: nobody waits for the news of it.
HISTORY = timedelta(days=10)
_ARRIVALS = {
    "report.submitted": RECEIPT,
    "report.followed": FOLLOWING,
    "report.news_chosen": FOLLOWING,
}
# What else than a change of state a step tells.
_TOLD = {
    "case.answer": ANSWER,
    "case.words_published": PUBLICATION,
    "case.photo_published": PUBLICATION,
}


def wants(entry: Entry) -> bool:
    """Whether an entry may be news to somebody."""
    is_old = entry.recorded_at - entry.occurred_at > HISTORY and entry.actor_kind != "agent"
    if entry.actor_kind == "import" or is_old:
        return False
    return entry.action in _ARRIVALS or bool(
        entry.object_kind == "case" and entry.data.get("tells")
    )


def tell_people(entries: Sequence[Entry]) -> None:
    """Follow some entries of one authority, each for itself."""
    waits = False
    for entry in entries:
        if entry.action in _ARRIVALS:
            waits |= _welcome(entry)
        else:
            _tell_followers(entry)
    if waits:
        authority = entries[0].authority_id
        queue.wake_at(SEND, key=f"news {authority}", authority=authority)


tell_people.wants = wants  # type: ignore[attr-defined]


def _welcome(entry: Entry) -> bool:
    """The receipt of a report, or the first message to somebody who follows one; whether there is
    a message to send."""
    case = case_queries.case_of_report(entry.object_id)
    if case is None or case.is_made_up:
        return False
    about = _ARRIVALS[entry.action]
    number = entry.data["author"] if about == RECEIPT else entry.data["follower"]
    if about == RECEIPT:
        _acknowledge(case)
    person = reports.follower(number)
    if person is None or person.channel == "none":
        return False
    outbox.tell([person], case=case, cause=entry.pk, about=about, leaves_at=now())
    return True


def _acknowledge(case: Case) -> None:
    """The receipt was given: the case says so, unless somebody already took it further."""
    if case.state != "received":
        return
    try:
        cases.change_state(
            case=case.pk, change=Change("acknowledged"), by=SYSTEM, roles=frozenset({"system"})
        )
    except Refused:
        return


def _tell_followers(entry: Entry) -> None:
    """A step of a case, told to its followers and to those of its duplicates, as the desk says
    when it counts whom an answer goes to; a withdrawal to the others who follow it alone, its
    author did it; what is told to the author alone, or to one of them, to nobody else."""
    case = Case.objects.filter(pk=entry.object_id).first()
    if case is None or case.is_made_up:
        return
    about = _TOLD.get(entry.action, STATE)
    withdrawn = entry.action == "case.withdrawn"
    follower, alone = entry.data.get("follower"), bool(entry.data.get("author_only"))
    # What one person takes back is not taken back by those who reported the same.
    is_of_one = withdrawn or alone or follower is not None
    concerned = [case] if is_of_one else [case, *outbox.joined_to(case)]
    leaves_at = entry.occurred_at + hold()
    for one in concerned:
        people = reports.followers_to_tell(one.report_id)
        if withdrawn and entry.actor_kind == RESIDENT.kind:
            people = [person for person in people if not person.is_author]
        if alone:
            people = [person for person in people if person.is_author]
        if follower is not None:
            people = [person for person in people if person.pk == follower]
        outbox.tell(
            people,
            case=one,
            cause=entry.pk,
            about=about,
            step=entry.data["step"],
            leaves_at=leaves_at,
        )
    _ask_again_later(entry, concerned)
    queue.wake_at(
        SEND,
        at=leaves_at,
        key=f"news {entry.authority_id} {leaves_at:%Y%m%d%H%M}",
        authority=entry.authority_id,
    )


def _ask_again_later(entry: Entry, concerned: Sequence[Case]) -> None:
    """Some days after the end, whoever reported it is asked once more whether it is settled; when
    the time comes, nothing leaves if they answered, or if it is no longer the end."""
    if entry.action != "case.resolved":
        return
    for one in concerned:
        outbox.tell(
            [person for person in reports.followers_to_tell(one.report_id) if person.is_author],
            case=one,
            cause=entry.pk,
            about=REMINDER,
            step=entry.data["step"],
            leaves_at=reminder_at(entry.occurred_at, authorities.calendar().zone),
        )
