"""How many answers one address may send: a class in its media library, not a machine's."""

from django.conf import settings
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from parvis.foundation.addresses import home_of
from parvis.foundation.windows import WindowStorage

_limiter = FixedWindowRateLimiter(WindowStorage())


def may_send(address: str) -> bool:
    """Count one answer sent from a network address; False when there were too many lately."""
    return _limiter.hit(parse(settings.PARVIS_RATE_ANSWER), "answer", home_of(address))
