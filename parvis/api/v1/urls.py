"""Version 1 of the API. Its description: `/api/v1/openapi.json`."""

from typing import Any

from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from parvis.api.v1 import follow
from parvis.people.permissions import PUBLIC

app_name = "api_v1"
api = NinjaAPI(
    title="Parvis",
    version="1",
    description="Follow what was said to a local authority.",
    # The usual documentation page fetches its scripts from elsewhere; ours fetches nothing.
    docs_url=None,
    urls_namespace=app_name,
)
api.add_router("/follow", follow.router)


def _declared(patterns: list[Any]) -> list[URLPattern | URLResolver]:
    """The API's routes, each with its permission: all of version 1 is open to everybody."""
    for pattern in patterns:
        pattern.callback.permission = PUBLIC
    return patterns


urlpatterns = _declared(api.urls[0])
