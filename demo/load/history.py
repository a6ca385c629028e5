"""The made-up past: reports, what became of them, what people thought of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from demo.history.model import MadeReport, Step
from demo.load.offer import Furnished
from parvis.act.cases.models import Case
from parvis.act.cases.operations.history import Past, live_through
from parvis.act.cases.rules import Change
from parvis.authorities import queries as authorities
from parvis.capture.reports.batches import Said, follow_all, say_all
from parvis.capture.reports.rules import Contact, NewReport, Place
from parvis.flows.take_in_batch import IMPORT, take_in_batch
from parvis.foundation.db.scope import acting_for
from parvis.foundation.text import fold

# Long transactions hold the journal's readers back: this many take well under two seconds.
BATCH = 150
ROLES = {
    "agent": frozenset({"handler", "lead", "director", "field"}),
    "resident": frozenset({"resident"}),
    "system": frozenset({"system"}),
}
KEY = "demo:"
CHANNELS = {"portal": "web", "email": "mail", "letter": "mail"}
PRIORITIES = {"low": 1, "normal": 2, "high": 3, "urgent": 4}


@dataclass
class Loading:
    """One authority being filled. `agents` by the catalogue's code; `mains` the cases that
    others may repeat, by the report's number; `refused` what the workflow would not take."""

    authority: int
    made: Furnished
    agents: dict[str, int]
    districts: dict[str, int]
    mains: dict[int, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)


def load(loading: Loading, reports: Iterable[MadeReport], *, told: Callable[[int], Any]) -> None:
    """Take made-up reports in with their past; `told` hears how many each batch had. What an
    earlier run took in is left alone."""
    with acting_for(loading.authority):
        closed = authorities.compartmented()
    with acting_for(loading.authority, compartments=closed):
        loading.mains = _loaded()
    for batch in _batches(reports):
        missing = [made for made in batch if made.number not in loading.mains]
        if missing:
            with acting_for(loading.authority, compartments=closed):
                _load_batch(loading, missing)
        told(len(batch))


def _loaded() -> dict[int, int]:
    """Cases of the made-up reports that are here already, by the report's number."""
    rows = Case.objects.filter(report__send_key__isnull=False)
    return {
        int(key.removeprefix(KEY)): case
        for key, case in rows.values_list("report__send_key", "pk")
        if key.startswith(KEY)
    }


def _batches(reports: Iterable[MadeReport]) -> Iterator[list[MadeReport]]:
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _load_batch(loading: Loading, batch: list[MadeReport]) -> None:
    cases = take_in_batch(new=[_report(loading, made) for made in batch], by=IMPORT)
    for made, case in zip(batch, cases, strict=True):
        loading.mains[made.number] = case.pk
        _settle(case, made)
    histories = [
        (case, list(_past(loading, made))) for made, case in zip(batch, cases, strict=True)
    ]
    for problem in live_through(histories=histories, by=IMPORT):
        loading.refused[problem] = loading.refused.get(problem, 0) + 1
    follow_all(
        following=[
            (case.report, moment)
            for made, case in zip(batch, cases, strict=True)
            for moment in made.follower_times
        ],
        by=IMPORT,
    )
    say_all(
        said=[
            Said(
                case.report,
                "satisfaction",
                made.satisfaction.at,
                made.satisfaction.words,
                made.satisfaction.face,
                made.satisfaction.settled,
            )
            for made, case in zip(batch, cases, strict=True)
            if made.satisfaction
        ],
        by=IMPORT,
    )


def _settle(case: Case, made: MadeReport) -> None:
    """What the case's row says at the end; it is saved with the past."""
    case.priority = PRIORITIES[made.priority]
    case.follower_count = 1 + len(made.follower_times)
    if made.satisfaction:
        case.satisfaction = made.satisfaction.face


def _report(loading: Loading, made: MadeReport) -> NewReport:
    service = loading.made.services[made.service, made.subtype]
    if service.current_id is None:
        raise LookupError(f"{made.service} has no version")
    return NewReport(
        service_type=service.pk,
        version=service.current_id,
        channel=CHANNELS.get(made.channel, made.channel),
        occurred_at=made.occurred_at,
        words=made.words,
        answers=dict(made.answers),
        place=Place(
            lon=made.lon,
            lat=made.lat,
            address=made.address,
            words=made.place,
            district=loading.districts.get(made.district),
        ),
        contact=_contact(made),
        language=made.language,
        typed_by=loading.agents.get(made.typed_by),
        send_key=f"{KEY}{made.number}",
        is_made_up=True,
    )


def _contact(made: MadeReport) -> Contact:
    if made.contact is None:
        return Contact()
    return Contact(
        channel=made.contact.news,
        email=fold(made.contact.email),
        # Numbers kept for fiction are no valid numbers, and reach nobody.
        phone="+33" + made.contact.phone.replace(" ", "")[1:] if made.contact.phone else "",
        name=f"{made.contact.first_name} {made.contact.last_name}",
    )


def _past(loading: Loading, made: MadeReport) -> Iterator[Past]:
    for step in made.steps:
        agent = loading.agents.get(step.agent)
        if step.state == "assigned" and step.team:
            yield Past(step.at, agent=agent, team=loading.made.teams[step.team].pk)
        if step.state != "received":
            yield Past(
                step.at,
                ROLES[step.actor],
                agent,
                change=_change(loading, made, step),
            )
        if step.note:
            yield Past(step.at, agent=agent, words=step.note)


def _change(loading: Loading, made: MadeReport, step: Step) -> Change:
    reason = loading.made.reasons.get(step.reason) if step.state == "declined" else None
    party = loading.made.third_parties.get(step.third_party)
    main = loading.mains.get(made.duplicate_of or 0) if step.state == "duplicate" else None
    return Change(
        target=step.state,
        words=step.words,
        reason=reason.pk if reason else None,
        planned_on=step.planned_for,
        third_party=party.pk if party else None,
        duplicate_of=main,
    )
