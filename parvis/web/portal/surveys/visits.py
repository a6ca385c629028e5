"""After a visit: the address on a department's card says which one, signed (`?visite=`)."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.authorities.models import Department
from parvis.capture.answers import visits
from parvis.inform.notifications.links import site
from parvis.offer.surveys.models import Survey
from parvis.web.middleware.headers import private
from parvis.web.portal.surveys import shell

VISIT = "visite"


def card_address(survey: Survey, department: Department) -> str:
    """The whole address on the cards of a department's visitors."""
    return f"{site()}{visited_at(reverse('portal:survey', args=[survey.code]), survey, department)}"


def visited_at(path: str, survey: Survey, department: Department) -> str:
    """A page's address, for whoever visited a department."""
    return f"{path}?{urlencode({VISIT: visits.code_of(survey, department)})}"


def kept(path: str, code: str, **answered: str) -> str:
    """The next page's address, with the card's code when there is one, and what a link answers."""
    said = ({VISIT: code} if code else {}) | answered
    return f"{path}?{urlencode(said)}" if said else path


def with_visit(view: shell.SurveyView) -> shell.SurveyView:
    """Give a survey's view the id of the department that was visited, None for none. A code that we
    never made leads nowhere."""

    @wraps(view)
    def read(request: HttpRequest, survey: Survey, **more: Any) -> HttpResponse:
        code = request.GET.get(VISIT, "")
        visited = visits.department_of(survey, code) if code else None
        if code and visited is None:
            shown = shell.about(survey)
            return private(render(request, "surveys/no_link.html", shown, status=404))
        return view(request, survey, visited=visited, **more)

    return read
