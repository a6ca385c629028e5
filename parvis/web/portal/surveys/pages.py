"""The list of surveys, what one is about, thanks, and a button for other sites."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.offer.surveys import queries as surveys
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state
from parvis.web.answering.known import carried_on
from parvis.web.portal.surveys import releases, shell
from parvis.web.portal.surveys.visits import VISIT, kept, with_visit


def open_now() -> list[dict[str, Any]]:
    """The surveys that the portal shows, as its pages show them."""
    moment = now()
    known = surveys.in_portal(_next_minute(moment))
    return [shell.about(one) for one in known if state(one, moment) == State.OPEN]


def _next_minute(moment: datetime) -> datetime:
    """One moment for a whole minute, so that what is remembered is found again."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def show(request: HttpRequest) -> HttpResponse:
    """Every survey that is open to all."""
    return render(request, "surveys/list.html", {"open": open_now()})


@shell.with_survey
@with_visit
def survey(request: HttpRequest, survey: Survey, visited: int | None) -> HttpResponse:
    """What it is, who asks, why, how long it takes, and who knows what one says."""
    shown = shell.about(survey) | {"so_far": releases.so_far(survey)}
    if shown["state"] != "open":
        return shell.closed(request, survey, so_far=shown["so_far"])
    begin = reverse("portal:survey_answer", args=[survey.code])
    form = shell.sitting(survey).form
    answered = {} if survey.is_anonymous else carried_on(form, request.GET)
    shown["begin"] = kept(begin, request.GET.get(VISIT, ""), **answered)
    shown["visited"] = authorities.departments()[visited].name if visited else ""
    return render(request, "surveys/survey.html", shown)


@shell.with_survey
def thanks(request: HttpRequest, survey: Survey) -> HttpResponse:
    """It has arrived: what happens next."""
    shown = shell.thanks(survey) | releases.to_who_answered(
        survey, is_sure=releases.is_proven(request, survey)
    )
    return render(request, "surveys/thanks.html", shown)


@shell.with_survey
def button(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The line that leads here from another site: a link and a picture, no script, no style."""
    address = request.build_absolute_uri(reverse("portal:survey", args=[survey.code]))
    picture = request.build_absolute_uri(reverse("portal:survey_badge", args=[survey.code]))
    line = render_to_string(
        "surveys/button_line.html",
        {"address": address, "picture": picture, "title": shell.title_of(survey)},
    ).strip()
    shown = shell.about(survey) | {"line": line, "address": address}
    return render(request, "surveys/button.html", shown)


@shell.with_survey
def badge(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The picture of that button, for any site."""
    drawn = render_to_string("surveys/badge.svg", {"title": shell.title_of(survey)})
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
