"""What was just done, and the offer to undo it: within the minute as if it had never been, and for
some minutes more what can still be taken back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Step
from parvis.act.cases.queries import steps_of_batch
from parvis.act.cases.rules import leaves_at, shows
from parvis.foundation.clock import now

BATCH = "fait"
# How long the offer stands on a page that stays; the next act takes it away before.
OFFERED_SECONDS = 600


def given(request: HttpRequest) -> dict[str, Any]:
    """The bar of the batch that the address names, for whoever did it."""
    batch = request.GET.get(BATCH, "")[:16]
    agent = request.agent  # type: ignore[attr-defined]
    steps = [
        step
        for step in steps_of_batch(batch)
        if step.agent_id == agent.pk and step.undone_at is None
    ]
    held, seconds = _seconds(steps, now()) if steps else (0, 0)
    if seconds <= 0:
        return {}
    # What a joining wrote on other requests was not chosen: it goes with the one that was.
    chosen = [step for step in steps if step.kind != "grouping" and "along_with" not in step.data]
    done = _done(len({step.case_id for step in chosen}))
    told = pgettext(
        "desk", "People have been told: undoing puts all back but the message that left."
    )
    after = f"{done} {told}" if any(step.is_public for step in steps) else ""
    later = pgettext("desk", "People are told when the minute is over.")
    if not after and any(map(shows, steps)):
        after = f"{done} {pgettext('desk', 'The public sees it.')}"
        later = pgettext("desk", "The public sees it when the minute is over.")
    words = after or done
    if held > 0:
        words = f"{done} {later}"
    return {
        "undo": {
            "batch": batch, "seconds": seconds, "held": held, "words": words, "after": after,
        }
    }  # fmt: skip


def _seconds(steps: list[Step], moment: datetime) -> tuple[int, int]:
    """For how long nobody outside learns of it yet (0: nobody will, or somebody has), and the
    offer stands. What is nothing but an answer cannot be taken back once it has left."""
    since = int((moment - steps[0].occurred_at).total_seconds())
    minute = int(hold().total_seconds())
    telling = [step for step in steps if step.is_public or shows(step)]
    is_held = telling and all(leaves_at(step, hold()) > moment for step in telling)
    held = max(minute - since, 0) if is_held else 0
    if all(step.kind == "answer" for step in steps):
        return held, held
    return held, max(OFFERED_SECONDS, minute) - since


def _done(count: int) -> str:
    if count == 1:
        return pgettext("desk", "It is done.")
    return npgettext("desk", "%(count)d request done.", "%(count)d requests done.", count) % {
        "count": count
    }
