"""The only change that a fact may undergo: what identifies a person is taken out of it."""

from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.rules import COARSE
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import current_authority
from parvis.foundation.geo import snap
from parvis.foundation.tokens import new_token, token_hash
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def redact(*, report: Report, by: Actor) -> None:
    """Take words, answers, pictures, contacts and the exact place out of a report for good.

    What stays: its kind, dates, district and a coarse place, for the figures.
    """
    photos = list(Photo.objects.filter(report=report))
    report.words = report.address = report.place_words = ""
    report.answers = {}
    report.account = None
    # Nobody holds the new code: the one that the person was given opens nothing any more.
    report.code, report.send_key = new_token(), None
    if report.lon is not None and report.lat is not None:
        report.lon, report.lat = snap(report.lon, report.lat, COARSE)
    report.redacted_at = now()
    report.save()
    Statement.objects.filter(report=report).update(words="")
    for follower in Follower.objects.filter(report=report):
        _forget_contact(follower)
    Photo.objects.filter(report=report).delete()
    record(
        "report.redacted",
        "report",
        report.pk,
        by=by,
        data={"photos": len(photos), "lock": report.department_lock},
    )
    delete_files(photos)


@operation
def forget_follower(*, follower: Follower, by: Actor) -> None:
    """Take out what one follower said, the pictures sent with it, and how to reach them; the "me
    too" stays counted."""
    photos = list(Photo.objects.filter(statement__follower=follower))
    Statement.objects.filter(follower=follower).update(words="")
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    _forget_contact(follower)
    record(
        "report.follower_forgotten",
        "report",
        follower.report_id,
        by=by,
        data={
            "follower": follower.pk,
            "photos": len(photos),
            "lock": follower.department_lock,
        },
    )
    delete_files(photos)


def _forget_contact(follower: Follower) -> None:
    follower.name = follower.email = follower.phone = ""
    follower.email_hash = follower.phone_hash = None
    follower.name_hashes = []
    follower.account = None
    follower.channel = "none"
    follower.stopped_at = follower.stopped_at or now()
    # Nobody holds the new token: the old link opens nothing any more.
    follower.token_hash = token_hash(new_token())
    follower.link_seed = None
    follower.save()


def delete_files(photos: list[Photo]) -> None:
    """Remove the pictures' files, but one that another report shows too (same bytes, same name)."""
    store = files_of(current_authority())
    for photo in photos:
        for column, name in (
            ("storage_name", photo.storage_name),
            ("thumbnail_name", photo.thumbnail_name),
        ):
            if not Photo.objects.filter(**{column: name}).exists():
                store.delete(name)
