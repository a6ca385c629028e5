"""What comes in is text that can be kept: somebody pasted the rest without seeing it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from parvis.foundation.text import keepable
from parvis.web.errors import plain_page


class TextMiddleware:
    """Queries, forms and cookies, whatever encoding they claim to be in; what the API is given goes
    through `keepable` as well. An address with such a character leads nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if keepable(request.path_info) != request.path_info:
            return plain_page(request, 404)
        request.encoding = "utf-8"
        request.GET = _kept(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _kept(request.POST)  # type: ignore[assignment]
        request.COOKIES = keepable(request.COOKIES)
        return self.get_response(request)


def _kept(given: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in given.lists():
        found.setlist(keepable(name), keepable(values))
    found._mutable = False
    return found
