"""What an agent has just done waits here as it does on the follow-up page: as long as it can be
undone, the public sees the case as it stood before, and nothing that was just let through."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Step
from parvis.foundation.clock import now
from parvis.inform.tracking.holding import day_told, moment_told


@dataclass(frozen=True, slots=True)
class Held:
    """How a case stands for people outside, and until when the first of what was done waits."""

    state: str
    planned_on: date | None
    closed_at: datetime | None
    until: datetime


def held_words(cases: Collection[Mapping[str, Any]]) -> dict[int, datetime]:
    """Which of these cases an agent has just let the public read the words of, and until when that
    waits. Taking them back waits for nothing."""
    since = now() - hold()
    fresh = [one["id"] for one in cases if one["words_public"] and one["changed_at"] > since]
    if not fresh:
        return {}
    rows = Step.objects.filter(
        case_id__in=fresh,
        kind="publication",
        data__words=True,
        undone_at__isnull=True,
        occurred_at__gt=since,
    )
    found = rows.order_by("id").values_list("case_id", "occurred_at")
    return {case: moment + hold() for case, moment in found}


def held_kinds(cases: Collection[Mapping[str, Any]]) -> dict[int, tuple[int, datetime]]:
    """Which of these cases an agent has just said to be of another kind: what they were before, and
    until when the stricter of both shows."""
    since = now() - hold()
    fresh = [one["id"] for one in cases if one["changed_at"] > since]
    if not fresh:
        return {}
    rows = Step.objects.filter(
        case_id__in=fresh, kind="sorting", undone_at__isnull=True, occurred_at__gt=since
    )
    return {
        row.case_id: (row.data["before"]["service_type_id"], row.occurred_at + hold())
        for row in rows.order_by("-id")
    }


def held(cases: Collection[Mapping[str, Any]]) -> dict[int, Held]:
    """Which of these cases (their `id`, `state` and `changed_at`) an agent has just led elsewhere.
    Asks nothing of those that did not change within the time."""
    since = now() - hold()
    fresh = {case["id"]: case["state"] for case in cases if case["changed_at"] > since}
    if not fresh:
        return {}
    turns: dict[int, list[Step]] = {}
    for step in _turns(fresh, since):
        turns.setdefault(step.case_id, []).append(step)
    return {
        case: _as_before(steps[0])
        for case, steps in turns.items()
        # Whoever had the last word since, it was not the agent: the case stands as they left it.
        if steps[-1].to_state == fresh[case]
    }


def _turns(cases: Collection[int], since: datetime) -> Collection[Step]:
    return Step.objects.filter(
        case_id__in=list(cases),
        kind="state",
        agent__isnull=False,
        undone_at__isnull=True,
        occurred_at__gt=since,
    ).order_by("id")


def _as_before(step: Step) -> Held:
    before = step.data["before"]
    return Held(
        before["state"],
        day_told(before.get("planned_on")),
        moment_told(before.get("closed_at")),
        step.occurred_at + hold(),
    )
