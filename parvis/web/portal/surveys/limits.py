"""How many answers one address may send: a class in its media library, not a machine's."""

from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from parvis.foundation.addresses import home_of
from parvis.web.middleware.windows import WindowStorage

_limiter = FixedWindowRateLimiter(WindowStorage())


def may_send(request: HttpRequest) -> bool:
    """Count one answer sent by this client; False when there were too many lately."""
    rate = parse(settings.PARVIS_RATE_ANSWER)
    home = home_of(request.client_address)  # type: ignore[attr-defined]
    return _limiter.hit(rate, "answer", home)
