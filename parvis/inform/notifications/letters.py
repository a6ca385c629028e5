"""What a message says, made when it leaves, from the case as it then is.

Every message says what happened, what happens next, by when, and what the person can do.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, override

from parvis.act.cases import queries as cases
from parvis.adapters.sms_text import plain
from parvis.authorities import queries as authorities
from parvis.foundation.contacts import spaced_phone
from parvis.inform.notifications import published
from parvis.inform.notifications.layout import Button, Letter, Quote
from parvis.inform.notifications.links import Addresses, addresses
from parvis.inform.notifications.models import Notification
from parvis.inform.notifications.outbox import Group, was_reminded
from parvis.inform.notifications.rules import (
    ANSWER,
    AT_ONCE,
    PUBLICATION,
    RECEIPT,
    REMINDER,
    STATE,
)
from parvis.inform.tracking import passing_on, steps, withheld, words
from parvis.inform.tracking.facts import Facts, StepFact, facts
from parvis.inform.tracking.reading import read_by, told_from


def letter(group: Group, now: datetime) -> Letter | None:
    """The letter for a group of notifications; None when nothing is left to tell."""
    with override(group.follower.language[:2]):
        found = facts(group.case.report_id)
        if found is None:
            return None
        found = read_by(found, group.follower)
        if _is_first(group):
            return _receipt(group, found, now)
        if all(row.about == REMINDER for row in group.rows):
            return _reminder(group, found, now)
        return _news(group, found, now)


def _receipt(group: Group, found: Facts, now: datetime) -> Letter:
    """The first message: what was received, who is in charge, by when, the code."""
    zone = authorities.calendar().zone
    links = addresses(group.follower)
    department = authorities.in_charge(found.department)
    subject = _subject(found)
    received = words.moment(found.occurred_at, zone, words.full_day)
    is_author = any(row.about == RECEIPT for row in group.rows)
    says = (
        gettext("We have received it: %(subject)s.")
        if is_author
        else gettext("You follow: %(subject)s.")
    )
    verdict = says % {"subject": subject}
    lines = [words.standing(found, now, zone), words.promise(found, now, zone, is_first=is_author)]
    lines.append(words.silence(found.version, found.occurred_at, zone))
    lines.append(gettext("You can reply, add a photo, or say that it is fixed at any time."))
    in_charge = [
        department.name,
        department.postal_address.replace("\n", ", "),
        spaced_phone(department.phone),
    ]
    details = [
        (gettext("Received"), received),
        (gettext("In charge"), ", ".join(part for part in in_charge if part)),
        (gettext("Where"), _where(group, found)),
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
    told = _told(group.rows, found)
    joined = len(told) < len({row.step_id for row in group.rows if row.step_id})
    if not told and (not joined or _is_published(group)):
        return None
    about = found.main if joined and found.main is not None else found
    subject, shown = _subject(found), withheld.last(told)
    verdict = _verdict(group, about, shown, now, zone)
    question, buttons = _asked(group, found, about, links)
    lines = [] if _is_published(group) else _lines(group, found, about, now, zone)
    return _letter(
        group,
        links,
        subject=f"{subject} : {verdict}" if _french() else f"{subject}: {verdict}",
        verdict=verdict,
        lines=[*map(steps.by_itself, told), *lines, *published.lines(shown, verdict)],
        quotes=_quotes(group, found, told, zone),
        details=_about(group, found),
        question=question,
        buttons=buttons,
        notes=[*published.notes(shown), *_unconfirmed(group, links)],
        short=f"{subject}: {verdict} {links.page}",
    )


def _reminder(group: Group, found: Facts, now: datetime) -> Letter | None:
    """The question at the end, asked once more; never after an answer, nor once it is no end."""
    about = found.main or found
    if about.state != "resolved" or _has_judged(group, found) or was_reminded(group):
        return None
    links = addresses(group.follower)
    subject, question = _subject(found), gettext("Is it really settled?")
    return _letter(
        group,
        links,
        subject=f"{subject} : {question}" if _french() else f"{subject}: {question}",
        verdict=question,
        lines=[
            words.standing(about, now, authorities.calendar().zone),
            gettext("One tap is enough, and helps us do better. We will not ask again."),
        ],
        details=_about(group, found),
        buttons=_judging(links),
        notes=_unconfirmed(group, links),
        short=f"{subject}: {question} {links.choice('avis')}",
    )


def _has_judged(group: Group, found: Facts) -> bool:
    return any(
        one.kind == "satisfaction" and one.follower == group.follower.pk for one in found.said
    )


def _is_published(group: Group) -> bool:
    """Whether it is of nothing but what the public reads."""
    return all(row.about == PUBLICATION for row in group.rows)


def _verdict(
    group: Group, about: Facts, shown: Sequence[StepFact], now: datetime, zone: ZoneInfo
) -> str:
    """What speaks first: where it stands, or the one thing that is told besides."""
    if _is_published(group):
        return withheld.verdict(shown[-1])
    if all(row.about == ANSWER for row in group.rows):
        return gettext("%(who)s answered you.") % {"who": words.department(about)}
    return words.standing(about, now, zone)


def _lines(
    group: Group, found: Facts, about: Facts, now: datetime, zone: ZoneInfo
) -> Sequence[str]:
    """What comes of it; `about` is the case that the news is of: the person's own, or the one that
    it joined."""
    together = gettext("There is news of the report that yours is dealt with together.")
    lines = [together] if about is not found else []
    if about.state == "declined":
        return [*lines, words.reason(about), *_contest()]
    if about.state == "transmitted":
        return [*lines, *passing_on.lines(about, zone)]
    if about.state == "withdrawn" and not group.follower.is_author:
        return [gettext("Is it still there for you? Report it: we will look at it.")]
    return [*lines, words.promise(about, now, zone)]


def _quotes(group: Group, found: Facts, told: list[StepFact], zone: ZoneInfo) -> list[Quote]:
    """The agents' words; none of a closed department's."""
    if found.lock is not None:
        return []
    who = words.department(found)
    quotes = [
        Quote(who, words.day(step.at, zone), step.words) for step in told if step.words.strip()
    ]
    return quotes + _shared(group, found, zone)


def _asked(
    group: Group, found: Facts, about: Facts, links: Addresses
) -> tuple[str, Sequence[Button]]:
    """What the person is asked, and what they can tap."""
    see = Button(gettext("See where it stands"), links.page)
    if about.state == "resolved" and any(row.about == STATE for row in group.rows):
        return gettext("Is it really settled?"), [*_judging(links), see]
    answered = any(row.about in {ANSWER, PUBLICATION} for row in group.rows)
    asked = found.state == "waiting_resident" and found.for_author
    if asked or (answered and about.state != "declined"):
        return "", [Button(gettext("Reply"), links.box), see]
    return "", [see]


def _judging(links: Addresses) -> list[Button]:
    return [
        Button(gettext("Yes"), links.choice("avis") + "?r=oui"),
        Button(gettext("Not really"), links.choice("avis") + "?r=non"),
    ]


def _about(group: Group, found: Facts) -> list[tuple[str, str]]:
    parts = (_subject(found), _where(group, found))
    return [(gettext("Your report"), ", ".join(part for part in parts if part))]


def _where(group: Group, found: Facts) -> str:
    """The place in words, as this person may read it; none of a closed department's."""
    if found.lock is not None:
        return ""
    return words.where(found, is_author=group.follower.is_author)


def _subject(found: Facts) -> str:
    """What the message is about. Of a closed department's cases a mailbox, which others may read,
    learns neither the matter nor the answer: both stand behind the link."""
    return words.title(found) if found.lock is None else gettext("your request")


def _told(rows: Sequence[Notification], found: Facts) -> list[StepFact]:
    """The steps that this letter is about: still public, not undone, of this very case."""
    wanted = {row.step_id for row in rows}
    return [step for step in found.steps if step.id in wanted]


def _shared(group: Group, found: Facts, zone: ZoneInfo) -> list[Quote]:
    """What was written on the case that this one joined, since then: it goes to everybody who
    follows either. It is quoted though both were parted before the letter left."""
    known = {step.id for step in found.steps}
    elsewhere = {row.step_id for row in group.rows if row.step_id} - known
    who = words.department(found.main or found)
    return [
        Quote(who, words.day(step.occurred_at, zone), step.words)
        for step in (cases.answers(elsewhere) if elsewhere else ())
        if step.occurred_at.timestamp() >= told_from(found, group.follower, step.case_id)
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
