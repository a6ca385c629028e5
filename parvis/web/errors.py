"""Pages for what went wrong: what happened, what is kept, what to do. They need no database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _texts(status: int) -> tuple[str, str]:
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
        421: (
            _("No town answers here"),
            _("Check the address, or ask your town for it."),
        ),
        429: (
            _("That is a lot at once"),
            _("Wait a minute, then try again. What you typed is kept."),
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


def plain_page(request: HttpRequest, status: int) -> HttpResponse:
    """A page that works without database, session or script."""
    title, advice = _texts(status)
    typed = _typed(request) if status == 503 else []
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
    """What a form brought while the database was away: the page gives it back, ready to be sent
    again, script or not."""
    if request.method != "POST":
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return plain_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    return plain_page(request, 500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key expired: the page comes back with what was typed, kept by the browser."""
    return plain_page(request, 403)
