"""The follow-up as people outside see it: what an agent has just done waits (`cases.holding`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from parvis.act.cases.holding import hold

if TYPE_CHECKING:
    from parvis.inform.tracking.facts import Facts, StepFact


def let_go(found: Facts, moment: datetime) -> Facts:
    """The facts as they stand for people outside at this moment."""
    since = (moment - hold()).timestamp()
    held = [step for step in found.steps if step.by_agent and step.at > since]
    photos = [photo for photo in found.photos if not (photo.by_agent and photo.at > since)]
    if not held and len(photos) == len(found.photos):
        return found
    steps = [step for step in found.steps if step not in held]
    return replace(_as_before(found, held), steps=steps, photos=photos)


def _as_before(found: Facts, held: Sequence[StepFact]) -> Facts:
    turns = [step for step in held if step.kind == "state"]
    # Whoever had the last word since, it was not the agent: the case stands as they left it.
    if not turns or turns[-1].to_state != found.state:
        return found
    before: Mapping[str, Any] = turns[0].data["before"]
    return replace(
        found,
        state=before["state"],
        waiting_for=before.get("waiting_for_id"),
        waiting_since=moment_told(before.get("waiting_since")),
        planned_on=day_told(before.get("planned_on")),
        decline_reason=before.get("decline_reason_id"),
        duplicate_of=before.get("duplicate_of_id"),
        closed_at=moment_told(before.get("closed_at")),
    )


def moment_told(told: str | None) -> datetime | None:
    """A moment as a step keeps it."""
    return datetime.fromisoformat(told) if told else None


def day_told(told: str | None) -> date | None:
    """A day as a step keeps it."""
    return date.fromisoformat(told) if told else None
