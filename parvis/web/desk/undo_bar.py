"""What was just done, and the minute in which it can be undone."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext

from parvis.act.cases.queries import steps_of_batch
from parvis.act.cases.rules import has_left
from parvis.flows.work_on_case import hold
from parvis.foundation.clock import now

BATCH = "fait"
# How long the offer to undo stands where nobody outside is told.
OFFERED_SECONDS = 60


def given(request: HttpRequest) -> dict[str, Any]:
    """The bar of the batch that the address names, for whoever did it."""
    batch = request.GET.get(BATCH, "")[:16]
    agent = request.agent  # type: ignore[attr-defined]
    steps = [step for step in steps_of_batch(batch) if step.agent_id == agent.pk]
    if not steps or all(step.undone_at for step in steps):
        return {}
    moment = now()
    tells = any(step.is_public for step in steps)
    left = any(has_left(step, moment, hold()) for step in steps)
    seconds = (hold() if tells else OFFERED_SECONDS) - int(
        (moment - steps[0].occurred_at).total_seconds()
    )
    if seconds <= 0:
        return {}
    count = len({step.case_id for step in steps})
    return {
        "undo": {
            "batch": batch,
            "seconds": seconds,
            "words": _sentence(count, tells=tells, left=left),
        }
    }


def _sentence(count: int, *, tells: bool, left: bool) -> str:
    done = (
        pgettext("desk", "It is done.")
        if count == 1
        else npgettext("desk", "%(count)d request done.", "%(count)d requests done.", count)
        % {"count": count}
    )
    if tells and not left:
        after = pgettext("desk", "People are told when the minute is over.")
        return f"{done} {after}"
    return done
