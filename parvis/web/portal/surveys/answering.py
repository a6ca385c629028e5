"""Answering a survey: page after page, then it is sent. What was answered travels with the pages,
so that nothing is kept here before the end, and nobody needs a cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from parvis.capture.answers import queries as answers
from parvis.capture.answers.knocks import wait_before
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.rules import About, NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import RESIDENT
from parvis.offer.surveys.models import Survey
from parvis.web.account import doors
from parvis.web.answering import drawing, steps, uploads
from parvis.web.answering.carried import Forged
from parvis.web.answering.known import known
from parvis.web.answering.steps import Finished, Shown, Stopped
from parvis.web.errors import comes_from_here
from parvis.web.middleware.headers import private
from parvis.web.middleware.limits import too_many, turning_pages
from parvis.web.portal.surveys import quiz, releases, resuming, shell
from parvis.web.portal.surveys.visits import with_visit


# What a page carries is sealed by us: no form key is asked for, and no cookie set for one.
@csrf_exempt
@turning_pages
@shell.taking_answers
@with_visit
def answer(request: HttpRequest, survey: Survey, visited: int | None) -> HttpResponse:
    """A survey open to whoever has its address."""
    if survey.door == "invited":
        return HttpResponseRedirect(reverse("portal:survey", args=[survey.code]))
    return _kept_by_oneself(_turn(request, survey, None, visited))


@csrf_exempt
@turning_pages
@shell.taking_answers
def invited(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """Behind a personal link: what it is about; a POST begins, and answers."""
    invitation = answers.invitation_by(survey, token)
    if invitation is None:
        return private(render(request, "surveys/no_link.html", shell.about(survey), status=404))
    if invitation.is_used:
        return private(_used(request, survey))
    if request.method != "POST":
        shown = shell.about(survey) | {"starts_here": True}
        return private(render(request, "surveys/survey.html", shown))
    return private(_turn(request, survey, invitation))


def _kept_by_oneself(response: HttpResponse) -> HttpResponse:
    """Found by nobody; kept by the person's own browser alone, for its way back: pages are what
    came of a form that was sent, and without a copy a browser says that they have expired."""
    private(response)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _turn(
    request: HttpRequest,
    survey: Survey,
    invitation: Invitation | None,
    visited: int | None = None,
) -> HttpResponse:
    sitting = shell.sitting(survey)
    if request.method != "POST" or "kept" not in request.POST:
        given = {} if survey.is_anonymous else known(request, sitting.form)
        return _page(request, survey, steps.begin(sitting, given=given))
    try:
        outcome = steps.take(request, sitting)
    except Forged:
        return render(request, "surveys/lost.html", shell.about(survey), status=400)
    if isinstance(outcome, Shown):
        return _page(request, survey, outcome)
    # A personal link sends once: it needs no count by address.
    is_counted = invitation is None or isinstance(outcome, Stopped)
    if is_counted and (wait := wait_before(survey.pk, request.client_address)):
        return too_many(request, wait)
    if isinstance(outcome, Stopped):
        return resuming.stop(request, survey, outcome, invitation)
    return _send(request, survey, outcome, invitation, About(department=visited))


def _used(request: HttpRequest, survey: Survey) -> HttpResponse:
    """One has answered already."""
    shown = shell.about(survey) | releases.to_who_answered(survey)
    return render(request, "surveys/used.html", shown)


def _page(request: HttpRequest, survey: Survey, shown: Shown, **more: Any) -> HttpResponse:
    return drawing.page(
        request,
        shown,
        "surveys/answer.html",
        draft=shell.draft_of(survey),
        title=shell.title_of(survey),
        survey=survey,
        **more,
    )


def _send(
    request: HttpRequest,
    survey: Survey,
    done: Finished,
    invitation: Invitation | None,
    about: About,
) -> HttpResponse:
    new = NewAnswer(
        version=survey.version_id or 0,
        answers=done.given,
        language=done.language,
        account=_account(request, survey),
        send_key=done.send_key,
        has_agreed=not survey.is_anonymous,
        about=about,
    )
    try:
        is_new = answer_survey(survey=survey, new=new, invitation=invitation, by=RESIDENT)
    except Refusal as refusal:
        return _refused(request, survey, done, refusal.problem)
    if not is_new:
        return _already(request, survey, done)
    sitting = shell.sitting(survey)
    uploads.sent(sitting.form, done.carried, today=sitting.today)
    if survey.kind == "quiz":
        return quiz.show(request, survey, done)
    return HttpResponseRedirect(_thanks(survey))


def _already(request: HttpRequest, survey: Survey, done: Finished) -> HttpResponse:
    """The same page sent once more: what was changed on it since is not in what we have."""
    uploads.not_sent(done.carried)
    if survey.kind == "quiz":
        return quiz.show(request, survey, done)
    shown = shell.thanks(survey, done.language) | releases.to_who_answered(survey)
    return private(render(request, "surveys/thanks.html", shown | {"is_again": True}))


def _thanks(survey: Survey) -> str:
    """The page of thanks; where only those who answered see the result, its address says so."""
    there = reverse("portal:survey_thanks", args=[survey.code])
    return f"{there}?preuve={releases.proof(survey)}" if survey.results == "answered" else there


def _account(request: HttpRequest, survey: Survey) -> int | None:
    """Whose answer it is, where that is kept: never on the word of a stranger's page."""
    if survey.is_anonymous or not comes_from_here(request):
        return None
    account = doors.insider(request)
    return account.pk if account is not None else None


def _refused(request: HttpRequest, survey: Survey, done: Finished, problem: str) -> HttpResponse:
    if problem == "used":
        uploads.not_sent(done.carried)
        return _used(request, survey)
    if problem == "too_much":
        shown = steps.begin(shell.sitting(survey), earlier=done.carried)
        return _page(request, survey, shown, too_much=True)
    return shell.closed(request, survey, is_full=problem == "full")
