"""What the page shows, made ready: the templates only lay it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.authorities import queries as authorities
from parvis.inform.public_map.rules import public_place
from parvis.inform.tracking import answered, passing_on, rules, withheld, words
from parvis.inform.tracking.answered import Line
from parvis.inform.tracking.facts import Facts, Holder, PhotoFact
from parvis.inform.tracking.reading import read_by, read_by_code
from parvis.inform.tracking.withheld import Withheld
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import CLOSED
from parvis.web.portal.following import timeline
from parvis.web.portal.following.timeline import Row

LABELS = {
    rules.REPLY: _("Reply"),
    rules.PHOTO: _("Add a photo"),
    rules.FIXED: _("Say that it is fixed"),
    rules.STILL_THERE: _("Say that it is still there"),
    rules.SATISFACTION: _("Say whether it is really settled"),
    rules.WITHDRAWAL: _("Withdraw my report"),
    rules.REOPENING: _("Have it looked at again"),
    rules.STOP: _("Stop the news"),
}
# The last part of each choice's address, and its icon.
CHOICES = {
    rules.REPLY: ("repondre", "message-square"),
    rules.PHOTO: ("photo", "image-plus"),
    rules.FIXED: ("repare", "circle-check"),
    rules.STILL_THERE: ("toujours-la", "triangle-alert"),
    rules.SATISFACTION: ("avis", "smile"),
    rules.WITHDRAWAL: ("retirer", "undo-2"),
    rules.REOPENING: ("rouvrir", "rotate-ccw"),
    rules.STOP: ("arreter", "bell-off"),
}
# What the page asks by itself: the box to reply in takes photos too.
_ON_THE_PAGE = {rules.REPLY, rules.PHOTO, rules.SATISFACTION}
KINDS = {address: kind for kind, (address, _icon) in CHOICES.items()}


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the exchange; `side` is them or us. Its photos stand beside the step `anchor`;
    `answers` is what was answered besides."""

    side: str
    who: str
    when: str
    words: str
    at: float
    photos: int = 0
    anchor: str = ""
    answers: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A follow-up, ready to be laid out. `choices` are (address, icon, label)."""

    facts: Facts
    title: str
    where: str
    place: tuple[str, str] | None
    standing: str
    promise: str
    chip_state: str
    chip: str
    rows: Sequence[Row]
    turns: Sequence[Turn]
    choices: Sequence[tuple[str, str, str]]
    asks: bool
    reopening: str
    refusal: Sequence[str]
    passed_on: Sequence[str]
    withheld: Sequence[Withheld]
    main: Sequence[str]
    question: str
    followers: int


def for_holder(facts: Facts, follower: Holder, now: datetime) -> Shown:
    """What the holder of a secret link sees."""
    zone = authorities.calendar().zone
    facts = read_by(facts, follower)
    visible = visible_photos(facts, follower)
    photos = [one for one in facts.photos if one.id in visible]
    allowed = allowed_to(facts, follower, now)
    return _shown(
        facts,
        now,
        zone,
        rows=timeline.rows(facts, zone, with_words=True, photos=photos, holder=follower),
        turns=_turns(facts, follower, photos, zone),
        choices=[
            (CHOICES[kind][0], CHOICES[kind][1], label(kind))
            for kind in allowed
            if kind not in _ON_THE_PAGE
        ],
        asks=rules.SATISFACTION in allowed,
        reopening=words.reopening(facts, now, zone) if _may_reopen(facts, follower) else "",
        is_author=follower.is_author,
    )


def visible_photos(facts: Facts, follower: Holder) -> dict[int, bool]:
    """The photos that this follower may see, by id: whether they sent it themselves."""
    mine = {one.id for one in facts.said if one.follower == follower.pk}
    return {
        one.id: _is_theirs(one, follower, mine)
        for one in facts.photos
        if _sees(one, follower, mine)
    }


def for_code(facts: Facts, now: datetime) -> Shown:
    """What a code alone shows: the public steps, without words, photos, contact or reply."""
    zone = authorities.calendar().zone
    facts = read_by_code(facts)
    return _shown(
        facts,
        now,
        zone,
        rows=timeline.rows(facts, zone, with_words=False),
        turns=(),
        choices=(),
        asks=False,
        reopening="",
        is_author=False,
    )


def allowed_to(facts: Facts, follower: Holder, now: datetime) -> tuple[str, ...]:
    """What the holder may do now."""
    said = {one.kind for one in facts.said if one.follower == follower.pk}
    return rules.choices(
        state=facts.state,
        closed_at=facts.closed_at,
        holder=rules.Holder(
            is_author=follower.is_author,
            gets_news=follower.channel != "none" and follower.stopped_at is None,
            has_judged=rules.SATISFACTION in said,
            has_withdrawn=rules.WITHDRAWAL in said,
        ),
        now=now,
        reopen_days=workflows.reopen_days(),
        main=facts.main,
    )


def _may_reopen(facts: Facts, follower: Holder) -> bool:
    """Whether this end is one that the holder may have, or could have had, looked at again."""
    return follower.is_author or (facts.main or facts).state == "resolved"


def label(kind: str) -> str:
    """A choice in words, as a button."""
    return str(LABELS[kind])


def _place(facts: Facts, *, is_author: bool) -> tuple[str, str] | None:
    """Where it is, for a map (lon, lat): to who said it the place itself, to others the one that
    the public may see; None when there is none."""
    precision = 0 if is_author else offer.version(facts.version).public_precision
    place = public_place(facts.lon, facts.lat, precision)
    return (f"{place[0]:.6f}", f"{place[1]:.6f}") if place else None


def _shown(
    facts: Facts, now: datetime, zone: ZoneInfo, *, is_author: bool, **parts: object
) -> Shown:
    late = facts.state not in CLOSED and facts.due_at < now
    # What became of it stands in the case that it joined.
    about = facts.main or facts
    return Shown(
        facts=facts,
        title=words.title(facts),
        where=words.where(facts, is_author=is_author),
        place=_place(facts, is_author=is_author),
        standing=words.standing(facts, now, zone),
        promise=words.promise(facts, now, zone),
        chip_state="late" if late else facts.state,
        chip=gettext("Late") if late else _label(facts),
        refusal=_refusal(about),
        passed_on=passing_on.lines(about, zone),
        withheld=withheld.now_withheld(facts),
        main=_main(facts, now, zone),
        question=last_words(facts, "waiting_resident"),
        followers=facts.follower_count,
        **parts,  # type: ignore[arg-type]
    )


def _main(facts: Facts, now: datetime, zone: ZoneInfo) -> list[str]:
    """Where the report stands that this one is dealt with together."""
    if facts.main is None:
        return []
    found = [words.standing(facts.main, now, zone), words.promise(facts.main, now, zone)]
    return [line for line in found if line]


def _label(facts: Facts) -> str:
    if facts.state == "waiting_resident" and not facts.for_author:
        return words.label("waiting_third_party")
    return words.label(facts.state)


def _sees(photo: PhotoFact, follower: Holder, mine: set[int]) -> bool:
    """Whether this follower may see a photo: their own, the agents', the approved ones."""
    return photo.is_public or photo.by_agent or _is_theirs(photo, follower, mine)


