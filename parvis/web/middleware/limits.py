"""How often one address may knock. Kept in memory, per process: a host that runs N web processes
allows N times as much; durable limits (codes, links, mails) stand in the database."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from limits import RateLimitItem, parse

from parvis.foundation.addresses import home_of
from parvis.foundation.windows import Knocks

SAFE = {"GET", "HEAD", "OPTIONS"}
# Whoever is logged in may share one address with a whole town hall, and pages that stay open ask
# by themselves. What a made-up cookie gains by this is still counted.
OF_A_HOUSE = 10
_View = TypeVar("_View", bound=Callable[..., HttpResponse])


def turning_pages(view: _View) -> _View:
    """For a view whose posts turn the pages of a form and keep nothing: they count as pages read,
    so that a class of thirty behind one address goes on. What is kept in the end, and files, count
    as ever."""
    view.turns_pages = True  # type: ignore[attr-defined]
    return view


class RateLimitMiddleware:
    """Refuses with 429 and the time to wait, before any work is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.knocks = Knocks()
        self.read = parse(settings.PARVIS_RATE_READ)
        self.write = parse(settings.PARVIS_RATE_WRITE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        home = home_of(request.client_address)  # type: ignore[attr-defined]
        wait = self.knocks.count(self._limit(request), home)
        return too_many(request, wait) if wait else self.get_response(request)

    def _limit(self, request: HttpRequest) -> RateLimitItem:
        limit = self.read if request.method in SAFE or _turns_pages(request) else self.write
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return type(limit)(limit.amount * OF_A_HOUSE, limit.multiples)
        return limit


def _turns_pages(request: HttpRequest) -> bool:
    if request.content_type == "multipart/form-data":
        return False
    try:
        return hasattr(resolve(request.path_info).func, "turns_pages")
    except Resolver404:
        return False


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The refusal, in plain words: how long to wait."""
    from parvis.web.errors import plain_page

    response = plain_page(request, 429, wait=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response
