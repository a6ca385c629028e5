"""Each route declares, where it is declared itself, the permission that it asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from parvis.people.permissions import PERMISSIONS, PUBLIC
from parvis.web.numbers import MOST_DIGITS

View = Callable[..., HttpResponse]

# Views of libraries can't declare it: by the package that they come from.
_OF_LIBRARIES = {"allauth": PUBLIC}


class NumberConverter(IntConverter):
    """`<number:name>`: Django's own `int` lets pass what the database can't compare with."""

    regex = f"[0-9]{{1,{MOST_DIGITS}}}"


register_converter(NumberConverter, "number")


def route(address: str, view: View, permission: str, *, name: str) -> URLPattern:
    """A path, its view and its permission (`public`, or one of `people.permissions`)."""
    if permission != PUBLIC and permission not in PERMISSIONS:
        raise ValueError(f"unknown permission: {permission}")

    @wraps(view)
    def declared(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    declared.permission = permission  # type: ignore[attr-defined]
    return path(address, declared, name=name)


def permission_of(view: View) -> str | None:
    """What a routed view asks for; None when nobody declared it."""
    declared: str | None = getattr(view, "permission", None)
    return declared or _OF_LIBRARIES.get(getattr(view, "__module__", "").split(".")[0])
