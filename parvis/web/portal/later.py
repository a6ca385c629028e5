"""Finishing later: the secret link to what was begun is shown, and mailed to whoever wants it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.authorities import queries as authorities
from parvis.capture.answers.knocks import may_mail
from parvis.flows.resume_link import ask_for_resume_link
from parvis.foundation.contacts import InvalidContact, normalise_email
from parvis.offer.surveys.rules import last_day
from parvis.web.middleware.headers import private


@dataclass(frozen=True, slots=True)
class Later:
    """What is kept under a `token` until `ends`, and goes on at `path`: its `title`, the `heading`
    that says so; `mail` has the link sent, of `done_keys` the browser may forget its copies."""

    token: str
    path: str
    mail: str
    ends: datetime
    title: str
    heading: str
    done_keys: str


def page(request: HttpRequest, later: Later, **more: Any) -> HttpResponse:
    """The link, and where to have it sent."""
    shown = {
        "later": later,
        "last_day": last_day(later.ends, authorities.calendar().zone),
        "link": request.build_absolute_uri(later.path),
    } | more
    status = 422 if more.get("problem") else 200
    return private(render(request, "portal/later.html", shown, status=status))


def mailed(request: HttpRequest, later: Later) -> HttpResponse:
    """Have the link mailed to the address that was typed, which is kept no longer than that."""
    typed, problem = request.POST.get("email", "").strip()[:254], ""
    try:
        normalise_email(typed)
    except InvalidContact:
        problem = _("Type your e-mail address, as in camille@exemple.fr.")
    if not problem and not may_mail(request.client_address, typed):  # type: ignore[attr-defined]
        problem = _("The link was sent several times already: look for it, or copy it from here.")
    if not problem:
        language = (get_language() or "fr")[:2]
        ask_for_resume_link(token=later.token, path=later.path, email=typed, language=language)
    return page(request, later, problem=problem, email=typed, is_sent=not problem)
