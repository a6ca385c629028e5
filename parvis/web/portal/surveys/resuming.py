"""Stopping in the middle of a survey that is not anonymous, and going on later by a secret link.

What was answered is kept encrypted under the link's token until the survey ends, thirty days at
most. An anonymous survey keeps nothing: its draft lies in the browser alone.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import token_of
from parvis.capture.drafts import keeping
from parvis.foundation.clock import now
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.web.answering import contacts, drawing, steps, uploads
from parvis.web.answering.carried import Carried
from parvis.web.answering.steps import Stopped
from parvis.web.middleware.headers import private
from parvis.web.portal.surveys import shell, visits
from parvis.web.portal.surveys.visits import VISIT

LASTS = timedelta(days=30)


def stop(
    request: HttpRequest, survey: Survey, stopped: Stopped, invitation: Invitation | None
) -> HttpResponse:
    """Keep what was answered, and show the link."""
    carried, ends = stopped.carried, _ends(survey)
    form = forms.form(survey.version_id or 0)
    content = {
        "survey": survey.pk,
        "invitation": invitation.pk if invitation is not None else None,
        "visit": request.GET.get(VISIT, ""),
        "answering": asdict(carried),
        "files": uploads.names(form, carried),
        **contacts.of_answers(form, carried.given),
    }
    keeping.keep(token=carried.send_key, content=content, begun_at=carried.begun, until=ends)
    path = reverse("portal:survey_resume", args=[survey.code, carried.send_key])
    shown: dict[str, Any] = {
        "title": shell.title_of(survey),
        "survey": survey,
        "link": request.build_absolute_uri(path),
        "path": path,
        "ends": ends,
        "done_keys": shell.draft_keys(survey),
    }
    return private(render(request, "surveys/later.html", shown))


def _ends(survey: Survey) -> datetime:
    longest = now() + LASTS
    return min(longest, survey.closes_at) if survey.closes_at else longest


@shell.taking_answers
def resume(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """Go on where one stopped."""
    kept = keeping.kept(token) if len(token) <= 64 else None
    if kept is None or kept.content.get("survey") != survey.pk:
        shown = shell.about(survey) | {"was_resumed": True}
        return private(render(request, "surveys/no_link.html", shown, status=404))
    earlier = Carried(**kept.content["answering"])
    begun = steps.begin(shell.sitting(survey), earlier=earlier)
    return private(
        drawing.page(
            request,
            begun,
            "surveys/answer.html",
            title=shell.title_of(survey),
            survey=survey,
            action=_answered_at(survey, kept.content["invitation"], kept.content["visit"]),
        )
    )


def _answered_at(survey: Survey, invitation: int | None, visit: str) -> str:
    """Where the pages that follow are sent: to the personal link, if there was one, or with the
    card's code."""
    if invitation is None:
        return visits.kept(reverse("portal:survey_answer", args=[survey.code]), visit)
    token = token_of(Invitation.objects.get(pk=invitation))
    return reverse("portal:survey_invited", args=[survey.code, token])
