"""The projection: some cases as they now stand, or all again."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case, PhotoApproval
from parvis.act.cases.queries import masked_words
from parvis.foundation.clock import now
from parvis.foundation.db.remember import forget, remembered
from parvis.foundation.db.scope import acting_for
from parvis.foundation.geo import cells
from parvis.inform.public_map.holding import held, held_kinds, held_words
from parvis.inform.public_map.models import PublicCount, PublicPoint
from parvis.inform.public_map.rules import (
    FAR_RESOLUTION,
    HIDDEN,
    MIDDLE_RESOLUTION,
    Slot,
    changes,
    public_place,
    without,
)
from parvis.inform.public_map.writing import add_counts, count_all, write_points
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType

BATCH = 5_000
_CASE = (
    "id", "reference", "service_type_id", "district_id", "state", "lon", "lat", "words_public",
    "follower_count", "planned_on", "received_at", "changed_at", "closed_at", "department_lock",
    "photo_count", "report__words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a service type says of its cases."""

    group: int
    name: dict[str, str]
    icon: str
    precision: int


def project(cases: Iterable[int]) -> dict[int, datetime]:
    """Bring the points of these cases, and the counts that they belong to, up to date; returns
    those that still show as before an agent's last act, each with when that is over."""
    numbers = sorted(set(cases))
    if not numbers:
        return {}
    before = {point.case_id: point for point in PublicPoint.objects.filter(case_id__in=numbers)}
    waiting: dict[int, datetime] = {}
    rows = Case.objects.filter(pk__in=numbers)
    after = {point.case_id: point for point in _points(rows, waiting)}
    write_points(after.values())
    gone = before.keys() - after.keys()
    if gone:
        PublicPoint.objects.filter(case_id__in=gone).delete()
    moved: Counter[Slot] = Counter()
    for number in numbers:
        moved.update(changes(before.get(number), after.get(number)))
    add_counts(moved)
    return waiting


def cases_of(reports: Collection[int]) -> list[int]:
    """The cases that these reports became."""
    if not reports:
        return []
    return list(Case.objects.filter(report_id__in=reports).values_list("pk", flat=True))


def rebuild(
    authority: int,
    *,
    wait: Callable[[dict[int, datetime]], object],
    told: Callable[[int], None] | None = None,
) -> int:
    """Make the whole projection of an authority again, in batches of its own transactions; returns
    how many points it has. `wait` hears, within each, which cases are held until when; `told` how
    many were read. No reader may run meanwhile."""
    with acting_for(authority):
        PublicPoint.objects.all().delete()
        PublicCount.objects.all().delete()
    after, total = 0, 0
    while True:
        with acting_for(authority):
            batch = Case.objects.filter(pk__gt=after).order_by("pk")
            numbers = list(batch.values_list("pk", flat=True)[:BATCH])
            if not numbers:
                break
            waiting: dict[int, datetime] = {}
            points = list(_points(batch.filter(pk__lte=numbers[-1]), waiting))
            write_points(points)
            wait(waiting)
            after, total = numbers[-1], total + len(points)
        if told is not None:
            told(len(numbers))
    with acting_for(authority):
        count_all()
    return total


def project_service(service_type: int) -> None:
    """Bring every point of a service type up to date: what it shows may have changed."""
    forget()
    numbers = list(Case.objects.filter(service_type_id=service_type).values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        project(numbers[start : start + BATCH])


def _points(cases: Any, waiting: dict[int, datetime]) -> Iterator[PublicPoint]:
    """What the public may see of some cases; notes in `waiting` until when which are held."""
    rows = [dict(zip(_CASE, row, strict=True)) for row in cases.values_list(*_CASE)]
    as_before = held(rows)
    for row in rows:
        before = as_before.get(row["id"])
        if before is not None:
            waiting[row["id"]] = before.until
            row |= {
                "state": before.state,
                "planned_on": before.planned_on,
                "closed_at": before.closed_at,
            }
    shown = [row for row in rows if row["department_lock"] is None and row["state"] not in HIDDEN]
    photos = _approved([row["id"] for row in shown if row["photo_count"]], waiting)
    words = held_words(shown)
    for case, until in words.items():
        _wait(waiting, case, until)
    kinds = held_kinds(shown)
    masked = masked_words([row["id"] for row in shown if row["words_public"]])
    for row in shown:
        row["words_public"] &= row["id"] not in words
        was = row["service_type_id"]
        if row["id"] in kinds:
            was, until = kinds[row["id"]]
            _wait(waiting, row["id"], until)
        row["report__words"] = without(row["report__words"], masked.get(row["id"], ()))
        yield _point(row, photos.get(row["id"], []), was)


def _point(case: dict[str, Any], photos: list[int], was: int) -> PublicPoint:
    kind = _strictest(_kinds()[was], _kinds()[case["service_type_id"]])
    place = public_place(case["lon"], case["lat"], kind.precision)
    found = cells(*place, (FAR_RESOLUTION, MIDDLE_RESOLUTION)) if place else {}
    return PublicPoint(
        case_id=case["id"],
        reference=case["reference"],
        service_type_id=case["service_type_id"],
        group_id=kind.group,
        # Where the place is nobody's business, the district is not either.
        district_id=case["district_id"] if kind.precision >= 0 else None,
        state=case["state"],
        is_open=case["closed_at"] is None,
        lon=place[0] if place else None,
        lat=place[1] if place else None,
        cell7=found.get(FAR_RESOLUTION),
        cell9=found.get(MIDDLE_RESOLUTION),
        title=kind.name,
        icon=kind.icon,
        words=case["report__words"] if case["words_public"] else "",
        photo_id=photos[0] if photos else None,
        photo_ids=photos,
        follower_count=case["follower_count"],
        planned_on=case["planned_on"],
        received_at=case["received_at"],
        changed_at=case["changed_at"],
        closed_at=case["closed_at"],
    )


def _strictest(before: _Kind, kind: _Kind) -> _Kind:
    """A kind, with its place as coarse as the kind before had it: what shows a place better waits
    until it can no longer be undone, what hides it does not."""
    coarse = [one.precision for one in (before, kind)]
    return replace(kind, precision=min(coarse) if min(coarse) < 0 else max(coarse))


def _approved(cases: Collection[int], waiting: dict[int, datetime]) -> dict[int, list[int]]:
    """The photos that agents let the public see, by case, but those of this very minute: until
    when they are held is noted in `waiting`."""
    found: dict[int, list[int]] = {}
    if not cases:
        return found
    since = now() - hold()
    rows = PhotoApproval.objects.filter(case_id__in=cases).order_by("photo_id")
    for case, photo, approved_at in rows.values_list("case_id", "photo_id", "approved_at"):
        if approved_at > since:
            _wait(waiting, case, approved_at + hold())
        else:
            found.setdefault(case, []).append(photo)
    return found


def _wait(waiting: dict[int, datetime], case: int, until: datetime) -> None:
    """Whatever is held longest of a case, it is looked at when the first is over, and again."""
    waiting[case] = min(until, waiting.get(case, until))


@remembered()
def _kinds() -> dict[int, _Kind]:
    """Every service type, closed ones too."""
    rows = ServiceType.objects.filter(current__isnull=False).select_related("current")
    return {
        row.pk: _Kind(row.group_id, _name(row), row.current.icon, row.current.public_precision)
        for row in rows
        if row.current is not None
    }


def _name(row: ServiceType) -> dict[str, str]:
    try:
        return offer.full_names(row.pk)
    except KeyError:
        # Closed since: its own name is what is left.
        return dict(row.current.name) if row.current is not None else {}
