"""Public by approval: words and photos of a report appear only after an agent let them."""

from parvis.act.cases.models import PhotoApproval
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor


@operation
def publish_words(*, case: int, approved: bool, by: Actor) -> None:
    """Let the public read the words of the report, or take them back."""
    row = locked(case)
    row.words_public = approved
    moment = now()
    add_step(row, "publication", by=by, at=moment, data={"words": approved})
    save(row, moment, by=by, read=False)
    tell(row, "words_published", by=by, at=moment, approved=approved)


@operation
def publish_photo(*, case: int, photo: Photo, by: Actor, is_masked: bool = False) -> None:
    """Let the public see a photo. `is_masked` is said only when faces and plates were masked."""
    row = locked(case)
    moment = now()
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
    add_step(row, "publication", by=by, at=moment, data={"photo": photo.pk, "approved": True})
    save(row, moment, by=by, read=False)
    tell(row, "photo_published", by=by, at=moment, photo=photo.pk, approved=True)


@operation
def withdraw_photo(*, case: int, photo: Photo, by: Actor) -> None:
    """The public sees a photo no more."""
    row = locked(case)
    moment = now()
    PhotoApproval.objects.filter(photo=photo).delete()
    add_step(row, "publication", by=by, at=moment, data={"photo": photo.pk, "approved": False})
    save(row, moment, by=by, read=False)
    tell(row, "photo_published", by=by, at=moment, photo=photo.pk, approved=False)
