"""Publishing what came of a survey, and taking it back from sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Max

from parvis.capture.answers.models import Answer
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.inform.releases.models import Release
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey

if TYPE_CHECKING:
    from parvis.understand.surveys.disclosure.audit import Deducible

# What is published: a question, and the one that it is crossed with ("" for none).
Chosen = Sequence[tuple[str, str]]


class Revealing(Refusal):
    """What would be published, with what was before, tells of fewer than five people: `told`."""

    def __init__(self, told: Sequence["Deducible"]) -> None:
        super().__init__("revealing")
        self.told = tuple(told)


@operation
def publish(*, survey: Survey, chosen: Chosen, by: Actor, agent: int | None = None) -> Release:
    """Publish these tables of the answers that are written now, protected. Raises Refusal:
    nothing_chosen, changed_since (a release before can't be followed); Revealing."""
    # What protects needs numpy and scipy: no process loads them before somebody publishes.
    from parvis.inform.releases.protecting import protected

    held = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if not chosen:
        raise Refusal("nothing_chosen")
    before = list(Release.objects.filter(survey=held))
    tables, people, told = protected(held, chosen, before, withdrawn=_some_taken_back(held, before))
    if told:
        raise Revealing(told)
    number = Release.objects.filter(survey=held).aggregate(most=Max("number"))["most"] or 0
    made = Release.objects.create(
        survey=held,
        number=number + 1,
        tables=tables,
        answers=people,
        published_at=now(),
        by_id=agent,
    )
    record("survey.published", "survey", held.pk, by=by, data={"release": made.number})
    forget()
    return made


def _some_taken_back(survey: Survey, before: list[Release]) -> bool:
    if not before:
        return False
    since = before[0].published_at
    return Answer.objects.filter(survey=survey, redacted_at__gte=since).exists()


@operation
def withdraw(*, survey: Survey, by: Actor) -> None:
    """Show nothing of a survey any more. Raises Refusal("not_published")."""
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    shown = Release.objects.filter(survey=survey, withdrawn_at__isnull=True)
    if not shown.update(withdrawn_at=now()):
        raise Refusal("not_published")
    record("survey.withdrawn", "survey", survey.pk, by=by, data={})
    forget()
