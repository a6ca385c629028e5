"""Public by approval: words and photos of a report appear only after an agent let them, and once
that can no longer be undone as if it had never been; taken back, they are gone at once. Where an
agent names the rule for which they are not shown, whoever sent them is told, and what comes after.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.operations import masked_copies
from parvis.act.cases.operations.masked_copies import Box, MaskedCopy
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.act.cases.rules import Masked, Refused, published
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor
from parvis.understand.moderation.rules import PUBLIC_RULES


@operation
def publish_words(
    *,
    case: int,
    approved: bool,
    by: Actor,
    masked: Sequence[Masked] = (),
    rule: str = "",
    revision: int | None = None,
    batch: str = "",
) -> Step:
    """Let the public read the words of the report but what is `masked`, or take them back or not
    show them, for a `rule` where one is named. Raises `Refused` (`no_such_rule`)."""
    row = locked(case, revision)
    done: dict[str, Any] = {"words": approved, "before": {"words_public": row.words_public}}
    if masked:
        done["masked"] = [list(one) for one in masked]
    if rule:
        done["rule"] = _named(rule, row, approved=approved)
    row.words_public = approved
    return _publication(row, done, "words_published", by=by, batch=batch, approved=approved)


@operation
def publish_photo(
    *,
    case: int,
    photo: Photo,
    by: Actor,
    boxes: Iterable[Iterable[float]] = (),
    revision: int | None = None,
    batch: str = "",
) -> Step:
    """Let the public see a photo: a copy in which `boxes` (see `masked_copies`) are masked, or,
    where there are none, the photo itself. Raises `Refused` (`bad_boxes`, `not_masked`)."""
    masks = masked_copies.checked(boxes)
    row = locked(case, revision)
    was = _approval(photo.pk)
    _approve(row, photo, masks, agent=by.id, at=now())
    done = {"photo": photo.pk, "approved": True, "was": was}
    return _photo_step(row, photo, done, by=by, batch=batch)


@operation
def withdraw_photo(
    *,
    case: int,
    photo: Photo,
    by: Actor,
    rule: str = "",
    revision: int | None = None,
    batch: str = "",
) -> Step:
    """The public sees a photo no more, or not at all, for a `rule` where one is named; an agent's
    own breaks none. Raises `Refused` (`no_such_rule`)."""
    row = locked(case, revision)
    done: dict[str, Any] = {"photo": photo.pk, "approved": False, "was": _approval(photo.pk)}
    if rule:
        if photo.by_agent:
            raise Refused("no_such_rule")
        done["rule"] = _named(rule, row, approved=False)
    masked_copies.drop(PhotoApproval.objects.filter(photo=photo))
    return _photo_step(row, photo, done, by=by, batch=batch)


def put_back(row: Case, step: Step) -> None:
    """A photo is again as public as it was before a step; one that was erased since stays so."""
    number, was = step.data["photo"], step.data.get("was")
    photo = Photo.objects.filter(pk=number).first()
    if was is None or photo is None:
        masked_copies.drop(PhotoApproval.objects.filter(photo_id=number))
        return
    masks = masked_copies.checked(was.get("boxes", ()))
    at = datetime.fromisoformat(was["approved_at"])
    _approve(row, photo, masks, agent=was["agent"], at=at)


def take_out(row: Case, photo: int) -> None:
    """A photo is about to go: nobody outside sees it, and it is counted no more."""
    masked_copies.drop(PhotoApproval.objects.filter(photo_id=photo))
    row.photo_count = Photo.objects.filter(report_id=row.report_id).exclude(pk=photo).count()


def _approve(row: Case, photo: Photo, masks: list[Box], *, agent: int | None, at: datetime) -> None:
    """The public sees this photo so from now on; the copy that it saw before is gone."""
    copy = masked_copies.make(photo, masks) if masks else MaskedCopy("", "")
    before = list(PhotoApproval.objects.filter(photo=photo))
    PhotoApproval.objects.filter(photo=photo).delete()
    PhotoApproval.objects.create(
        case=row,
        photo=photo,
        agent_id=agent,
        boxes=masks,
        masked_name=copy.name,
        masked_thumbnail=copy.thumbnail,
        department_lock=row.department_lock,
        approved_at=at,
    )
    masked_copies.drop(before)


def _approval(photo: int) -> dict[str, Any] | None:
    row = PhotoApproval.objects.filter(photo_id=photo).first()
    if row is None:
        return None
    given = {"agent": row.agent_id, "boxes": row.boxes}
    return given | {"approved_at": row.approved_at.isoformat()}


def _named(rule: str, row: Case, *, approved: bool) -> str:
    """The rule, where it is one, and may be told: nothing of a closed department is public."""
    if approved or rule not in PUBLIC_RULES or row.department_lock is not None:
        raise Refused("no_such_rule")
    return rule


def _photo_step(row: Case, photo: Photo, done: dict[str, Any], *, by: Actor, batch: str) -> Step:
    given = {"photo": photo.pk, "approved": done["approved"]}
    return _publication(
        row, done, "photo_published", by=by, batch=batch, follower=_sender(photo), **given
    )


def _sender(photo: Photo) -> int | None:
    """Who sent a photo to somebody else's request; None for whoever asked."""
    follower = photo.statement.follower if photo.statement else None
    return follower.pk if follower and not follower.is_author else None


def _publication(
    row: Case,
    done: dict[str, Any],
    action: str,
    *,
    by: Actor,
    batch: str,
    follower: int | None = None,
    **given: Any,
) -> Step:
    """The step, told to whoever sent it (`follower`, else whoever asked), and to nobody else, where
    it names a rule, or where one was named before."""
    moment = now()
    told: dict[str, Any] = {}
    if "rule" in done or _was_told(row, done.get("photo")):
        told = {"follower": follower} if follower else {"author_only": True}
    step = add_step(
        row, "publication", by=by, at=moment, data=done | told, is_public=bool(told), batch=batch
    )
    save(row, moment, by=by, read=False)
    if told:
        given |= told | {"tells": True, "step": step.pk, "rule": done.get("rule", "")}
    tell(row, action, by=by, at=moment, **given)
    return step


def _was_told(row: Case, photo: int | None) -> bool:
    """Whether whoever sent it was told before that this photo, or the words, are not shown."""
    steps = Step.objects.filter(
        case=row, kind="publication", is_public=True, undone_at__isnull=True
    )
    return any(published(step) == photo for step in steps)
