"""Results shown while answers come in: released by the house itself, protected as any."""

from parvis.capture.answers.models import Answer
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.inform.releases import queries
from parvis.inform.releases.models import Release
from parvis.inform.releases.operations import publish
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import BATCH, shows_results

# Half as many again have to come: each release is known when the next is attacked.
GROWTH = 1.5


def release_if_due(*, survey: Survey, by: Actor) -> Release | None:
    """Publish every question of a survey whose results are seen at once, if enough have answered
    since the last time; None when nothing is published. One that somebody withdrew stays so."""
    if survey.results not in {"at_once", "answered"}:
        return None
    if not shows_results(survey, now(), has_answered=True):
        return None
    last = Release.objects.filter(survey=survey).order_by("number").last()
    if last is not None and queries.shown(survey.pk) is None:
        return None
    given = Answer.objects.filter(survey=survey, redacted_at__isnull=True).count()
    if given < (max(BATCH, last.answers * GROWTH) if last else BATCH):
        return None
    return _released(survey, by)


def _released(survey: Survey, by: Actor) -> Release | None:
    from parvis.inform.releases.tables import choices

    chosen = [(key, "") for key, _ in choices(forms.form(survey.version_id or 0))]
    try:
        return publish(survey=survey, chosen=chosen, by=by)
    except Refusal:
        # It would tell of a few people: what is shown stays until more have answered.
        return None
