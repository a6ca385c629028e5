"""How often one address may knock. Kept in memory, per process: a host that runs N web processes
allows N times as much; durable limits (codes, links, mails) stand in the database."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from parvis.foundation.addresses import home_of
from parvis.foundation.windows import WindowStorage

SAFE = {"GET", "HEAD", "OPTIONS"}
# Whoever is logged in may share one address with a whole town hall, and pages that stay open ask
# by themselves. What a made-up cookie gains by this is still counted.
OF_A_HOUSE = 10


class RateLimitMiddleware:
    """Refuses with 429 and the time to wait, before any work is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limiter = FixedWindowRateLimiter(WindowStorage())
        self.read = parse(settings.PARVIS_RATE_READ)
        self.write = parse(settings.PARVIS_RATE_WRITE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = self.read if request.method in SAFE else self.write
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            limit = type(limit)(limit.amount * OF_A_HOUSE, limit.multiples)
        home = home_of(request.client_address)  # type: ignore[attr-defined]
        if not self.limiter.hit(limit, home):
            return too_many(request, limit.get_expiry())
        return self.get_response(request)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The refusal, in plain words."""
    from parvis.web.errors import plain_page

    response = plain_page(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
