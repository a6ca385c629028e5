"""A case begins."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from parvis.act.cases.models import Case
from parvis.act.cases.operations.sharing import lock_of
from parvis.authorities import queries as authorities
from parvis.authorities.models import Team
from parvis.capture.reports.models import Report
from parvis.foundation.db.insert import insert_unless_taken
from parvis.foundation.db.operation import operation
from parvis.foundation.references import digits_for, new_reference
from parvis.journal.operations import Fact, record_all
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.workflows import queries as workflows

_DRAWS = 9


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case takes over from its report and from its service's version.
    `search_words` are folded (`foundation.text.fold`); `team` only when it is not the service's."""

    report: Report
    version: ServiceVersion
    title: str
    due_at: datetime
    search_words: str
    photo_count: int = 0
    team: Team | None = None


@operation
def open_case(*, opening: Opening, by: Actor) -> Case:
    """The work that a report becomes; its department and team are the service's."""
    case = build_case(opening)
    for draw in range(_DRAWS):
        case.reference = draw_reference(case.received_at, longer=draw // 3)
        if insert_unless_taken(case):
            record_all([opened(case)], by=by)
            return case
    raise IntegrityError(f"no free reference after {_DRAWS} draws, or report with a case already")


def opened(case: Case) -> Fact:
    """The journal's entry of a case's beginning."""
    return Fact(
        "case.opened",
        "case",
        case.pk,
        {"report": case.report_id, "team": case.team_id, "lock": case.department_lock},
        case.received_at,
    )


def build_case(opening: Opening) -> Case:
    """The row of a case, not yet written and without its reference."""
    report, version = opening.report, opening.version
    department, team = _in_charge(opening)
    return Case(
        report=report,
        workflow_id=workflows.newest(version.workflow),
        title=opening.title,
        excerpt=_excerpt(report.words),
        address=report.address or report.place_words[:200],
        icon=version.icon,
        channel=report.channel,
        service_type_id=report.service_type_id,
        district_id=report.district_id,
        department_id=department,
        team_id=team,
        department_lock=report.department_lock,
        lon=report.lon,
        lat=report.lat,
        is_danger=version.is_danger_likely,
        follower_count=1,
        photo_count=opening.photo_count,
        received_at=report.occurred_at,
        due_at=opening.due_at,
        changed_at=report.occurred_at,
        is_made_up=report.is_made_up,
        search_words=opening.search_words,
    )


def _in_charge(opening: Opening) -> tuple[int, int | None]:
    """Department and team: those given, else the version's; where that team was withdrawn since
    the report was begun, those of the version that is current now."""
    if opening.team:
        return opening.team.department_id, opening.team.pk
    version = opening.version
    known = authorities.teams().get(version.team_id or 0)
    if known is not None and not known.is_open:
        kind = offer.catalogue().services.get(opening.report.service_type_id)
        now = kind.current if kind else None
        if now is not None and lock_of(now.department_id) == opening.report.department_lock:
            return now.department_id, now.team_id
    return version.department_id, version.team_id


def _excerpt(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 200 else flat[:199] + "…"


def draw_reference(received: datetime, *, longer: int = 0) -> str:
    """A reference of the year of reception, perhaps taken already; `longer` by some digits when
    the year has more cases than was thought."""
    town = authorities.authority()
    digits = digits_for(max(town.population // 2, 1_000))
    return new_reference(town.reference_prefix, received.year, digits=digits + longer)
