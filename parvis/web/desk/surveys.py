"""Answers to surveys that an agent types for somebody: at the counter, on the phone, from paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from parvis.capture.answers.models import Invitation
from parvis.capture.answers.rules import About, NewAnswer
from parvis.flows.answer_survey import answer_survey, is_late_paper
from parvis.flows.work_on_case import actor
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.inform.papers.handed_out import of_survey
from parvis.offer.surveys import queries
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state
from parvis.web.answering import drawing, steps, uploads
from parvis.web.answering.carried import Forged
from parvis.web.answering.steps import Finished, Shown, Stopped
from parvis.web.desk import invitations, papers
from parvis.web.portal.surveys import shell
from parvis.web.portal.surveys.visits import with_visit

CHANNELS = {
    "counter": (pgettext_lazy("desk", "At the counter"), "user-round"),
    "phone": (pgettext_lazy("desk", "On the phone"), "phone"),
    "paper": (pgettext_lazy("desk", "From paper"), "file-text"),
}


PROBLEMS = {
    "too_much": pgettext_lazy(
        "desk", "These answers are too long for an anonymous survey: shorten some of them."
    ),
    "used": pgettext_lazy("desk", "This invitation has been used: nothing more can be sent."),
    "full": pgettext_lazy("desk", "Enough people like them have answered: nothing was sent."),
    "not_open": pgettext_lazy("desk", "The survey is over: nothing was sent."),
}


def show(request: HttpRequest) -> HttpResponse:
    """The open surveys; `?code=` of a paper leads to where its answers are typed in; a POST finds
    what somebody is invited to."""
    if request.method == "POST":
        return _invited(request)
    typed = request.GET.get("code", "").strip()[:80]
    found = papers.find(typed) if typed else papers.Found()
    if found.address:
        return HttpResponseRedirect(found.address)
    return _list(request, status=404 if typed else 200, code=typed, problem=found.problem)


def _invited(request: HttpRequest) -> HttpResponse:
    """Said in a form, not in an address: what was typed names somebody."""
    typed = request.POST.get("who", "").strip()[:500]
    return _list(request, who=typed, invited=invitations.found(request, typed))


def _list(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    shown = {
        "face": "surveys",
        "open": [shell.about(one) | {"paper": of_survey(one).code} for one in _open()],
        "channels": [(code, name, icon) for code, (name, icon) in CHANNELS.items()],
    }
    return render(request, "desk/surveys.html", shown | more, status=status)


def _open() -> list[Survey]:
    """Those that anybody may answer: an invitation is answered behind its own link."""
    return list(queries.open_at(now()).filter(door="open").order_by("-id")[:100])


def _address(survey: Survey, channel: str) -> str:
    return f"{reverse('desk:survey', args=[survey.code])}?par={channel}"


@shell.with_survey
@with_visit
def answer(request: HttpRequest, survey: Survey, visited: int | None) -> HttpResponse:
    """Type one person's answers, of a department's visitor perhaps; of a survey by invitation,
    under theirs; after the end, from a paper that was given back in time."""
    channel = request.GET.get("par", "counter")
    if state(survey, now()) != State.OPEN and not is_late_paper(survey, channel):
        return shell.closed(request, survey)
    invitation = invitations.of(request, survey)
    if channel not in CHANNELS or (survey.door != "open" and invitation is None):
        raise Http404
    sitting = shell.sitting(survey, for_agent=True)
    if request.method != "POST":
        return _page(request, survey, channel, steps.begin(sitting))
    try:
        outcome = steps.take(request, sitting)
    except Forged:
        return _page(request, survey, channel, steps.begin(sitting), lost=True)
    if isinstance(outcome, Finished):
        about = About(department=visited)
        return _send(request, survey, channel, outcome, invitation=invitation, about=about)
    if isinstance(outcome, Stopped):
        raise TypeError("nobody stops at the desk")
    return _page(request, survey, channel, outcome)


def _page(
    request: HttpRequest, survey: Survey, channel: str, shown: Shown, **more: Any
) -> HttpResponse:
    return drawing.page(
        request,
        shown,
        "desk/survey.html",
        face="surveys",
        form_key=True,
        title=shell.title_of(survey),
        who_knows=shell.who_knows(survey),
        channel=CHANNELS[channel],
        is_late=is_late_paper(survey, channel),
        **more,
    )


def _send(
    request: HttpRequest,
    survey: Survey,
    channel: str,
    done: Finished,
    *,
    invitation: Invitation | None,
    about: About,
) -> HttpResponse:
    agent = request.agent  # type: ignore[attr-defined]
    new = NewAnswer(
        version=survey.version_id or 0,
        answers=done.given,
        channel=channel,
        language=done.language,
        typed_by=agent.pk,
        send_key=done.send_key,
        has_agreed=not survey.is_anonymous,
        about=about,
    )
    try:
        is_new = answer_survey(survey=survey, new=new, invitation=invitation, by=actor(agent))
    except Refusal as refusal:
        begun = steps.begin(shell.sitting(survey, for_agent=True), earlier=done.carried)
        return _page(request, survey, channel, begun, problem=PROBLEMS[refusal.problem])
    if not is_new:
        uploads.not_sent(done.carried)
        return _taken(request, survey, channel, is_again=True)
    sitting = shell.sitting(survey, for_agent=True)
    uploads.sent(sitting.form, done.carried, today=sitting.today)
    return HttpResponseRedirect(f"{reverse('desk:survey_taken', args=[survey.code])}?par={channel}")


@shell.with_survey
def taken(request: HttpRequest, survey: Survey) -> HttpResponse:
    """It is in; the next one is one key away."""
    channel = request.GET.get("par", "counter")
    if channel not in CHANNELS:
        raise Http404
    return _taken(request, survey, channel)


def _taken(
    request: HttpRequest, survey: Survey, channel: str, *, is_again: bool = False
) -> HttpResponse:
    shown = {
        "face": "surveys",
        "title": shell.title_of(survey),
        "next": _address(survey, channel) if survey.door == "open" else reverse("desk:surveys"),
        "channel": CHANNELS[channel],
        "is_again": is_again,
    }
    return render(request, "desk/survey_taken.html", shown)
