"""How often one address may knock. Kept in memory, per process: a host that runs N web processes
allows N times as much; durable limits (codes, links, mails) stand in the database."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from parvis.web.middleware.windows import WindowStorage

SAFE = {"GET", "HEAD", "OPTIONS"}


class RateLimitMiddleware:
    """Refuses with 429 and the time to wait, before any work is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limiter = FixedWindowRateLimiter(WindowStorage())
        self.read = parse(settings.PARVIS_RATE_READ)
        self.write = parse(settings.PARVIS_RATE_WRITE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = self.read if request.method in SAFE else self.write
        if not self.limiter.hit(limit, request.client_address):  # type: ignore[attr-defined]
            return too_many(request, limit.get_expiry())
        return self.get_response(request)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The refusal, in plain words."""
    from parvis.web.errors import plain_page

    response = plain_page(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
