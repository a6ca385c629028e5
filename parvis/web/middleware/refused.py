"""The page for what was refused before it was received: nothing of the request is here to read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from parvis.web.bridge import REFUSED
from parvis.web.errors import plain_page


class RefusedMiddleware:
    """Answers in plain words what the bridge would not take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = request.META.get(REFUSED)
        return self.get_response(request) if refused is None else plain_page(request, refused)
