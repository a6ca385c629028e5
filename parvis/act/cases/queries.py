"""Reads of cases."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import inf
from typing import Any

from django.db import connection
from django.db.models import Sum

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.rules import Masked, patches_around
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Follower, Report
from parvis.foundation.calendars import working_days_between
from parvis.foundation.clock import now
from parvis.foundation.db.select import Columns
from parvis.foundation.geo import BBox, haversine
from parvis.understand.moderation.rules import PublicRule

NEAR_METRES = 150
# Square by square: asked for all nine at once, PostgreSQL walks a whole year to find a hundred.
MOST_OF_A_SQUARE = 30


def case_of_report(report: int) -> Case | None:
    """The case that a report became."""
    return next(iter(_CASE.all("WHERE report_id = %s", [report])), None)


def was_sorted(case: int) -> bool:
    """Whether somebody, or the house, has ever said that a case is of another kind."""
    return Step.objects.filter(case=case, kind="sorting").exists()


def masked_words(cases: Collection[int]) -> dict[int, list[Masked]]:
    """What of these cases' words the public does not read, as the agent who last let it read the
    rest said; only the cases where there is something."""
    if not cases:
        return {}
    rows = Step.objects.filter(
        case_id__in=list(cases), kind="publication", data__words=True, undone_at__isnull=True
    )
    last = {row.case_id: row.data.get("masked", []) for row in rows.order_by("id")}
    return {
        case: [(int(start), int(end), str(kind)) for start, end, kind in masked]
        for case, masked in last.items()
        if masked
    }


def open_cases_of(agent: int, *, closed_into: Collection[int] | None = None) -> list[int]:
    """The open cases that are an agent's to do, or those of them that are closed into some
    departments; what is closed to who asks is not among them."""
    rows = Case.objects.filter(assignee_id=agent, closed_at__isnull=True)
    if closed_into is not None:
        rows = rows.filter(department_lock__in=closed_into)
    return list(rows.order_by("pk").values_list("pk", flat=True))


_CASE, _REPORT, _STEP = Columns(Case, without={"search_words"}), Columns(Report), Columns(Step)
_ONE = f"""
SELECT {_CASE.names}, {_REPORT.names} FROM cases_case
JOIN reports_report ON reports_report.id = cases_case.report_id WHERE cases_case.id = %s
"""  # noqa: S608 - no input


def case(number: int) -> Case | None:
    """A case with its report; None when there is none, or when it is closed to who asks."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [number])
        values = cursor.fetchone()
    if values is None:
        return None
    found = _CASE.make(values[: _CASE.width])
    found.report = _REPORT.make(values[_CASE.width :])
    return found


def public_steps(report: int) -> list[Step]:
    """Steps that the resident is told, oldest first."""
    return list(
        Step.objects.filter(report_id=report, is_public=True, undone_at__isnull=True).order_by(
            "occurred_at", "id"
        )
    )


def answers(numbers: Iterable[int]) -> list[Step]:
    """Those of these steps that say something to everybody who follows, still public, oldest
    first: not a question to the author, an answer to them alone, nor what a resident wrote."""
    rows = Step.objects.filter(pk__in=list(numbers), is_public=True, undone_at__isnull=True)
    rows = rows.exclude(words="").exclude(to_state="waiting_resident")
    rows = rows.exclude(data__contains={"author_only": True})
    rows = rows.exclude(agent__isnull=True, to_state__in=("reopened", "withdrawn"))
    return list(rows.order_by("occurred_at", "id"))


def rules_named(person: Follower) -> list[PublicRule]:
    """For which rules words or photos that somebody sent were not shown, as they were told."""
    rows = Step.objects.filter(
        report_id=person.report_id, kind="publication", is_public=True, undone_at__isnull=True
    )
    whose = None if person.is_author else person.pk
    named = [step.data for step in rows if "rule" in step.data]
    return sorted({data["rule"] for data in named if data.get("follower") == whose})


def steps(case: int) -> list[Step]:
    """Every step, undone ones too, oldest first."""
    return _STEP.all("WHERE case_id = %s ORDER BY occurred_at, id", [case])


def steps_of_batch(batch: str) -> list[Step]:
    """The steps done in one go, as they stand."""
    return list(Step.objects.filter(batch=batch).order_by("id")) if batch else []


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that changed since somebody read it: by which agent, where that is known."""

    case: int
    reference: str
    agent: int | None


def changed_since(revisions: Mapping[int, int]) -> list[Changed]:
    """Those of these cases that are past the revision given for each."""
    last = Step.objects.filter(case_id__in=list(revisions), undone_at__isnull=True)
    steps = {step.case_id: step for step in last.order_by("case_id", "-id").distinct("case_id")}
    rows = Case.objects.filter(pk__in=list(revisions)).values_list("pk", "reference", "revision")
    found = []
    for pk, reference, revision in rows.order_by("pk"):
        step = steps.get(pk)
        if revision > revisions[pk]:
            is_it = step is not None and step.data.get("revision", 0) > revisions[pk]
            found.append(Changed(pk, reference, step.agent_id if step and is_it else None))
    return found


def public_copy(case: int, photo: int, *, since: datetime) -> PhotoApproval | None:
    """How the public sees a photo of a case that was approved at `since` or before."""
    rows = PhotoApproval.objects.filter(case_id=case, photo_id=photo, approved_at__lte=since)
    return rows.select_related("photo").first()


def masked_copy(photo: int) -> PhotoApproval | None:
    """The masked copy of a photo, as whoever did not take it sees it; None where there is none."""
    rows = PhotoApproval.objects.filter(photo_id=photo).exclude(masked_name="")
    return rows.select_related("photo").first()


def approved_photos(case: int) -> dict[int, PhotoApproval]:
    """What the public sees, by photo."""
    return {row.photo_id: row for row in PhotoApproval.objects.filter(case_id=case)}


def people_joined(case: int) -> int:
    """How many people stand behind the cases that were joined to this one."""
    joined = Case.objects.filter(duplicate_of_id=case)
    return int(joined.aggregate(people=Sum("follower_count"))["people"] or 0)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A case as another one's page names it."""

    id: int
    reference: str
    title: str
    address: str
    state: str
    service_type_id: int
    follower_count: int
    lon: float | None
    lat: float | None
    received_at: datetime
    due_at: datetime
    closed_at: datetime | None
    duplicate_of_id: int | None


