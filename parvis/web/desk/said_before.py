"""« Said before, perhaps »: what was found, when a report was read, to tell of the same fact. An
agent looks, and joins or does not: nothing joins by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.act.cases import queries as cases
from parvis.act.cases.models import Case
from parvis.act.cases.queries import Neighbour
from parvis.foundation.geo import haversine
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import choices
from parvis.people.models import Agent
from parvis.understand.alike import reasons
from parvis.understand.readings.models import Reading
from parvis.web.desk import words

# From which likeness on, what it is called. Of letters kept aside, all 7 called very likely told of
# the same fact, and 14 of the 22 shown (docs/algorithms/alike.md).
_LIKELY = (
    (0.5, pgettext_lazy("desk", "very likely")),
    (0.3, pgettext_lazy("desk", "likely")),
    (0.0, pgettext_lazy("desk", "possible")),
)
_SAME_SPOT = 5
_PLAIN = {
    reasons.KIND: pgettext_lazy("desk", "same subject"),
    reasons.SAME_WORDS: pgettext_lazy("desk", "same words"),
    reasons.NEARLY_SAME_WORDS: pgettext_lazy("desk", "nearly the same words"),
    reasons.RARE_WORDS: pgettext_lazy("desk", "uncommon words shared"),
    reasons.MEANING: pgettext_lazy("desk", "close in meaning"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Another request: `why` in plain words, `likely` how surely, `main` the reference that this
    one can be joined to (empty where it can't)."""

    id: int
    title: str
    place: str
    reference: str
    when: str
    state: str
    likely: str
    why: str
    main: str


def lines(case: Case, reading: Reading | None, agent: Agent) -> list[Line]:
    """What a request may say again, the likeliest first. Nothing of a closed department, on either
    side; nothing whose words were erased since, nor what is joined with it already."""
    found = {row[0]: row[1:] for row in reading.found.get("alike", ())} if reading else {}
    if not found or case.department_lock is not None:
        return []
    there = cases.comparable(found)
    may_join = _may_join(case, agent)
    return [
        _line(case, there[report], share, why, may_join=may_join)
        for report, (share, why) in found.items()
        if report in there and not _are_joined(case, there[report])
    ]


def _are_joined(case: Case, other: Neighbour) -> bool:
    mains = {case.duplicate_of_id or case.pk}
    return (other.duplicate_of_id or other.id) in mains


def _may_join(case: Case, agent: Agent) -> bool:
    arrows = choices(workflows.transitions(case.workflow_id), case.state, frozenset(agent.roles))
    return any(arrow.target == "duplicate" for arrow in arrows)


def _line(case: Case, other: Neighbour, share: float, why: list[str], *, may_join: bool) -> Line:
    # What came later joins what came first.
    is_main = (
        other.received_at <= case.received_at
        and other.closed_at is None
        and other.duplicate_of_id is None
    )
    return Line(
        id=other.id,
        title=other.title,
        place=other.address,
        reference=other.reference,
        when=words.day(other.received_at),
        state=words.state(other.state),
        likely=str(next(name for least, name in _LIKELY if share >= least)),
        why=", ".join(filter(None, (_reason(code, _apart(case, other)) for code in why))),
        main=other.reference if may_join and is_main else "",
    )


def _apart(case: Case, other: Neighbour) -> dict[str, int]:
    """How far apart they are: metres, where both have a place, and days."""
    days = abs((case.received_at - other.received_at).days)
    if None in {case.lon, case.lat, other.lon, other.lat}:
        return {"days": days}
    return {"days": days, "metres": round(haversine(case.lon, case.lat, other.lon, other.lat))}


def _reason(code: str, apart: Mapping[str, Any]) -> str:
    """One reason in plain words; empty where it can't be said any more."""
    if code == reasons.NEAR:
        return _metres(apart.get("metres"))
    if code == reasons.DAYS:
        return _days(apart["days"])
    return str(_PLAIN.get(code, ""))


def _metres(metres: int | None) -> str:
    if metres is None:
        return ""
    if metres < _SAME_SPOT:
        return pgettext("desk", "at the same spot")
    return pgettext("desk", "%(metres)d m away") % {"metres": metres}


def _days(days: int) -> str:
    if not days:
        return pgettext("desk", "within a day")
    text = npgettext("desk", "%(days)d day apart", "%(days)d days apart", days)
    return text % {"days": days}
