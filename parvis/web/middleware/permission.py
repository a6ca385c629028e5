"""Lets a request reach its view only with the permission that the route declares."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from parvis.people.permissions import PUBLIC, may
from parvis.web.middleware.headers import private
from parvis.web.routes import permission_of


class PermissionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return private(response) if request.agent is not None else response  # type: ignore[attr-defined]

    def process_view(
        self, request: Any, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        wanted = permission_of(view)
        if wanted is None:
            raise PermissionDenied("this route declares no permission")
        if wanted == PUBLIC:
            return None
        if request.agent is None:
            return HttpResponseRedirect(
                f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}"
            )
        if not may(request.agent.roles, wanted):
            raise PermissionDenied(wanted)
        return None
