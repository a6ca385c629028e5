"""Writes down, after the answer, that a session is in use: the answer's own transaction may not
write when the request is a GET."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from parvis.foundation.db.scope import acting_for


class SessionSeenMiddleware:
    """At most one write every few minutes and session (`people.rules.SESSION_SEEN_EVERY`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.seen_due:
            try:
                with acting_for(request.authority_id):  # type: ignore[attr-defined]
                    session.note_seen()
            except DatabaseError:
                # The page is made; the next one will say it.
                return response
        return response
