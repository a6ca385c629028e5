"""A case joins another: both say so, and what had joined the first comes along, so that nobody is
ever two joinings away from the news."""

from datetime import datetime

from parvis.act.cases.models import Case
from parvis.act.cases.operations.steps import UNREAD, add_step, before, save, tell
from parvis.act.cases.rules import MAIN_JOINED, Change, Refused, is_closed
from parvis.foundation.db.scope import entering
from parvis.foundation.db.turns import in_turn
from parvis.journal.rules import Actor


def wait_for_others() -> None:
    """Whoever joins cases waits for who does too: two joinings that cross, each fine alone, would
    end in a circle that nobody comes out of."""
    in_turn("joining")


def main_case(row: Case, change: Change) -> Case | None:
    """The case that this one repeats, held; raises `Refused` when it can't be that one."""
    if change.duplicate_of is None:
        return None
    if change.duplicate_of == row.pk:
        raise Refused("itself")
    found = Case.objects.filter(pk=change.duplicate_of).select_for_update(no_key=True)
    main = found.defer(*UNREAD).first()
    if main is None or main.department_lock != row.department_lock:
        raise Refused("no_such_case")
    if main.duplicate_of_id is not None:
        raise Refused("is_duplicate")
    if is_closed(main.state):
        raise Refused("has_ended")
    return main


def bring_along(
    row: Case, main: Case | None, *, is_public: bool, by: Actor, at: datetime, batch: str
) -> None:
    """What had joined `row`, which is about to join `main`, joins that one too (none: nothing is
    joined). Their people are sent no message: nothing changes for them but whose end they hear.

    Before `row`'s own step, so that an undo, newest first, finds `row` free again when it puts
    these back."""
    if main is None:
        return
    with entering(row.department_lock):
        joined = (
            Case.objects.filter(duplicate_of=row.pk).order_by("id").select_for_update(no_key=True)
        )
        for one in joined.defer(*UNREAD):
            step = add_step(
                one,
                "state",
                by=by,
                at=at,
                from_state=one.state,
                to_state=one.state,
                is_public=is_public,
                data={
                    "duplicate_of": main.pk,
                    "because": MAIN_JOINED,
                    "along_with": row.pk,
                    "before": before(one),
                },
                batch=batch,
            )
            one.duplicate_of_id = main.pk
            save(one, at, by=by, read=False)
            tell(one, "moved_along", by=by, at=at, step=step.pk, main=main.pk, tells=False)
            note_grouping(main, one, by=by, at=at, batch=batch, along_with=row.pk)


def note_grouping(
    main: Case, row: Case, *, by: Actor, at: datetime, batch: str, along_with: int | None = None
) -> None:
    """The main case says which one joined it. Its revision stays: nothing of it was changed."""
    noted = {"case": row.pk} | ({"along_with": along_with} if along_with else {})
    step = add_step(main, "grouping", by=by, at=at, data=noted, batch=batch)
    tell(main, "grouped", by=by, at=at, step=step.pk, joined=row.pk, tells=False)
