"""Changes of a draft taken back and made again. The steps are the draft's, not a person's: two who
write a form together take back the same last change."""

from typing import Any

from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms.models import DraftStep, Form, FormVersion

# As many changes as can be taken back.
MOST_STEPS = 30


def keep(draft: FormVersion, before: dict[str, Any]) -> None:
    """Keep what the draft was `before` this change and what it is now; what had been taken back
    can't be made again. The draft's new step is set, not saved."""
    draft.steps.filter(number__gt=draft.step).delete()
    if not draft.steps.filter(number=draft.step).exists():
        DraftStep.objects.create(version=draft, number=draft.step, definition=before)
    draft.step += 1
    DraftStep.objects.create(version=draft, number=draft.step, definition=draft.definition)
    draft.steps.filter(number__lt=draft.step - MOST_STEPS).delete()


@operation
def step_back(*, form: Form, revision: int, by: Actor) -> FormVersion:
    """Take the last change of the draft back. Raises Refusal: overtaken, nothing_to_undo."""
    return _to(form, -1, revision, "nothing_to_undo", by)


@operation
def step_forth(*, form: Form, revision: int, by: Actor) -> FormVersion:
    """Make the change that was taken back again. Raises Refusal: overtaken, nothing_to_redo."""
    return _to(form, +1, revision, "nothing_to_redo", by)


def _to(form: Form, way: int, revision: int, nothing: str, by: Actor) -> FormVersion:
    Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    draft = form.versions.filter(published_at__isnull=True).first()
    if (draft.revision if draft else 0) != revision:
        raise Refusal("overtaken")
    step = draft.steps.filter(number=draft.step + way).first() if draft else None
    if draft is None or step is None:
        raise Refusal(nothing)
    draft.definition, draft.step, draft.revision = step.definition, step.number, revision + 1
    draft.save(update_fields=["definition", "step", "revision"])
    data = {"version": draft.pk, "revision": draft.revision}
    record("form.saved", "form", form.pk, by=by, data=data)
    return draft


def ways(draft: FormVersion | None) -> tuple[bool, bool]:
    """Whether there is a change to take back, and one to make again."""
    if draft is None:
        return False, False
    numbers = set(draft.steps.values_list("number", flat=True))
    return draft.step - 1 in numbers, draft.step + 1 in numbers
