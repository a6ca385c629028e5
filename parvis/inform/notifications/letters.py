"""What a message says, made when it leaves, from the case as it then is.

Every message says what happened, what happens next, by when, and what the person can do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override

from parvis.act.cases import queries as cases
from parvis.adapters.sms_text import plain
from parvis.authorities import queries as authorities
from parvis.inform.notifications.links import Addresses, addresses
from parvis.inform.notifications.models import Notification
from parvis.inform.notifications.outbox import Group
from parvis.inform.notifications.rules import ANSWER, AT_ONCE, RECEIPT
from parvis.inform.tracking import words
from parvis.inform.tracking.facts import Facts, StepFact, facts


@dataclass(frozen=True, slots=True)
class Button:
    """A link that one taps; the first of a letter stands out."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an agent, with who and when."""

    who: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, before it is laid out. `verdict` is what speaks first."""

    language: str
    subject: str
    verdict: str
    lines: Sequence[str] = ()
    quotes: Sequence[Quote] = ()
    details: Sequence[tuple[str, str]] = ()
    question: str = ""
    buttons: Sequence[Button] = ()
    notes: Sequence[tuple[str, str, str]] = ()
    stop: str = ""
    town: str = ""
    address: str = ""
    short: str = ""

    def text(self) -> str:
        """As plain text."""
        with override(self.language):
            return render_to_string("notifications/letter.txt", {"letter": self})

    def html(self) -> str:
        """As HTML for mail programs."""
        with override(self.language):
            return render_to_string("notifications/letter.html", {"letter": self})


def letter(group: Group, now: datetime) -> Letter | None:
    """The letter for a group of notifications; None when nothing is left to tell."""
    with override(group.follower.language[:2]):
        found = facts(group.case.report_id)
        if found is None:
            return None
        if _is_first(group):
            return _receipt(group, found, now)
        return _news(group, found, now)


def _receipt(group: Group, found: Facts, now: datetime) -> Letter:
    """The first message: what was received, who is in charge, by when, the code."""
    zone = authorities.calendar().zone
    links = addresses(group.follower)
    department = authorities.departments()[found.department]
    subject = _subject(found)
    received = gettext("%(day)s at %(hour)s") % {
        "day": words.full_day(found.occurred_at, zone),
        "hour": words.hour(found.occurred_at, zone),
    }
    is_author = any(row.about == RECEIPT for row in group.rows)
    says = (
        gettext("We have received it: %(subject)s.")
        if is_author
        else gettext("You follow: %(subject)s.")
    )
    verdict = says % {"subject": subject}
    lines = [words.standing(found, now, zone), words.promise(found, now, zone)]
    lines.append(words.silence(found.version, found.occurred_at, zone))
    lines.append(gettext("You can reply, add a photo, or say that it is fixed at any time."))
    in_charge = [department.name, department.postal_address.replace("\n", ", "), department.phone]
    details = [
        (gettext("Received"), received),
        (gettext("In charge"), ", ".join(part for part in in_charge if part)),
        (gettext("Where"), words.where(found) if found.lock is None else ""),
        (gettext("Your code"), found.code),
        (gettext("Reference"), found.reference),
    ]
    return _letter(
        group,
        links,
        subject=verdict.rstrip("."),
        verdict=verdict,
        lines=lines,
        details=[(label, value) for label, value in details if value],
        buttons=[Button(gettext("Follow my report"), links.page)],
        notes=_unconfirmed(group, links),
        short=f"{verdict} {lines[1]} {gettext('Code:')} {found.code}. {links.page}",
    )


def _unconfirmed(group: Group, links: Addresses) -> list[tuple[str, str, str]]:
    """What an address that nobody confirmed is offered: yes, it is mine; no, it was not me."""
    if group.follower.confirmed_at is not None or group.follower.channel != "email":
        return []
    confirm = (
        gettext("This address has not been confirmed yet."),
        gettext("Yes, send me news here"),
        links.confirm,
    )
    not_me = (
        gettext("You wrote nothing to us? Somebody may have mistyped an address."),
        gettext("It was not me"),
        links.not_me,
    )
    return [confirm, not_me] if _is_first(group) else [not_me]


def _is_first(group: Group) -> bool:
    return any(row.about in AT_ONCE for row in group.rows)


def _news(group: Group, found: Facts, now: datetime) -> Letter | None:
    """What happened since: where it stands now, what was answered, what one can do."""
    zone = authorities.calendar().zone
    links = addresses(group.follower)
    who = words.department(found)
    told = _told(group.rows, found)
    answers = [step for step in told if step.kind == ANSWER]
    states = [step for step in told if step.kind == "state"]
    joined = len(told) < len({row.step_id for row in group.rows})
    if not told and not joined:
        return None
    quotes = [
        Quote(who, words.day(step.at, zone), step.words)
        for step in told
        if step.words.strip() and found.lock is None
    ]
    if joined and found.lock is None:
        quotes += _shared(group, told, who, zone)
    subject = _subject(found)
    verdict = words.standing(found, now, zone)
    if answers and not states and not joined:
        verdict = gettext("%(who)s answered you.") % {"who": who}
    lines = [words.promise(found, now, zone)]
    where = words.where(found) if found.lock is None else ""
    question, buttons = "", [Button(gettext("See where it stands"), links.page)]
    if found.state == "resolved" and states:
        question = gettext("Is it really settled?")
        buttons = [
            Button(gettext("Yes"), links.choice("avis") + "?r=oui"),
            Button(gettext("Not really"), links.choice("avis") + "?r=non"),
            *buttons,
        ]
    elif found.state == "declined":
        lines = [words.reason(found), *_contest()]
    elif found.state == "waiting_resident" or answers:
        buttons = [Button(gettext("Reply"), links.choice("repondre")), *buttons]
    if joined and found.state == "duplicate":
        lines.append(gettext("There is news of the report that yours is dealt with together."))
    return _letter(
        group,
        links,
        subject=f"{subject} : {verdict}" if _french() else f"{subject}: {verdict}",
        verdict=verdict,
        lines=lines,
        quotes=quotes,
        details=[(gettext("Your report"), ", ".join(p for p in (subject, where) if p))],
        question=question,
        buttons=buttons,
        notes=_unconfirmed(group, links),
        short=f"{subject}: {verdict} {links.page}",
    )


def _subject(found: Facts) -> str:
    """What the message is about. Of a closed department's cases a mailbox, which others may read,
    learns neither the matter nor the answer: both stand behind the link."""
    return words.title(found) if found.lock is None else gettext("your request")


def _told(rows: Sequence[Notification], found: Facts) -> list[StepFact]:
    """The steps that this letter is about: still public, not undone, of this very case."""
    wanted = {row.step_id for row in rows}
    return [step for step in found.steps if step.id in wanted]


def _shared(group: Group, told: list[StepFact], who: str, zone: ZoneInfo) -> list[Quote]:
    """Answers written on the case that this one joined: they go to everybody who follows it."""
    elsewhere = {row.step_id for row in group.rows if row.step_id} - {step.id for step in told}
    return [
        Quote(who, words.day(step.occurred_at, zone), step.words)
        for step in cases.answers(elsewhere)
    ]


def _contest() -> list[str]:
    """How to disagree with a refusal."""
    return [
        gettext("You do not agree? Answer on the page below: somebody will read it again."),
    ]


def _french() -> bool:
    return (get_language() or "fr").startswith("fr")


def _letter(
    group: Group, links: Addresses, *, lines: Sequence[str], short: str, **parts: object
) -> Letter:
    town = authorities.authority()
    return Letter(
        language=group.follower.language[:2],
        lines=[line for line in lines if line],
        stop=links.stop,
        town=town.name,
        address=town.postal_address.replace("\n", ", "),
        short=plain(short),
        **parts,  # type: ignore[arg-type]
    )
