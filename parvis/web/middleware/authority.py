"""One request, one authority, one transaction: the host name decides, row-level security holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from parvis.authorities import queries as authorities
from parvis.authorities.queries import authority_of_host
from parvis.foundation.db.scope import acting_for
from parvis.web.errors import plain_page
from parvis.web.middleware.limits import SAFE


class AuthorityMiddleware:
    """Sets `request.authority_id`. An answer of 500 or more keeps nothing of what was written.

    No GET changes anything: its transaction is read-only, in the database itself, but under the
    few addresses of `PARVIS_GET_MAY_WRITE`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            authority = authority_of_host(request.META.get("HTTP_HOST", "").split(":")[0].lower())
            if authority is None:
                return plain_page(request, 421)
            request.authority_id = authority  # type: ignore[attr-defined]
            with acting_for(authority, read_only=_only_reads(request)), _hour_of_the_town():
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        except OperationalError:
            # The database is away: say so, so that the page keeps what was typed and retries.
            return plain_page(request, 503)
        return response


def _hour_of_the_town() -> AbstractContextManager[None]:
    """What templates say of a moment, they say as it is where the authority is."""
    return timezone.override(authorities.authority().time_zone)


def _only_reads(request: HttpRequest) -> bool:
    return request.method in SAFE and not request.path.startswith(settings.PARVIS_GET_MAY_WRITE)
