"""Publishing what came of a survey, and taking it back from sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from parvis.capture.answers.models import Answer
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.inform.releases.models import Release, Wish
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
    """Publish these tables of the answers that are written now, protected: it may take minutes
    after an earlier release. Raises Refusal: nothing_chosen, changed_since (a release before can't
    be followed), published_meanwhile; Revealing."""
    # What protects needs numpy and scipy: no process loads them before somebody publishes.
    from parvis.inform.releases.protecting import protected

    if not chosen:
        raise Refusal("nothing_chosen")
    before = list(Release.objects.filter(survey=survey))
    some_taken_back = _some_taken_back(survey, before)
    tables, people, told = protected(survey, chosen, before, withdrawn=some_taken_back)
    if told:
        raise Revealing(told)
    # Held from here on alone: who changes the survey doesn't wait for what was reckoned.
    held = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if Release.objects.filter(survey=held).count() != len(before):
        raise Refusal("published_meanwhile")
    made = Release.objects.create(
        survey=held,
        number=max((one.number for one in before), default=0) + 1,
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
def wish(*, survey: Survey, chosen: Chosen, by: Actor, agent: int) -> Wish:
    """Note what is to be published next, in place of what was wished before. Raises
    Refusal("nothing_chosen")."""
    if not chosen:
        raise Refusal("nothing_chosen")
    made, _ = Wish.objects.update_or_create(
        survey=survey,
        defaults={
            "chosen": [list(pair) for pair in chosen],
            "by_id": agent,
            "wished_at": now(),
            "problem": "",
            "told": [],
            "department_lock": survey.department_lock,
        },
    )
    record("survey.publication_wished", "survey", survey.pk, by=by, data={})
    return made


@operation
def fulfil(*, wish: Wish, by: Actor) -> Release | None:
    """Publish what is wished, or keep beside it why it can't be (None)."""
    chosen = [(key, across) for key, across in wish.chosen]
    try:
        made = publish(survey=wish.survey, chosen=chosen, by=by, agent=wish.by_id)
    except Refusal as refused:
        wish.problem, wish.told = refused.problem, _told(refused)
        wish.save(update_fields=["problem", "told"])
        record("survey.publication_refused", "survey", wish.survey_id, by=by, data={})
        return None
    wish.delete()
    return made


def _told(refused: Refusal) -> list[dict[str, Any]]:
    told = refused.told if isinstance(refused, Revealing) else ()
    return [{"kind": one.kind, "cell": one.cell, "low": one.low, "high": one.high} for one in told]


@operation
def withdraw(*, survey: Survey, by: Actor) -> None:
    """Show nothing of a survey any more. Raises Refusal("not_published")."""
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    shown = Release.objects.filter(survey=survey, withdrawn_at__isnull=True)
    if not shown.update(withdrawn_at=now()):
        raise Refusal("not_published")
    record("survey.withdrawn", "survey", survey.pk, by=by, data={})
    forget()
