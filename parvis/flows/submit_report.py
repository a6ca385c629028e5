"""A resident says something: the report, its case, and the receipt, in one transaction.

Everything that follows (the mail, the public map, the figures) happens behind the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from parvis.act.cases import operations as cases
from parvis.act.cases import queries as case_queries
from parvis.act.cases.models import Case
from parvis.act.deadlines.queries import promised_end
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Report
from parvis.capture.reports.rules import NewReport
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering
from parvis.foundation.text import fold
from parvis.foundation.wording import worded
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceVersion


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A picture already cleaned and stored."""

    storage_name: str
    thumbnail_name: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person is told at once. `token` is empty when the form had been sent before."""

    report: Report
    case: Case
    department: Department
    due_at: datetime
    token: str
    follower: int | None


@operation
def submit_report(*, new: NewReport, by: Actor, photos: Sequence[StoredPhoto] = ()) -> Receipt:
    """Take a report in. Sent twice with one `send_key`, it is one report."""
    version = offer.version(new.version)
    new = locked(new, version)
    with entering(new.department_lock):
        try:
            return _take_in(new, version, by, photos)
        except reports.SentBefore as sent:
            return _receipt_again(sent.report)


def _take_in(
    new: NewReport, version: ServiceVersion, by: Actor, photos: Sequence[StoredPhoto]
) -> Receipt:
    written = reports.submit(new=located(new), by=by)
    for photo in photos:
        reports.add_photo(
            report=written.report,
            storage_name=photo.storage_name,
            thumbnail_name=photo.thumbnail_name,
            size=photo.size,
            by=by,
            at=new.occurred_at,
        )
    case = cases.open_case(opening=opening(written.report, version, len(photos)), by=by)
    return Receipt(
        report=written.report,
        case=case,
        department=authorities.departments()[case.department_id],
        due_at=case.due_at,
        token=written.token,
        follower=written.author.pk,
    )


def locked(new: NewReport, version: ServiceVersion) -> NewReport:
    """The report, shut in its department when that one is compartmented."""
    department = version.department_id
    closed = department in authorities.compartmented()
    return replace(new, department_lock=department if closed else None)


def located(new: NewReport) -> NewReport:
    """The report with the district that its position lies in."""
    place = new.place
    if place.district is not None or place.lon is None or place.lat is None:
        return new
    district = authorities.territory().district_at(place.lon, place.lat)
    return replace(new, place=replace(place, district=district.pk if district else None))


def opening(report: Report, version: ServiceVersion, photos: int) -> cases.Opening:
    """What the case of a report starts from."""
    title = worded(offer.titles(version), "fr")[:200]
    return cases.Opening(
        report=report,
        version=version,
        title=title,
        due_at=promised_end(report.occurred_at, version.promised_days),
        search_words=fold(f"{title} {report.words} {report.address} {report.place_words}"),
        photo_count=photos,
    )


def _receipt_again(report: Report) -> Receipt:
    case = case_queries.case_of_report(report.pk)
    if case is None:
        raise LookupError(f"report {report.pk} has no case")
    return Receipt(
        report=report,
        case=case,
        department=authorities.departments()[case.department_id],
        due_at=case.due_at,
        token="",
        follower=None,
    )
