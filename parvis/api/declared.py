"""The routes of an API, each with its permission."""

from typing import Any

from ninja import NinjaAPI

from parvis.people.permissions import PUBLIC


def open_to_all(api: NinjaAPI) -> list[Any]:
    """The routes of an API that is open to everybody."""
    patterns: list[Any] = api.urls[0]
    for pattern in patterns:
        pattern.callback.permission = PUBLIC
    return patterns
