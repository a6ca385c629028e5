"""What agents write: answers to people, notes to colleagues, photos of what was done."""

from datetime import datetime

from parvis.act.cases.models import Case, Step
from parvis.act.cases.operations.steps import add_step, locked, save, tell
from parvis.act.cases.rules import Refused
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor


@operation
def answer(
    *,
    case: int,
    words: str,
    by: Actor,
    revision: int | None = None,
    at: datetime | None = None,
    batch: str = "",
    author_only: bool = False,
) -> Step:
    """Write to everybody who follows the case or, `author_only`, to whoever asked alone."""
    row = _checked(case, words, revision)
    alone = {"author_only": True} if author_only else {}
    return _worded(row, "answer", words, by=by, at=at, batch=batch, **alone)


@operation
def note(*, case: int, words: str, by: Actor, at: datetime | None = None, batch: str = "") -> Step:
    """Words for colleagues alone. A note overwrites nothing: no revision is asked."""
    return _worded(_checked(case, words), "note", words, by=by, at=at, batch=batch)


def _checked(case: int, words: str, revision: int | None = None) -> Case:
    if not words.strip():
        raise Refused("needs_words")
    return locked(case, revision)


def _worded(
    row: Case,
    kind: str,
    words: str,
    *,
    by: Actor,
    at: datetime | None,
    batch: str = "",
    **data: bool,
) -> Step:
    moment, text = at or now(), words.strip()
    tells = kind == "answer"
    step = add_step(
        row, kind, by=by, at=moment, words=text, is_public=tells, batch=batch, data=data
    )
    save(row, moment, by=by, read=tells)
    tell(row, kind, by=by, at=moment, step=step.pk, tells=tells, **data)
    return step


@operation
def add_photo_step(
    *, case: int, photo: int, by: Actor, at: datetime | None = None, batch: str = ""
) -> Step:
    """An agent's photo joins the case; the public sees it once it is approved."""
    row = locked(case)
    moment = at or now()
    step = add_step(row, "photo", by=by, at=moment, data={"photo": photo}, batch=batch)
    row.photo_count += 1
    save(row, moment, by=by, read=False)
    tell(row, "photo", by=by, at=moment, step=step.pk, photo=photo, tells=False)
    return step
