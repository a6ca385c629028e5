"""Waves of a barometer: the next one, and what it asks otherwise than the one before."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.offer.forms.definition import read_definition
from parvis.offer.surveys import operations, queries
from parvis.offer.surveys.models import Survey
from parvis.web.studio.forms.changes import Line, changes
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import actor

REFUSALS = {
    "no_barometer": gettext_lazy("Only a barometer has waves."),
    "not_begun": gettext_lazy("The last wave has not begun yet: open it first."),
}


@dataclass(frozen=True, slots=True)
class Waves:
    """What the page of one wave says of its series: every wave, whether a next one may be added,
    the number of the wave that it is compared with (0: none), what it asks otherwise."""

    every: list[Survey]
    may_add: bool
    before: int
    changed: list[Line]


def of(survey: Survey) -> Waves | None:
    """The waves of a barometer; None for another kind."""
    if survey.kind != "barometer":
        return None
    every = queries.waves(survey)
    before = queries.wave_before(survey)
    return Waves(
        every=every,
        may_add=every[-1].version_id is not None,
        before=before.wave if before else 0,
        changed=_changed(before, survey) if before else [],
    )


def _changed(before: Survey, survey: Survey) -> list[Line]:
    """What changed in the questions; those of a wave not open yet are what is published now."""
    asked = survey.version or survey.form.current
    if before.version is None or asked is None or before.version == asked:
        return []
    return changes(read_definition(before.version.definition), read_definition(asked.definition))


@require_POST
def add(request: HttpRequest, survey: int) -> HttpResponse:
    """Prepare the next wave, and show it."""
    row = get_object_or_404(Survey, pk=survey)
    try:
        made = operations.add_wave(
            survey=row, code=free_code(worded(row.title), Survey), by=actor(request)
        )
    except Refusal as problem:
        messages.error(request, str(REFUSALS[problem.problem]))
        made = row
    return HttpResponseRedirect(reverse("studio:survey", args=[made.pk]))