def _is_theirs(photo: PhotoFact, follower: Holder, mine: set[int]) -> bool:
    """Whether this follower sent a photo: they alone see it as it was sent."""
    if photo.statement is not None:
        return photo.statement in mine
    return follower.is_author and not photo.by_agent


def _turns(facts: Facts, follower: Holder, photos: list[PhotoFact], zone: ZoneInfo) -> list[Turn]:
    """Who said what, oldest first: the person's own words, and the answers."""
    you, found = gettext("You"), []
    answers = _answers(facts) if follower.is_author else []
    if follower.is_author and (facts.words or answers):
        at = facts.occurred_at.timestamp()
        found.append(Turn("them", you, words.day(at, zone), facts.words, at, answers=answers))
    for said in facts.said:
        if said.follower != follower.pk:
            continue
        count = sum(one.statement == said.id for one in photos)
        # What has only a picture is wholly told by its step.
        text = said.words or ("" if count else said_in_words(said.kind, said.settled))
        if text:
            there = timeline.anchor(said.id)
            found.append(Turn("them", you, words.day(said.at, zone), text, said.at, count, there))
    found += _our_turns(facts, zone)
    if facts.main is not None:
        found += _our_turns(facts.main, zone)
    return sorted(found, key=lambda turn: turn.at)


def _our_turns(facts: Facts, zone: ZoneInfo) -> list[Turn]:
    who = words.department(facts)
    return [
        Turn("us", who, words.day(step.at, zone), step.words, step.at)
        for step in facts.steps
        if step.kind == "answer" and step.words
    ]


def _answers(facts: Facts) -> list[Line]:
    """What the report says besides its words: each answer, and the place in other words."""
    found = answered.lines(facts.version, facts.answers)
    if facts.address and facts.place_words:
        found.append(Line(gettext("The place in other words"), facts.place_words))
    return found


def said_in_words(kind: str, settled: bool | None = None) -> str:
    """What was said by a tap alone."""
    if kind == rules.SATISFACTION and settled is False:
        return gettext("It is not settled.")
    return {
        "fixed": gettext("It is fixed."),
        "still_there": gettext("It is still there."),
        "reopening": gettext("Please look at it again."),
        "withdrawal": gettext("I withdraw my report."),
    }.get(kind, "")


def _refusal(facts: Facts) -> list[str]:
    """For a refusal: why, who decided, and what else can be done."""
    if facts.state != "declined":
        return []
    town = authorities.authority()
    why = words.reason(facts)
    decided = gettext("%(who)s decided it, at %(town)s.") % {
        "who": words.department(facts),
        "town": town.name,
    }
    return [line for line in (why, last_words(facts, "declined"), decided) if line]


def last_words(facts: Facts, state: str) -> str:
    """What the agent wrote when the case went to the state that it is in; empty in any other."""
    if facts.state != state:
        return ""
    return next((step.words for step in reversed(facts.steps) if step.to_state == state), "")
