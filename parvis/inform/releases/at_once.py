"""Results shown while answers come in: released by the house itself, protected as any."""

from parvis.capture.answers.models import Answer
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.inform.releases import queries
from parvis.inform.releases.models import Refused, Release
from parvis.inform.releases.operations import publish
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import BATCH, State, shows_results, state

# Half as many again have to come: each release is known when the next is attacked.
GROWTH = 1.5


def is_due(survey: Survey) -> bool:
    """Whether enough have answered a survey whose results are seen at once since it was last
    released, or refused to be; of a closed one, anybody. One that somebody withdrew stays so."""
    if survey.results not in {"at_once", "answered"}:
        return False
    if not shows_results(survey, now(), has_answered=True):
        return False
    last = Release.objects.filter(survey=survey).order_by("number").last()
    if last is not None and queries.shown(survey.pk) is None:
        return False
    refused = Refused.objects.filter(survey=survey).first()
    known = max(last.answers if last else 0, refused.answers if refused else 0)
    given = _given(survey)
    if state(survey, now()) == State.CLOSED:
        return given >= BATCH and given > known
    return given >= max(BATCH, known * GROWTH)


def release_if_due(*, survey: Survey, by: Actor) -> Release | None:
    """Publish every question of a survey that `is_due`; None when nothing is published."""
    from parvis.inform.releases.tables import choices

    if not is_due(survey):
        return None
    chosen = [(key, "") for key, _ in choices(forms.form(survey.version_id or 0))]
    given = _given(survey)
    try:
        return publish(survey=survey, chosen=chosen, by=by)
    except Refusal:
        # It would tell of a few people: what is shown stays until more have answered.
        Refused.objects.update_or_create(survey=survey, defaults={"answers": given})
        return None


def _given(survey: Survey) -> int:
    return Answer.objects.filter(survey=survey, redacted_at__isnull=True).count()
