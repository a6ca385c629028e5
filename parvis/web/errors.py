"""Pages for what went wrong: what happened, what is kept, what to do. They need no database."""

import sys
from math import ceil
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_KEY = "csrfmiddlewaretoken"


def _texts(status: int, *, given_back: bool, wait: int = 0) -> tuple[str, str]:
    """What happened and what to do; `given_back` when the page holds what was typed, `wait` the
    seconds until it may be sent."""
    texts = {
        400: (
            _("We could not read this"),
            _("Go back: what you typed is still there. Then send it again."),
        ),
        403: (
            _("This page is not open to you"),
            _("Log in with an account that may open it, or ask your administrator."),
        ),
        404: (
            _("This page does not exist"),
            _("The address may have changed. Start again from the home page."),
        ),
        408: (
            _("It took too long to reach us"),
            _("Nothing was received. Go back, and try again with a better connection."),
        ),
        413: (
            _("That is too heavy at once"),
            _("Nothing was received. Go back, and send fewer photos at a time."),
        ),
        421: (
            _("No town answers here"),
            _("Check the address, or ask your town for it."),
        ),
        429: (
            _("That is a lot at once"),
            _wait(wait)
            + " "
            + (
                _("Then send it again: what you typed is kept in this page.")
                if given_back
                else _("Then try again.")
            ),
        ),
        503: (
            _("We are away for a moment"),
            _("What you typed is kept on this device. Try again in a minute."),
        ),
    }
    fallback = (
        _("Something went wrong on our side"),
        _("What you typed is kept. Try again in a minute; if it lasts, call us."),
    )
    return texts.get(status, fallback)


def _wait(seconds: int) -> str:
    minutes = max(1, ceil(seconds / 60))
    return ngettext("Wait %(n)d minute.", "Wait %(n)d minutes.", minutes) % {"n": minutes}


def plain_page(request: HttpRequest, status: int, *, wait: int = 0) -> HttpResponse:
    """A page that works without database, session or script; `wait` the seconds until what was
    refused for being too much may be sent again."""
    typed: list[tuple[str, str]] = []
    if status >= 500 or (status == 429 and comes_from_here(request)):
        typed = _typed(request)
    return _page(request, status, _texts(status, given_back=bool(typed), wait=wait), typed)


def _page(
    request: HttpRequest, status: int, texts: tuple[str, str], typed: list[tuple[str, str]]
) -> HttpResponse:
    title, advice = texts
    body = render_to_string(
        "web/problem.html",
        {
            "title": title,
            "advice": advice,
            "status": status,
            "typed": typed,
            "path": request.get_full_path() if typed else "",
            "had_photos": bool(typed and request.FILES),
        },
    )
    response = HttpResponse(body, status=status)
    if typed:
        response.headers["Cache-Control"] = "no-store, private"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form brought and nobody took: the page gives it back, ready to be sent again, script
    or not. A password is typed again."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if "password" not in name
        for value in values
    ]


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this very site sent the form: what a stranger's page put into one is not
    offered to be sent again."""
    here = f"{request.scheme}://{request.get_host()}"
    origin = request.META.get("HTTP_ORIGIN")
    if origin is not None:
        return bool(origin == here)
    return bool(request.META.get("HTTP_REFERER", "").startswith(f"{here}/"))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Called while the error is handled: a database that went away in the middle of a request is
    an absence, anything else a fault of ours."""
    away = isinstance(sys.exc_info()[1], OperationalError)
    return plain_page(request, 503 if away else 500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key expired: what was typed comes back with a new one, ready to be sent."""
    if not comes_from_here(request):
        return plain_page(request, 403)
    texts = (
        _("This page had been open for a long time"),
        _("Nothing is lost: what you typed is still here. Send it once more."),
    )
    kept = [(name, value) for name, value in _typed(request) if name != _KEY]
    return _page(request, 403, texts, [*kept, (_KEY, get_token(request))])
