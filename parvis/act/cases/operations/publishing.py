"""Public by approval: words and photos of a report appear only after an agent let them, and once
that can no longer be undone as if it had never been; taken back, they are gone at once."""

from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor


@operation
def publish_words(
    *, case: int, approved: bool, by: Actor, revision: int | None = None, batch: str = ""
) -> Step:
    """Let the public read the words of the report, or take them back."""
    row = locked(case, revision)
    moment = now()
    done = {"words": approved, "before": {"words_public": row.words_public}}
    row.words_public = approved
    step = add_step(row, "publication", by=by, at=moment, data=done, batch=batch)
    save(row, moment, by=by, read=False)
    tell(row, "words_published", by=by, at=moment, approved=approved)
    return step


@operation
def publish_photo(
    *,
    case: int,
    photo: Photo,
    by: Actor,
    is_masked: bool = False,
    revision: int | None = None,
    batch: str = "",
) -> Step:
    """Let the public see a photo. `is_masked` is said only when faces and plates were masked."""
    row = locked(case, revision)
    moment = now()
    was = _approval(photo.pk)
    PhotoApproval.objects.get_or_create(
        photo=photo,
        defaults={
            "case": row,
            "agent_id": by.id,
            "is_masked": is_masked,
            "department_lock": row.department_lock,
            "approved_at": moment,
        },
    )
    return _photo_step(row, photo, approved=True, was=was, by=by, at=moment, batch=batch)


@operation
def withdraw_photo(
    *, case: int, photo: Photo, by: Actor, revision: int | None = None, batch: str = ""
) -> Step:
    """The public sees a photo no more."""
    row = locked(case, revision)
    was = _approval(photo.pk)
    PhotoApproval.objects.filter(photo=photo).delete()
    return _photo_step(row, photo, approved=False, was=was, by=by, at=now(), batch=batch)


def put_back(row: Case, step: Step) -> None:
    """A photo is again as public as it was before a step; one that was erased since stays so."""
    photo, was = step.data["photo"], step.data.get("was")
    PhotoApproval.objects.filter(photo_id=photo).delete()
    if was is None or not Photo.objects.filter(pk=photo).exists():
        return
    PhotoApproval.objects.create(
        case=row,
        photo_id=photo,
        agent_id=was["agent"],
        is_masked=was["is_masked"],
        department_lock=row.department_lock,
        approved_at=datetime.fromisoformat(was["approved_at"]),
    )


def take_out(row: Case, photo: int) -> None:
    """A photo is about to go: nobody outside sees it, and it is counted no more."""
    PhotoApproval.objects.filter(photo_id=photo).delete()
    row.photo_count = Photo.objects.filter(report_id=row.report_id).exclude(pk=photo).count()


def _approval(photo: int) -> dict[str, Any] | None:
    row = PhotoApproval.objects.filter(photo_id=photo).first()
    if row is None:
        return None
    given = {"agent": row.agent_id, "is_masked": row.is_masked}
    return given | {"approved_at": row.approved_at.isoformat()}


def _photo_step(
    row: Case,
    photo: Photo,
    *,
    approved: bool,
    was: dict[str, Any] | None,
    by: Actor,
    at: datetime,
    batch: str,
) -> Step:
    done = {"photo": photo.pk, "approved": approved, "was": was}
    step = add_step(row, "publication", by=by, at=at, data=done, batch=batch)
    save(row, at, by=by, read=False)
    tell(row, "photo_published", by=by, at=at, photo=photo.pk, approved=approved)
    return step
