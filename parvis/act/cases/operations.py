"""Writes of cases: each changes the case's row, adds its step, and tells the journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.rules import Change, Refused, check, is_closed
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Photo, Report
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.references import digits_for, new_reference
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.workflows import queries as workflows

_DRAWS = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case takes over from its report and from its service's version."""

    report: Report
    version: ServiceVersion
    title: str
    due_at: datetime
    search_words: str
    photo_count: int = 0


@operation
def open_case(*, opening: Opening, by: Actor) -> Case:
    """The work that a report becomes; its department and team are the service's."""
    report, version = opening.report, opening.version
    case = Case(
        report=report,
        reference=_free_reference(report.occurred_at),
        workflow_id=workflows.newest(version.workflow),
        title=opening.title,
        excerpt=_excerpt(report.words),
        address=report.address or report.place_words[:200],
        icon=version.icon,
        channel=report.channel,
        service_type_id=report.service_type_id,
        district_id=report.district_id,
        department_id=version.department_id,
        team_id=version.team_id,
        department_lock=report.department_lock,
        lon=report.lon,
        lat=report.lat,
        follower_count=1,
        photo_count=opening.photo_count,
        received_at=report.occurred_at,
        due_at=opening.due_at,
        changed_at=report.occurred_at,
        is_made_up=report.is_made_up,
        search_words=opening.search_words,
    )
    case.save(force_insert=True)
    record(
        "case.opened",
        "case",
        case.pk,
        by=by,
        occurred_at=report.occurred_at,
        data={"report": report.pk, "team": version.team_id, "lock": report.department_lock},
    )
    return case


