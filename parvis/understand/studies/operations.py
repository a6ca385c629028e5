"""Writes of studies. The journal is told that one was asked for; what comes of it is inferred."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.understand.studies.models import DONE, FAILED, RUNNING, WAITING, Study
from parvis.understand.studies.queries import digest, under_way


@operation
def ask(*, code: str, asked: Mapping[str, Any], by: Actor, lock: int | None = None) -> Study:
    """Have something worked out; the one that is under way already, where there is one."""
    waiting = under_way(code, asked)
    if waiting is not None:
        return waiting
    row = Study.objects.create(
        code=code,
        asked=dict(asked),
        digest=digest(asked),
        agent_id=by.id if by.kind == "agent" else None,
        asked_at=now(),
        department_lock=lock,
    )
    record("study.asked", "study", row.pk, by=by, data={"code": code, "lock": lock})
    return row


def begin(*, study: int) -> Study | None:
    """Take a study in hand; None when it is not there, or done. One that ran when its process was
    killed begins again."""
    row = Study.objects.select_for_update(no_key=True).filter(pk=study).first()
    if row is None or row.state not in {WAITING, RUNNING}:
        return None
    row.state, row.share, row.step = RUNNING, 0.0, ""
    row.save(update_fields=["state", "share", "step"])
    return row


def tell(*, study: int, share: float, step: str) -> None:
    """How far it is."""
    Study.objects.filter(pk=study, state=RUNNING).update(share=min(max(share, 0), 1), step=step)


def finish(
    *,
    study: int,
    result: Mapping[str, Any],
    versions: Mapping[str, str],
    ids: Sequence[int] = (),
) -> None:
    """What came of it; `ids` are what it names by their place."""
    Study.objects.filter(pk=study).update(
        state=DONE,
        share=1.0,
        step="",
        result=dict(result),
        ids=list(ids),
        versions=dict(versions),
        ended_at=now(),
    )


def fail(*, study: int, problem: str) -> None:
    """It could not be worked out: `problem` is the name of what went wrong, never its words."""
    Study.objects.filter(pk=study).update(state=FAILED, problem=problem[:80], ended_at=now())


def forget_before(moment: datetime) -> int:
    """Let go of what was asked for before a moment; returns how many."""
    gone, _ = Study.objects.filter(asked_at__lt=moment).delete()
    return gone