_NEIGHBOUR = tuple(field.name for field in fields(Neighbour))
MOST_JOINED = 50


@dataclass(frozen=True, slots=True)
class Around:
    """What is near a case in place, newest first, and what was joined to it, oldest first; the
    main case when it is itself joined to one."""

    near: list[Neighbour]
    joined: list[Neighbour]
    main: Neighbour | None


_AROUND = """
(SELECT 'joined', {columns} FROM cases_case WHERE duplicate_of_id = %(case)s)
UNION ALL (SELECT 'main', {columns} FROM cases_case WHERE id = %(main)s)
UNION ALL (SELECT 'near', one.* FROM unnest(%(patches)s::bigint[]) AS square,
    LATERAL (SELECT {columns} FROM cases_case
        WHERE patch = square AND received_at >= %(since)s AND id <> %(case)s
        ORDER BY received_at DESC LIMIT {most}) AS one
    WHERE one.lon BETWEEN %(west)s AND %(east)s AND one.lat BETWEEN %(south)s AND %(north)s
    ORDER BY received_at DESC)
""".format(columns=", ".join(_NEIGHBOUR), most=MOST_OF_A_SQUARE)  # noqa: S608 - no input


def around(case: Case, *, days: int = 365, most: int = 8) -> Around:
    """Everything that a case touches, in one statement. Near are open cases and those of the
    last `days`."""
    given: dict[str, Any] = {
        "case": case.pk,
        "main": case.duplicate_of_id,
        "since": case.received_at - timedelta(days=days),
        **_reach(case),
    }
    found: dict[str, list[Neighbour]] = {"joined": [], "main": [], "near": []}
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, given)
        for why, *values in cursor.fetchall():
            found[why].append(Neighbour(*values))
    joined = sorted(found["joined"], key=lambda row: row.received_at)
    near = (row for row in found["near"] if _metres(case, row) <= NEAR_METRES)
    return Around(
        list(islice(near, most)),
        joined[:MOST_JOINED],
        found["main"][0] if found["main"] else None,
    )


def _reach(case: Case) -> dict[str, Any]:
    """The squares to look in around a case, and the box cut out of them; none without a place."""
    if case.lon is None or case.lat is None:
        return {"patches": [], "west": 0, "south": 0, "east": 0, "north": 0}
    box = BBox.around(case.lon, case.lat, NEAR_METRES)
    return {"patches": patches_around(case.lon, case.lat), **asdict(box)}


def alike(
    lon: float, lat: float, services: Collection[int], *, most: int = 5
) -> list[tuple[int, Case]]:
    """Open cases of these service types close to a place, each with its distance in metres, the
    closest first."""
    rows = Case.objects.filter(
        patch__in=patches_around(lon, lat),
        service_type_id__in=list(services),
        closed_at__isnull=True,
        duplicate_of__isnull=True,
    )
    found = [(round(haversine(lon, lat, row.lon or 0, row.lat or 0)), row) for row in rows]
    near = [one for one in found if one[0] <= NEAR_METRES]
    return sorted(near, key=lambda one: (one[0], -one[1].follower_count))[:most]


def comparable(reports: Iterable[int]) -> dict[int, Neighbour]:
    """The cases of these reports, by report, but those of closed departments, whoever asks, and
    those whose words were erased."""
    rows = Case.objects.filter(
        report__in=list(reports), department_lock__isnull=True, report__redacted_at__isnull=True
    )
    found = rows.values_list("report_id", *_NEIGHBOUR)
    return {report: Neighbour(*values) for report, *values in found}


def has_duplicates(case: int) -> bool:
    """Whether other cases were joined to this one."""
    return Case.objects.filter(duplicate_of_id=case).exists()


def _metres(case: Case, other: Neighbour) -> float:
    if case.lon is None or case.lat is None or other.lon is None or other.lat is None:
        return inf
    return haversine(case.lon, case.lat, other.lon, other.lat)


def start_of(day: date) -> datetime:
    """The first instant of a day where the authority is."""
    return datetime.combine(day, time(), tzinfo=authorities.calendar().zone)


def working_days_late(due_at: datetime, moment: datetime | None = None) -> int:
    """Whole working days past a deadline; 0 on its very day."""
    late = moment or now()
    if late <= due_at:
        return 0
    return working_days_between(due_at, late, authorities.calendar())


def was_typed_by(report: int, agent: int) -> bool:
    """Whether this agent took the report down for somebody."""
    return Case.objects.filter(report_id=report, report__typed_by_id=agent).exists()
