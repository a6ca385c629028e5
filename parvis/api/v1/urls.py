"""Version 1 of the API. Its description: `/api/v1/openapi.json`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI
from ninja.parser import Parser

from parvis.api.declared import open_to_all
from parvis.api.v1 import follow, surveys
from parvis.foundation.text import keepable
from parvis.web import routes  # noqa: F401 - it knows `number` in an address

app_name = "api_v1"


class KeepableParser(Parser):
    """JSON whose texts can be kept."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = keepable(super().parse_body(request))
        return found


api = NinjaAPI(
    title="Parvis",
    version="1",
    description="Follow what was said to a local authority, and answer what it asks.",
    # The usual documentation page fetches its scripts from elsewhere; ours fetches nothing.
    docs_url=None,
    urls_namespace=app_name,
    parser=KeepableParser(),
)
api.add_router("/follow", follow.router)
api.add_router("/surveys", surveys.router)


@api.exception_handler(RawPostDataException)
def _is_a_form(request: HttpRequest, _error: Exception) -> HttpResponse:
    """A form with files, read as such already, where JSON is asked for."""
    return api.create_response(request, {"detail": "Send JSON."}, status=400)


urlpatterns = open_to_all(api)
