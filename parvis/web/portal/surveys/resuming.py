"""Stopping in the middle of a survey that is not anonymous, and going on later by a secret link.

What was answered is kept encrypted under the link's token until the survey ends, thirty days at
most. An anonymous survey keeps nothing: its draft lies in the browser alone.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import token_of
from parvis.capture.drafts import keeping
from parvis.capture.drafts.keeping import Kept
from parvis.foundation.clock import now
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.web.answering import contacts, drawing, steps, uploads
from parvis.web.answering.carried import Carried
from parvis.web.answering.steps import Stopped
from parvis.web.middleware.headers import private
from parvis.web.portal import later
from parvis.web.portal.later import Later
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
        "files": uploads.waiting(carried),
        **contacts.of_answers(form, carried.given),
    }
    keeping.keep(token=carried.send_key, content=content, begun_at=carried.begun, until=ends)
    return later.page(request, _later(survey, carried.send_key, ends))


def _later(survey: Survey, token: str, ends: datetime) -> Later:
    return Later(
        token=token,
        path=reverse("portal:survey_resume", args=[survey.code, token]),
        mail=reverse("portal:survey_mail_link", args=[survey.code, token]),
        ends=ends,
        title=shell.title_of(survey),
        heading=_("Your answers are kept"),
        done_keys=shell.draft_keys(survey),
    )


def _ends(survey: Survey) -> datetime:
    longest = now() + LASTS
    return min(longest, survey.closes_at) if survey.closes_at else longest


@shell.taking_answers
def resume(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """Go on where one stopped."""
    kept = _kept(survey, token)
    if kept is None:
        return _no_link(request, survey)
    earlier = Carried(**kept.content["answering"])
    begun = steps.begin(shell.sitting(survey), earlier=earlier)
    return private(
        drawing.page(
            request,
            begun,
            "surveys/answer.html",
            title=shell.title_of(survey),
            survey=survey,
            action=_answered_at(survey, kept.content["invitation"], kept.content.get("visit", "")),
        )
    )


# The token is the right to ask: no form key, and no cookie for one.
@csrf_exempt
@require_POST
@shell.taking_answers
def mail(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """Have the link mailed."""
    kept = _kept(survey, token)
    if kept is None:
        return _no_link(request, survey)
    return later.mailed(request, _later(survey, token, kept.expires_at))


def _kept(survey: Survey, token: str) -> Kept | None:
    kept = keeping.kept(token) if len(token) <= 64 else None
    return kept if kept is not None and kept.content.get("survey") == survey.pk else None


def _no_link(request: HttpRequest, survey: Survey) -> HttpResponse:
    shown = shell.about(survey) | {"was_resumed": True}
    return private(render(request, "surveys/no_link.html", shown, status=404))


def _answered_at(survey: Survey, invitation: int | None, visit: str) -> str:
    """Where the pages that follow are sent: to the personal link, if there was one, or with the
    card's code."""
    if invitation is None:
        return visits.kept(reverse("portal:survey_answer", args=[survey.code]), visit)
    token = token_of(Invitation.objects.get(pk=invitation))
    return reverse("portal:survey_invited", args=[survey.code, token])