def _excerpt(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 200 else flat[:199] + "…"


def _free_reference(received: datetime) -> str:
    town = authorities.authority()
    digits = digits_for(max(town.population // 2, 1_000))
    for _ in range(_DRAWS):
        reference = new_reference(town.reference_prefix, received.year, digits=digits)
        if not Case.objects.filter(reference=reference).exists():
            return reference
    raise IntegrityError("no free reference after five draws")


def _locked(case: int, revision: int | None) -> Case:
    """The case, held until the transaction ends; `Refused` when somebody changed it since."""
    row = Case.objects.select_for_update().get(pk=case)
    if revision is not None and row.revision != revision:
        raise Refused("changed_meanwhile")
    return row


@operation
def change_state(
    *,
    case: int,
    change: Change,
    by: Actor,
    roles: frozenset[str],
    revision: int | None = None,
    at: datetime | None = None,
) -> Step:
    """Lead a case to another state. Raises `Refused`, with its code, when it can't be."""
    row = _locked(case, revision)
    moment = at or now()
    arrow = check(
        workflows.transitions(row.workflow_id),
        source=row.state,
        change=change,
        roles=roles,
        today=authorities.calendar_day(moment),
    )
    if change.duplicate_of == row.pk:
        raise Refused("itself")
    step = _step(
        row,
        "state",
        by=by,
        at=moment,
        from_state=row.state,
        to_state=change.target,
        words=change.words,
        is_public=arrow.tells,
        data=_change_data(change),
    )
    _apply(row, change, moment)
    _save(row, moment)
    record(
        f"case.{change.target}",
        "case",
        row.pk,
        by=by,
        occurred_at=moment,
        data={
            "report": row.report_id,
            "step": step.pk,
            "from": step.from_state,
            "tells": arrow.tells,
            "lock": row.department_lock,
        },
    )
    return step


def _change_data(change: Change) -> dict[str, Any]:
    given = {
        "reason": change.reason,
        "planned_on": change.planned_on.isoformat() if change.planned_on else None,
        "third_party": change.third_party,
        "duplicate_of": change.duplicate_of,
    }
    return {name: value for name, value in given.items() if value is not None}


def _apply(row: Case, change: Change, moment: datetime) -> None:
    waits = change.target.startswith("waiting_")
    if change.target == "reopened":
        row.reopened_count += 1
    if row.acknowledged_at is None:
        row.acknowledged_at = moment
    row.state = change.target
    row.closed_at = moment if is_closed(change.target) else None
    row.waiting_since = moment if waits else None
    row.waiting_for_id = change.third_party if waits else None
    row.planned_on = change.planned_on
    row.decline_reason_id = change.reason
    row.duplicate_of_id = change.duplicate_of


def _save(row: Case, moment: datetime) -> None:
    row.revision += 1
    row.changed_at = moment
    row.has_news = False
    row.save()


def _step(row: Case, kind: str, *, by: Actor, at: datetime, **fields: Any) -> Step:
    return Step.objects.create(
        case=row,
        report_id=row.report_id,
        kind=kind,
        agent_id=by.id if by.kind == "agent" else None,
        department_lock=row.department_lock,
        occurred_at=at,
        **fields,
    )


@operation
def answer(*, case: int, words: str, by: Actor, at: datetime | None = None) -> Step:
    """Write to everybody who follows the case."""
    return _worded_step(case, "answer", words, by, at, is_public=True)


@operation
def note(*, case: int, words: str, by: Actor, at: datetime | None = None) -> Step:
    """Words for colleagues alone."""
    return _worded_step(case, "note", words, by, at, is_public=False)


def _worded_step(
    case: int, kind: str, words: str, by: Actor, at: datetime | None, *, is_public: bool
) -> Step:
    if not words.strip():
        raise Refused("needs_words")
    row = _locked(case, None)
    moment = at or now()
    step = _step(row, kind, by=by, at=moment, words=words.strip(), is_public=is_public)
    _save(row, moment)
    record(
        f"case.{kind}",
        "case",
        row.pk,
        by=by,
        occurred_at=moment,
        data={
            "report": row.report_id,
            "step": step.pk,
            "tells": is_public,
            "lock": row.department_lock,
        },
    )
    return step


@operation
def assign(
    *,
    case: int,
    by: Actor,
    team: int | None = None,
    agent: int | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Step:
    """Give a case to a team, or to an agent of it; another department's team is a hand-over."""
    row = _locked(case, revision)
    moment = at or now()
    before = {"from_team": row.team_id, "from_agent": row.assignee_id}
    if team is not None:
        row.team_id = team
        row.department_id = authorities.teams()[team].department_id
    row.assignee_id = agent
    step = _step(
        row, "assignment", by=by, at=moment, data={"team": row.team_id, "agent": agent, **before}
    )
    _save(row, moment)
    record(
        "case.assigned_to",
        "case",
        row.pk,
        by=by,
        occurred_at=moment,
        data={"report": row.report_id, "step": step.pk, "team": row.team_id, "agent": agent,
              "lock": row.department_lock},
    )
    return step


@operation
def set_priority(*, case: int, priority: int, by: Actor, revision: int | None = None) -> Step:
    """1 (low) to 4 (urgent)."""
    row = _locked(case, revision)
    moment = now()
    step = _step(row, "priority", by=by, at=moment, data={"from": row.priority, "to": priority})
    row.priority = priority
    _save(row, moment)
    record("case.prioritised", "case", row.pk, by=by,
           data={"step": step.pk, "to": priority, "lock": row.department_lock})
    return step


@operation
def publish_words(*, case: int, approved: bool, by: Actor) -> None:
    """Let the public read the words of the report, or take them back."""
    row = _locked(case, None)
    row.words_public = approved
    moment = now()
    _step(row, "publication", by=by, at=moment, data={"words": approved})
    _save(row, moment)
    record("case.words_published", "case", row.pk, by=by,
           data={"report": row.report_id, "approved": approved, "lock": row.department_lock})


@operation
def publish_photo(*, case: int, photo: Photo, by: Actor, is_masked: bool = False) -> None:
    """Let the public see a photo. `is_masked` is said only when faces and plates were masked."""
    row = _locked(case, None)
    PhotoApproval.objects.get_or_create(
        case=row,
        photo=photo,
        defaults={
            "agent_id": by.id,
            "is_masked": is_masked,
            "department_lock": row.department_lock,
            "approved_at": now(),
        },
    )
    record("case.photo_published", "case", row.pk, by=by,
           data={"report": row.report_id, "photo": photo.pk, "lock": row.department_lock})


@operation
def count_follower(*, report: int, by: Actor) -> None:
    """One more person follows this report's case."""
    row = Case.objects.select_for_update().get(report_id=report)
    row.follower_count += 1
    row.save(update_fields=["follower_count"])
    record("case.followed", "case", row.pk, by=by,
           data={"report": report, "count": row.follower_count, "lock": row.department_lock})


@operation
def note_statement(*, report: int, score: int | None, by: Actor) -> None:
    """The resident spoke: the desk shows it, and keeps the score of a satisfaction answer."""
    row = Case.objects.select_for_update().get(report_id=report)
    row.has_news = True
    if score is not None:
        row.satisfaction = score
    row.save(update_fields=["has_news", "satisfaction"])
    record("case.news", "case", row.pk, by=by,
           data={"report": report, "lock": row.department_lock})
