"""What the pages of data protection share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.people.models import Agent
from parvis.web.middleware.headers import private


def officer(request: HttpRequest) -> Agent:
    """Who answers."""
    found: Agent = request.agent  # type: ignore[attr-defined]
    return found


def page(request: HttpRequest, template: str, here: str, status: int = 200, **known: Any) -> Any:
    """One page: kept by nobody."""
    response: HttpResponse = render(
        request, f"trust/{template}.html", {"here": here, **known}, status=status
    )
    return private(response)


def sentence(problem: str) -> str:
    """What a refusal's code means to the officer."""
    texts = {
        "is_agent": _(
            "This person works here. An administrator closes their access first, in the settings."
        ),
        "ended": _("This demand was answered already."),
        "late": _("The first month is over: the person can no longer be told in time."),
        "extended": _("The two months more were taken already."),
    }
    return texts.get(problem, _("This could not be done. Go back and try again."))
