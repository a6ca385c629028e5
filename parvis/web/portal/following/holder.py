"""Who holds this secret link, and what becomes of a request without one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from parvis.capture.reports import queries as reports
from parvis.web.middleware.headers import private

HolderView = Callable[..., HttpResponse]


def base_address(report: int, token: str) -> str:
    """The path of a person's page."""
    return f"/suivi/{report}/{token}/"


def secret(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by nobody, and named to nobody: not even to ourselves as a referrer.
    These pages' forms carry no form key, so a browser may leave their origin out; one that holds
    a form with a key says so itself, in that header."""
    told = response.headers.get("Referrer-Policy", "no-referrer")
    private(response)
    response.headers["Referrer-Policy"] = told
    return response


def no_link(request: HttpRequest) -> HttpResponse:
    """What a wrong or ended link opens: a page that says what to do."""
    return secret(render(request, "following/no_link.html", status=404))


def by_link(view: HolderView) -> Callable[..., HttpResponse]:
    """Give the view the follower whose link it is; a wrong or ended link gets a page that says
    what to do. What is answered is kept by nobody.

    No form key is asked for: who can write the address of such a form holds the link already.
    """

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, report: int, token: str, **more: Any) -> HttpResponse:
        follower = reports.follower_by_token(report, token) if len(token) <= 64 else None
        if follower is None:
            return no_link(request)
        return secret(view(request, follower, token, **more))

    return opened
