"""What happened to a request, in sentences: what people said, and every step, oldest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language, npgettext, pgettext, pgettext_lazy

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import (
    BY_MAIL,
    MAIN_JOINED,
    MAIN_WITHDRAWN,
    UNDELIVERED,
    has_left,
    shows,
)
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Photo, Statement
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.transmissions.queries import Letter
from parvis.offer.catalogue import queries as offer
from parvis.understand.moderation.told import title
from parvis.web.components.templatetags.components import STATES as LOOKS
from parvis.web.components.templatetags.components import icon
from parvis.web.desk import telling, words
from parvis.web.desk.choices import agent_names


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `who` did `what`, the words written, and how it was told."""

    moment: datetime
    icon: SafeString
    who: str
    what: str
    words: str = ""
    when: str = ""
    kind: str = ""
    told: str = ""
    is_undone: bool = False
    is_new: bool = False
    undo: str = ""
    undo_case: int = 0
    photos: tuple[int, ...] = ()


def entries(
    case: Case,
    steps: list[Step],
    statements: list[Statement],
    photos: list[Photo],
    *,
    viewer: int,
    sent: dict[int, datetime],
    letters: Mapping[int, Letter],
    author: int | None = None,
    since_revision: int | None = None,
) -> list[Entry]:
    """Everything, oldest first. `sent` and `letters`: when people were told of a step, and the
    letter that it had leave; `author`: the follower whose report it is;
    `since_revision`: steps after it are marked as new."""
    found = [_received(case)]
    if case.follower_count > 1:
        found.append(_joined(case))
    found += [_said(row, photos, author) for row in statements]
    found += [_step(row, viewer, sent, letters.get(row.pk), since_revision) for row in steps]
    return sorted(found, key=lambda entry: entry.moment)


def _received(case: Case) -> Entry:
    what = pgettext("desk", "reported it %(channel)s. Answer promised before %(day)s.") % {
        "channel": words.CHANNELS[case.channel],
        "day": words.day(case.due_at),
    }
    return Entry(
        case.received_at,
        icon("message-square"),
        pgettext("desk", "A resident"),
        what,
        when=words.moment(case.received_at),
        kind="report",
    )


def _joined(case: Case) -> Entry:
    others = case.follower_count - 1
    what = npgettext("desk", "joined this request.", "joined this request.", others)
    who = npgettext("desk", "%(count)d person", "%(count)d people", others) % {"count": others}
    return Entry(case.received_at, icon("users"), who, what, kind="joined")


_SAID = {
    "reply": "message-circle",
    "withdrawal": "undo-2",
    "still_there": "circle-alert",
    "fixed": "circle-check",
    "reopening": "rotate-ccw",
    "satisfaction": "smile",
    "not_me": "circle-x",
    "confirmation": "badge-check",
}


def _said(row: Statement, photos: list[Photo], author: int | None) -> Entry:
    """What somebody said later; `author` is the follower whose report it is."""
    is_authors = author is None or row.follower_id == author
    who = pgettext("desk", "A resident") if is_authors else pgettext("desk", "Somebody who follows")
    pictures = tuple(photo.pk for photo in photos if photo.statement_id == row.pk)
    is_erased = not row.words and not pictures
    what = {
        "reply": pgettext("desk", "wrote; it has been erased since.")
        if is_erased
        else pgettext("desk", "wrote:"),
        "withdrawal": pgettext("desk", "withdrew the request."),
        "still_there": pgettext("desk", "says that it is still there."),
        "fixed": pgettext("desk", "says that it is repaired."),
        "reopening": pgettext("desk", "asks to reopen the request."),
        "satisfaction": _judged(row),
        "not_me": pgettext("desk", "says: it was not me."),
        "confirmation": pgettext("desk", "confirmed the address."),
    }.get(row.kind, pgettext("desk", "wrote:"))
    return Entry(
        row.occurred_at,
        icon(_SAID.get(row.kind, "message-circle")),
        who,
        what,
        words=row.words,
        when=words.moment(row.occurred_at),
        kind="said",
        photos=pictures,
    )


def _judged(row: Statement) -> str:
    """The face that was chosen, and whether it is settled when that was asked too."""
    said = {
        True: pgettext("desk", "says that it is settled, and gave %(score)s out of 5."),
        False: pgettext("desk", "says that it is not settled, and gave %(score)s out of 5."),
        None: pgettext("desk", "gave %(score)s out of 5."),
    }[row.settled]
    return said % {"score": row.score or "–"}


def _step(
    row: Step,
    viewer: int,
    sent: dict[int, datetime],
    letter: Letter | None,
    since_revision: int | None,
) -> Entry:
    picture, what = _what(row)
    mine = row.agent_id == viewer and row.batch and row.undone_at is None
    held = row.is_public and not has_left(row, now(), hold())
    return Entry(
        row.occurred_at,
        icon(picture),
        _author(row),
        what,
        words="" if row.undone_at and row.kind == "note" and row.agent_id != viewer else row.words,
        when=words.moment(row.occurred_at),
        kind=row.kind,
        told=telling.told(row, sent, letter),
        is_undone=row.undone_at is not None,
        is_new=since_revision is not None and row.data.get("revision", 0) > since_revision,
        undo=row.batch if mine and (held or row.kind != "answer") else "",
        undo_case=_undone_at(row),
        photos=(row.data["photo"],) if row.kind == "photo" and row.undone_at is None else (),
    )


