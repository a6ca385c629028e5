"""How many reports one address may send: a street's worth, not a machine's."""

from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from parvis.foundation.addresses import home_of
from parvis.foundation.windows import WindowStorage

_limiter = FixedWindowRateLimiter(WindowStorage())


def may_send(request: HttpRequest) -> bool:
    """Count one sending by this client; False when there were too many lately."""
    rate = parse(settings.PARVIS_RATE_REPORT)
    home = home_of(request.client_address)  # type: ignore[attr-defined]
    return _limiter.hit(rate, "report", home)
