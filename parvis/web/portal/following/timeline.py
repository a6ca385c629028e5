"""The steps of a follow-up in order, each with its date and the photos that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from parvis.inform.tracking import rules, steps, withheld, words
from parvis.inform.tracking.facts import Facts, Holder, PhotoFact, SaidFact, StepFact
from parvis.offer.workflows.rules import CLOSED

# An agent's photo taken so close to a step of theirs shows that step: before the work, or after.
VISIT_SECONDS = 3_600
# What was said, and the change that it brought about, come from one sending.
_SENDING_SECONDS = 5
_BROUGHT_ABOUT = {
    rules.REOPENING: "reopened",
    rules.STILL_THERE: "reopened",
    rules.WITHDRAWAL: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One step: `mark` is the CSS state, `icon_state` the state whose icon it takes, unless it has
    an `icon` of its own. `anchor` names it in the page."""

    title: str
    when: str
    mark: str
    icon_state: str
    words: str = ""
    photos: Sequence[PhotoFact] = ()
    icon: str = ""
    anchor: str = ""
    at: float = 0.0


@dataclass(slots=True)
class _Placed:
    """Where each photo stands: beside the beginning, beside a step, or a row of its own."""

    beginning: list[PhotoFact] = field(default_factory=list)
    steps: dict[int, list[PhotoFact]] = field(default_factory=dict)
    said: dict[int, list[PhotoFact]] = field(default_factory=dict)
    visits: list[list[PhotoFact]] = field(default_factory=list)


def rows(
    facts: Facts,
    zone: ZoneInfo,
    *,
    with_words: bool,
    photos: Sequence[PhotoFact] = (),
    holder: Holder | None = None,
) -> list[Row]:
    """The steps, oldest first, then what was promised when it isn't over. `photos` are those that
    the `holder` may see; each stands beside what it belongs to."""
    placed = _placed(facts, photos)
    at = facts.occurred_at.timestamp()
    first = Row(words.label("received"), words.moment(at, zone), "is-done", "acknowledged")
    found = _steps(facts, zone, placed.steps, with_words=with_words)
    if facts.main is not None:
        found += _steps(facts.main, zone, {}, with_words=with_words)
    found += _said(facts, zone, placed.said, holder)
    found += _visits(facts, zone, placed.visits)
    found.sort(key=lambda row: row.at)
    about = facts.main or facts
    if about.state not in CLOSED:
        promised = gettext("by %(day)s") % {"day": words.day(about.due_at, zone)}
        found.append(Row(gettext("Answer promised"), promised, "", ""))
    return [replace(first, photos=placed.beginning), *found]


def anchor(statement: int) -> str:
    """The name, in the page, of the step that shows what was sent with a statement."""
    return f"dit-{statement}"


def _steps(
    facts: Facts, zone: ZoneInfo, photos: Mapping[int, list[PhotoFact]], *, with_words: bool
) -> list[Row]:
    is_open = facts.state not in CLOSED
    here = max((step.id for step in facts.steps if step.kind == "state"), default=0)
    return [
        Row(
            title=steps.title(step, facts, zone),
            when=words.moment(step.at, zone),
            mark="is-here" if is_open and step.id == here else "is-done",
            icon_state=step.to_state or "acknowledged",
            words=step.words if with_words and step.kind != "answer" else "",
            photos=photos.get(step.id, ()),
            icon=withheld.icon(step) if step.kind == withheld.KIND else "",
            at=step.at,
        )
        for step in facts.steps
    ]


def _said(
    facts: Facts,
    zone: ZoneInfo,
    photos: Mapping[int, list[PhotoFact]],
    holder: Holder | None,
) -> list[Row]:
    """What was said later with a picture; its words stand in the exchange."""
    return [
        Row(
            title=_who_said(said, holder),
            when=words.moment(said.at, zone),
            mark="is-done",
            icon_state="",
            photos=photos[said.id],
            icon="camera",
            anchor=anchor(said.id),
            at=said.at,
        )
        for said in facts.said
        if said.id in photos
    ]


def _who_said(said: SaidFact, holder: Holder | None) -> str:
    if holder is None or said.follower != holder.pk:
        return gettext("Photo added by a resident")
    return {
        "fixed": gettext("You said that it is fixed"),
        "still_there": gettext("You said that it is still there"),
    }.get(said.kind, gettext("You replied") if said.words else gettext("You added a photo"))


def _visits(facts: Facts, zone: ZoneInfo, visits: Sequence[list[PhotoFact]]) -> list[Row]:
    title = gettext("%(who)s added a photo") % {"who": words.department(facts)}
    return [
        Row(
            title=title,
            when=words.moment(photos[0].at, zone),
            mark="is-done",
            icon_state="",
            photos=photos,
            icon="camera",
            at=photos[0].at,
        )
        for photos in visits
    ]


def _placed(facts: Facts, photos: Sequence[PhotoFact]) -> _Placed:
    placed = _Placed()
    said = {one.id: one for one in facts.said}
    for photo in photos:
        statement = said.get(photo.statement or 0)
        if statement is not None:
            step = _brought_about(facts.steps, statement)
            if step is None:
                placed.said.setdefault(statement.id, []).append(photo)
            else:
                placed.steps.setdefault(step.id, []).append(photo)
        elif not photo.by_agent:
            placed.beginning.append(photo)
        else:
            _place_of_agent(placed, facts.steps, photo)
    return placed


def _brought_about(steps: Sequence[StepFact], said: SaidFact) -> StepFact | None:
    """The step that a statement led to, if it is one that does."""
    target = _BROUGHT_ABOUT.get(said.kind)
    near = (
        step
        for step in steps
        if step.to_state == target and abs(step.at - said.at) <= _SENDING_SECONDS
    )
    return next(near, None) if target else None


def _place_of_agent(placed: _Placed, steps: Sequence[StepFact], photo: PhotoFact) -> None:
    """Beside the nearest of the agents' steps of that hour; else the visit is a step itself."""
    near = [step for step in steps if step.by_agent and abs(step.at - photo.at) <= VISIT_SECONDS]
    if near:
        step = min(near, key=lambda one: abs(one.at - photo.at))
        placed.steps.setdefault(step.id, []).append(photo)
    elif placed.visits and photo.at - placed.visits[-1][0].at <= VISIT_SECONDS:
        placed.visits[-1].append(photo)
    else:
        placed.visits.append([photo])