def _undone_at(row: Step) -> int:
    """The request whose page undoes a step, and what belongs to it: what joined is undone there,
    and what came along where the one that it had joined is."""
    number: int = row.data["case"] if row.kind == "grouping" else row.case_id
    return int(row.data.get("along_with", number))


def said(row: Step) -> tuple[str, str]:
    """Who did a step, and what, as the timeline says it."""
    return _author(row), _what(row)[1]


def _author(row: Step) -> str:
    if row.agent_id:
        return agent_names().get(row.agent_id, pgettext("desk", "A colleague"))
    return pgettext("desk", "Automatically")


# What is never without words: they were erased.
_ERASED = {
    "answer": pgettext_lazy("desk", "answered people; the words have been erased since."),
    "note": pgettext_lazy("desk", "noted something; the words have been erased since."),
}


def _what(row: Step) -> tuple[str, str]:
    """The icon and the sentence of a step."""
    if row.kind == "state":
        return LOOKS.get(row.to_state, LOOKS["received"])[1], _by_itself(row) or _state(row)
    if row.kind == "assignment":
        return "user-check", _assigned(row)
    if row.kind == "transfer":
        team = authorities.teams().get(row.data.get("team", 0))
        name = f"{team.name} ({team.department.name})" if team else ""
        return "route", pgettext("desk", "handed the request over to %(team)s.") % {"team": name}
    if row.kind in {"priority", "sorting"}:
        return _set(row)
    if row.kind == "publication":
        return "eye" if shows(row) else "eye-off", _published(row)
    simple = {
        "answer": ("send", pgettext("desk", "answered the people who follow it:")),
        "note": ("pencil", pgettext("desk", "noted, for colleagues:")),
        "grouping": ("merge", pgettext("desk", "joined another request to this one.")),
        "photo": ("image-plus", pgettext("desk", "added a photo.")),
    }
    if row.undone_at is not None:
        simple["note"] = ("pencil", pgettext("desk", "noted something for colleagues."))
    if not row.words:
        simple |= {kind: ("eye-off", str(said)) for kind, said in _ERASED.items()}
    return simple.get(row.kind, ("circle", row.kind))


def _set(row: Step) -> tuple[str, str]:
    """How urgent it is, or of which kind."""
    if row.kind == "sorting":
        kind = offer.names_ever(get_language() or "fr").get(row.data.get("to", 0), "")
        return "tag", pgettext("desk", "sorted it as: %(kind)s.") % {"kind": kind}
    name = str(words.PRIORITIES.get(row.data.get("to", 2), ""))
    return "flag", pgettext("desk", "set the priority: %(name)s.") % {"name": name.lower()}


def _by_itself(row: Step) -> str:
    """Why it happened although nobody did it; empty when somebody did."""
    if row.data.get("because") == UNDELIVERED:
        name = words.operator(row.data.get("third_party", 0))
        said = pgettext("desk", "reopened it: our letter to %(name)s could not be delivered.")
        return said % {"name": name}
    if row.data.get("because") == MAIN_WITHDRAWN:
        return pgettext("desk", "reopened it: the request that it had joined was withdrawn.")
    if row.data.get("because") == MAIN_JOINED:
        return pgettext("desk", "joined it to another request, with the one that it had joined.")
    return ""


def _state(row: Step) -> str:
    name = words.state(row.to_state)
    if row.to_state == "planned" and row.data.get("planned_on"):
        day = words.day(date.fromisoformat(row.data["planned_on"]))
        return pgettext("desk", "planned it for %(day)s.") % {"day": day}
    if row.to_state == "waiting_third_party":
        name = words.operator(row.data.get("third_party", 0))
        return pgettext("desk", "waits for %(name)s.") % {"name": name}
    if row.to_state == "transmitted":
        return _transmitted(row)
    if row.to_state == "declined":
        reason = offer.decline_reasons().get(row.data.get("reason", 0))
        name = worded(reason.name) if reason else ""
        return pgettext("desk", "declined: %(reason)s.") % {"reason": name.rstrip(".")}
    return pgettext("desk", "changed the state: %(name)s.") % {"name": name[:1].lower() + name[1:]}


def _transmitted(row: Step) -> str:
    name = {"name": words.operator(row.data.get("third_party", 0))}
    if row.data.get("way") == BY_MAIL:
        return pgettext("desk", "passed it on to %(name)s, by a letter from here.") % name
    return pgettext("desk", "passed it on to %(name)s, by other means.") % name


def _assigned(row: Step) -> str:
    agent, team = row.data.get("agent"), authorities.teams().get(row.data.get("team") or 0)
    if agent:
        name = agent_names().get(agent, pgettext("desk", "A colleague"))
        if agent == row.agent_id:
            return pgettext("desk", "took the request.")
        return pgettext("desk", "assigned it to %(name)s.") % {"name": name}
    if team:
        return pgettext("desk", "gave it to %(team)s.") % {"team": team.name}
    return pgettext("desk", "took it from its agent.")


def _published(row: Step) -> str:
    shown, rule = row.data.get("approved", row.data.get("words")), row.data.get("rule")
    if rule:
        said = (
            pgettext("desk", "did not show a photo to the public: %(rule)s.")
            if "photo" in row.data
            else pgettext("desk", "did not show the words to the public: %(rule)s.")
        )
        return said % {"rule": title(rule)}
    if "photo" in row.data:
        return (
            pgettext("desk", "let the public see a photo.")
            if shown
            else pgettext("desk", "took a photo away from the public.")
        )
    return (
        pgettext("desk", "let the public read the words.")
        if shown
        else pgettext("desk", "took the words away from the public.")
    )
