"""The only change that a fact may undergo: what identifies a person is taken out of it."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.naming import without
from parvis.capture.reports.rules import COARSE, Contact
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import current_authority
from parvis.foundation.geo import snap
from parvis.foundation.tokens import new_token, token_hash
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.parting import joined, split, thinned


@operation
def redact(*, report: Report, by: Actor) -> None:
    """Take words, answers, pictures, contacts and the exact place out of a report for good.

    What stays: its kind, dates, district and a coarse place, for the figures.
    """
    photos = list(Photo.objects.filter(report=report))
    files = _empty(report)
    _take_place(report)
    _take_code(report)
    report.rest_is_kept = False
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
        data={"photos": len(photos), "files": len(files), "lock": report.department_lock},
    )
    delete_files(photos)
    _delete_given(files)


@operation
def thin(*, report: Report, keys: Collection[str], by: Actor) -> bool:
    """Take the answers to some questions out, whose time to keep is over, with what was worked out
    from them and their files; the rest stays. False where there is none."""
    form = catalogue.asked(report.version_id)
    whole = joined(report.answers, report.personal)
    kept = thinned(form, whole, keys) if form else whole
    if form is None or kept == whole:
        return False
    files = sorted(set(files_in(whole)) - set(files_in(kept)))
    report.answers, report.personal = split(form, kept)
    report.save(update_fields=["answers", "personal"])
    data = {"keys": sorted(keys), "files": len(files), "lock": report.department_lock}
    record("report.thinned", "report", report.pk, by=by, data=data)
    _delete_given(files)
    return True


@operation
def forget_author(
    *, report: Report, author: Follower, keeps_place: bool, keeps_work: bool, by: Actor
) -> None:
    """Take out what the author said, and who they are. Whoever else follows keeps their link, what
    they said and its pictures, and the code that is theirs too; with `keeps_place` the place stays,
    with `keeps_work` the pictures that agents took."""
    photos = list(photos_of_author(report, author, with_work=not keeps_work))
    files = _empty(report)
    if keeps_place:
        report.address = without(report.address, contact_of(author))
    else:
        _take_place(report)
    if not others_of(report):
        _take_code(report)
    report.rest_is_kept = True
    report.save()
    said_by_author(report, author).update(words="")
    _forget_contact(author)
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    record(
        "report.redacted",
        "report",
        report.pk,
        by=by,
        data={
            "photos": len(photos),
            "files": len(files),
            "rest": True,
            "lock": report.department_lock,
        },
    )
    delete_files(photos)
    _delete_given(files)


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


@operation
def take_out_photo(*, photo: int, by: Actor) -> None:
    """An agent takes back a picture that they added: it is gone, its file too."""
    row = Photo.objects.filter(pk=photo, by_agent=True).first()
    if row is None:
        return
    row.delete()
    record(
        "report.photo_taken_out",
        "report",
        row.report_id,
        by=by,
        data={"photo": photo, "lock": row.department_lock},
    )
    delete_files([row])


def others_of(report: Report, *, joined: Collection[int] = ()) -> bool:
    """Whether anybody but the author still holds a link to the report, or to one of those that
    `joined` it and are told the same."""
    whose = Q(report=report, is_author=False) | Q(report__in=joined)
    others = Follower.objects.filter(whose, disowned_at__isnull=True)
    known = Q(link_seed__isnull=False) | Q(email_hash__isnull=False) | Q(phone_hash__isnull=False)
    return others.filter(known).exists()


def said_by_author(report: Report, author: Follower) -> QuerySet[Statement]:
    """What the author said after the report; what names nobody is taken for theirs."""
    rows = Statement.objects.filter(report=report)
    return rows.filter(Q(follower=author) | Q(follower__isnull=True))


def photos_of_author(report: Report, author: Follower, *, with_work: bool) -> QuerySet[Photo]:
    """The pictures that the author sent; `with_work`: those that agents took of the place too."""
    mine = Q(statement__isnull=True, by_agent=False)
    mine |= Q(statement__in=said_by_author(report, author))
    if with_work:
        mine |= Q(statement__isnull=True)
    return Photo.objects.filter(mine, report=report)


def contact_of(follower: Follower) -> Contact:
    """Who a follower is, as texts may name them."""
    return Contact(name=follower.name, email=follower.email, phone=follower.phone)


def _empty(report: Report) -> list[str]:
    """Take out what was said; the names of the files that it held, to be erased at last."""
    files = list(files_in(joined(report.answers, report.personal)))
    report.words = report.place_words = ""
    report.answers, report.personal = {}, ""
    report.account = report.send_key = None
    report.redacted_at = report.redacted_at or now()
    return files


def _take_place(report: Report) -> None:
    report.address = ""
    if report.lon is not None and report.lat is not None:
        report.lon, report.lat = snap(report.lon, report.lat, COARSE)


def _take_code(report: Report) -> None:
    """Nobody holds the new code: the one that the person was given opens nothing any more."""
    report.code = new_token()


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


def _delete_given(names: list[str]) -> None:
    """Remove the files that were given in answer: no other report names them."""
    store = files_of(current_authority())
    for name in names:
        store.delete(name)


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
