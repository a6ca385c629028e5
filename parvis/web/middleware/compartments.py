"""Opens the closed departments that the logged-in agent may enter, and no others."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from parvis.foundation.db.scope import open_compartments
from parvis.people.sessions import passed_factor


class CompartmentsMiddleware:
    """Sets `request.agent` (None for residents). Costs nothing without a session cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.agent = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            agent = getattr(request.user, "agent", None)
            # Without a second factor nobody is an agent, whatever their account.
            if agent is not None and agent.is_active and passed_factor(request.session):
                request.agent = agent  # type: ignore[attr-defined]
                if agent.compartments:
                    open_compartments(agent.compartments)
        return self.get_response(request)
